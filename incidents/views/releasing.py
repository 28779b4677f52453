"""The release page: exactly what the other side will read, unless it is kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import course, keeping_back, lanes, releasing, stepping
from incidents.casefile import CaseFile
from incidents.forms import ReleaseForm
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.views import showing
from liaison import access, refusal
from liaison.access import Verdict
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_release(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    is_for = stepping.is_for(Step.RELEASE, incident, by=request.user, side=side)
    if _is_over(request, incident, is_for):
        return redirect(incident)
    access.require_verdict(is_for)
    form, identifiers = _form(request, incident)
    if not form.is_bound or not form.is_valid():
        return _page(request, incident, side, form, identifiers)
    with refusal.told_to(request, form) as told:
        _release(request, incident, form.cleaned_data)
        return redirect(incident)
    return _page(request, incident, side, form, identifiers, status=told.status)


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


def _is_over(request: HttpRequest, incident: Incident, is_for: Verdict) -> bool:
    """Nothing is to be released any more. Whoever sends words too late is told so and has them
    still, if they are one of those who release."""
    if incident.is_critical:
        return True
    sends_late = request.method == "POST" and bool(is_for)
    return not sends_late and not stepping.is_the_moment(Step.RELEASE, incident)


def _release(request: HttpRequest, incident: Incident, data: dict[str, Any]) -> None:
    releasing.release(
        incident,
        data["words"],
        by=request.user,
        with_identifiers=data.get("with_identifiers", False),
        partnership_id=data.get("partnership"),
        revision=showing.revision(request, incident),
    )
    messages.success(request, _("Released. The other side has been told."))


def _form(request: HttpRequest, incident: Incident) -> tuple[ReleaseForm, str]:
    """The form, which starts from the draft, and the badge or fleet number that can go along."""
    kinds, drafts = Statement.Kind, releasing.drafts_of(incident)
    texts = {kind: course.read(draft).text for kind, draft in drafts.items()}
    identifiers = texts.get(kinds.RESTRICTED, "")
    form = ReleaseForm(
        request.POST or None,
        partnerships=releasing.partnerships_for(incident, request.user),
        has_identifiers=bool(identifiers),
        initial={"words": "\n\n".join(filter(None, map(texts.get, (kinds.NARRATIVE, kinds.DONE))))},
    )
    return form, identifiers


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    form: ReleaseForm,
    identifiers: str,
    status: int | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "case": CaseFile(incident, side, request.user, timezone.now()),
        "identifiers": identifiers,
        "audience": lanes.of_incident(incident, incident.author_side)["shared"],
        "other": incident.author_side.other,
    }
    status = status or (422 if form.is_bound else 200)
    return showing.show(request, incident, side, "incidents/incident_release.html", context, status)
