"""One incident: its page, and what is written there."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents import acknowledging, discussing, left_out, noting, taking_up
from incidents.attachments import attaching, listing
from incidents.attachments.forms import AttachForm
from incidents.casefile import CaseFile
from incidents.forms import CallForm, NoteForm, SayForm
from incidents.models import Incident
from incidents.views import showing
from liaison import refusal
from liaison.roles import Side

# The forms of the page, by their names there, each with what of the case invites to it.
_FORMS: Mapping[str, tuple[type[Form], str]] = {
    "words_form": (SayForm, "may_say"),
    "note_form": (NoteForm, "may_note"),
    "call_form": (CallForm, "may_take_up"),
    "attach_form": (AttachForm, "may_note"),
}
# Words that came too late elsewhere are only filled into the box.
_GO_ON = "go_on"


@require_safe
def incident_detail(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    return _page(request, incident, side)


@require_POST
@showing.step
def incident_acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        acknowledging.acknowledge(
            incident, by=request.user, revision=showing.revision(request, incident)
        )
        messages.success(request, _("Acknowledged. The other side has been told."))
    return redirect(incident)


@require_POST
@showing.step
def incident_say(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if _GO_ON in request.POST:
        words = request.POST.get("words", "")
        return _page(request, incident, side, words_form=SayForm(initial={"words": words}))
    form = left_out.ask_again(SayForm(request.POST), incident, side)

    def say() -> None:
        seen = showing.revision(request, incident)
        words = form.cleaned_data["words"]
        discussing.say(incident, words, by=request.user, revision=seen, apart=form.apart())

    tried = refusal.attempt(request, form, say)
    if not tried.is_done:
        return _page(request, incident, side, tried.status, words_form=form)
    messages.success(request, _("Both sides can read this now."))
    return redirect(incident)


@require_POST
@showing.step
def incident_note(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if _GO_ON in request.POST:
        note = request.POST.get("note", "")
        return _page(request, incident, side, note_form=NoteForm(initial={"note": note}))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, incident, side, 422, note_form=form)
    data = form.cleaned_data
    noting.note(incident, data["note"], key=data["key"], by=request.user, apart=form.apart())
    messages.success(request, _("Kept for your own side."))
    return redirect(incident)


@require_POST
@showing.step
def incident_attach(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    form = AttachForm(request.POST, request.FILES)

    def attach() -> None:
        data = form.cleaned_data
        sent = data["file"]
        attaching.attach(
            incident, sent.name, sent.read(), data["caption"], key=data["key"], by=request.user
        )

    tried = refusal.attempt(request, form, attach)
    if not tried.is_done:
        return _page(request, incident, side, tried.status, attach_form=form)
    messages.success(request, _("Kept for your own side."))
    return redirect(incident)


@require_POST
@showing.step
def incident_take_up(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    form = CallForm(request.POST)

    def take_up() -> None:
        seen = showing.revision(request, incident)
        taking_up.take_up(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, take_up)
    if not tried.is_done:
        return _page(request, incident, side, tried.status, call_form=form)
    messages.success(request, _("Kept. Your colleagues see that it is taken care of."))
    return redirect(incident)


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    status: int = 200,
    **typed: Form,
) -> HttpResponse:
    """The page of an incident; *typed*: the form that comes back with what was typed, by its name
    there."""
    now = timezone.now()
    case = CaseFile(incident, side, request.user, now)
    forms = {
        name: typed.get(name) or form()
        for name, (form, may) in _FORMS.items()
        if getattr(case, may) or (name in typed and typed[name].is_bound)
    }
    context: dict[str, Any] = {
        "case": case,
        "files": listing.rows(incident, side, request.user),
        "now": now,
        **forms,
    }
    return showing.show(request, incident, side, "incidents/incident_detail.html", context, status)
