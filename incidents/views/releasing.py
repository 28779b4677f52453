"""The release page: exactly what the other side will read and when, unless it is kept."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import (
    apart,
    counting,
    course,
    hiding,
    keeping_back,
    lanes,
    left_out,
    pairing,
    planning,
    previewing,
    releasing,
    setting_apart,
    stepping,
)
from incidents.apart import Apart
from incidents.attachments import releasing as attachments
from incidents.casefile import CaseFile
from incidents.forms import LookForm, PartnershipForm, ReleaseForm
from incidents.grain import PlaceGrain, TimeGrain
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.patterns import facts as pattern_facts
from incidents.releasing import Manner
from incidents.views import showing
from liaison import access, refusal, screening
from liaison.fields import marked
from liaison.refusal import Tried
from liaison.roles import Side
from liaison.screened_words import LOOKS_LIKE, joined

# The names of the buttons: to show what is kept apart, to go back and change what was typed, and
# to release what was just looked at.
LOOK, CHANGE, RELEASE = "look", "change", "release"


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_release(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.RELEASE, incident, side)
    form = _form(request, incident)
    is_current = showing.revision(request, incident) == incident.revision
    if form.is_bound and RELEASE not in request.POST and is_current and form.is_valid():
        return _preview(request, incident, side, form)
    if LOOK in request.POST:
        return _with_look(request, incident, side, form)
    tried = refusal.attempt(request, form, lambda: _release(request, incident, form))
    if tried.is_done:
        return redirect(incident)
    return _page(request, incident, side, form, tried.status)


@require_POST
@showing.step
def incident_recall(request: HttpRequest, reference: str) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        planning.recall(incident, by=request.user, revision=showing.revision(request, incident))
        messages.success(request, _("Taken back. The other side has not seen anything."))
    return redirect(incident)


@require_POST
@showing.step
def incident_keep(request: HttpRequest, reference: str) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        keeping_back.keep_back(
            incident, by=request.user, revision=showing.revision(request, incident)
        )
        messages.success(request, _("Kept on your side. It can still be released."))
    return redirect(incident)


@require_POST
@showing.step
def incident_count(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    access.require_verdict(stepping.is_for(Step.COUNT, incident, by=request.user, side=side))
    form = PartnershipForm(
        request.POST, partnerships=pairing.partnerships_for(incident, request.user)
    )
    tried = _count(request, incident, form)
    if tried.is_done:
        messages.success(request, _counted(incident))
        return redirect(incident)
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, str(error))
    return redirect("incidents:incident_release", reference)


def _counted(incident: Incident) -> str:
    if pattern_facts.counts(incident):
        return _("Counted in patterns. The other side does not read it.")
    return _("It stays with your side. It opens no pattern, and the other side learns nothing.")


def _count(request: HttpRequest, incident: Incident, form: PartnershipForm) -> Tried:
    seen = showing.revision(request, incident)
    return refusal.attempt(
        request,
        form,
        lambda: counting.count_only(
            incident,
            by=request.user,
            partnership_id=form.cleaned_data.get("partnership"),
            revision=seen,
        ),
    )


def _release(request: HttpRequest, incident: Incident, form: ReleaseForm) -> None:
    data = form.cleaned_data
    about: dict[str, Any] = {
        "manner": form.manner(),
        "by": request.user,
        "revision": showing.revision(request, incident),
    }
    if data["on"]:
        planning.plan(incident, data["words"], on=data["on"], **about)
        messages.success(request, _("Planned. Until then it can be taken back."))
    else:
        releasing.release(incident, data["words"], **about)
        messages.success(request, _("Released. The other side has been told."))


def _form(request: HttpRequest, incident: Incident) -> ReleaseForm:
    """It starts from the draft; whoever only looks at what is kept apart, or goes back to change
    what they typed, keeps it."""
    kinds, drafts = Statement.Kind, releasing.drafts_of(incident)
    texts = [
        course.read(drafts[kind]).text for kind in (kinds.NARRATIVE, kinds.DONE) if kind in drafts
    ]
    initial = {"words": "\n\n".join(filter(None, texts))}
    goes_on = LOOK in request.POST or CHANGE in request.POST
    return ReleaseForm(
        None if goes_on else request.POST or None,
        partnerships=pairing.partnerships_for(incident, request.user),
        has_identifiers=bool(_standing(incident)),
        places=hiding.ways(incident),
        told_by=hiding.told_by(incident),
        hours_told_by=hiding.hours_told_by(incident),
        attachments=attachments.with_captions(incident, incident.author_side),
        initial=initial | _typed(request) if goes_on else initial,
    )


def _typed(request: HttpRequest) -> dict[str, Any]:
    return request.POST.dict() | {"attachments": request.POST.getlist("attachments")}


def _standing(incident: Incident) -> list[Statement]:
    kept = releasing.kept_apart_of(incident)
    return [one for one in kept if one.data_key.destroyed_at is None]


def _with_look(
    request: HttpRequest, incident: Incident, side: Side | None, form: ReleaseForm
) -> HttpResponse:
    """The page with what is kept apart, which the person asked to see before they decide."""
    asked = LookForm(request.POST)

    def look() -> list[Apart]:
        kept, password = _standing(incident), asked.cleaned_data["password"]
        setting_apart.look_before_release(incident, kept, password=password, by=request.user)
        return [apart.read(one.words()) for one in kept]

    tried = refusal.attempt(request, asked, look)
    found = tried.result or ()
    return _page(request, incident, side, form, tried.status, asked=asked, kept_apart=found)


def _preview(
    request: HttpRequest, incident: Incident, side: Side | None, form: ReleaseForm
) -> HttpResponse:
    """Everything that the other side will see, from the templates of its own page."""
    at = timezone.now()
    with refusal.told_to(request, form) as told:
        theirs = previewing.as_they_will_see(
            incident,
            form.cleaned_data["words"],
            form.manner(),
            on=form.cleaned_data["on"],
            by=request.user,
            at=at,
        )
    if told.refused:
        return _page(request, incident, side, form, told.status)
    context = {
        "form": form,
        "case": theirs,
        "shown": theirs.incident,
        "leaves_out": _left_out(form.manner()),
        "told": _told(form.cleaned_data["words"], form.manner()),
        "carried": [
            (name, value) for name in ("seen", *form.fields) for value in request.POST.getlist(name)
        ],
        "release": RELEASE,
        "change": CHANGE,
        "other": incident.author_side.other,
    }
    return showing.show(request, incident, side, "incidents/release_preview.html", context)


def _left_out(manner: Manner) -> str:
    """What the words may still tell where the facts do not."""
    if manner.place is PlaceGrain.DISTANCE:
        if manner.time is TimeGrain.MINUTE:
            return ""
        return _("Read your words once more: do they tell the time that the facts leave out?")
    if manner.time is TimeGrain.MINUTE:
        return _("Read your words once more: do they tell the place that the facts leave out?")
    return _("Read your words once more: do they tell the time or place that the facts leave out?")


def _told(words: str, manner: Manner) -> SafeString | str:
    """The words with what may tell that marked; nothing where nothing was found."""
    find = left_out.finder(time=manner.time is not TimeGrain.MINUTE, place=manner.place)
    found = find(words) if find else []
    return marked(words, found) if found else ""


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    form: ReleaseForm,
    status: int,
    *,
    asked: LookForm | None = None,
    kept_apart: Sequence[Apart] = (),
) -> HttpResponse:
    """*asked*: the form before a look, with *kept_apart* what was seen then."""
    vouched = releasing.vouched_in(releasing.drafts_of(incident).values())
    pairs = pairing.partnerships_for(incident, request.user)
    context = {
        "form": form,
        "count_form": PartnershipForm(partnerships=pairs, auto_id="count_%s"),
        "recurs": pattern_facts.counts(incident),
        "vouched": joined(LOOKS_LIKE[screening.Kind(kind)] for kind in vouched),
        "case": CaseFile(incident, side, request.user, timezone.now()),
        "look": LOOK,
        "look_form": asked or LookForm(),
        "kept_apart": kept_apart,
        "audience": lanes.shared_of(incident),
        "other": incident.author_side.other,
    }
    return showing.show(request, incident, side, "incidents/incident_release.html", context, status)
