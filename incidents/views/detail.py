"""One incident: its page, and what is written there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents import acknowledging, discussing, noting, taking_up
from incidents.casefile import CaseFile
from incidents.forms import CallForm, NoteForm, WordsForm
from incidents.models import Incident
from incidents.views import showing
from liaison import refusal
from liaison.roles import Side


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
    form = WordsForm(request.POST)

    def say() -> None:
        seen = showing.revision(request, incident)
        discussing.say(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, say)
    if not tried.is_done:
        return _page(request, incident, side, words=form, status=tried.status)
    messages.success(request, _("Both sides can read this now."))
    return redirect(incident)


@require_POST
def incident_note(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, incident, side, note=form, status=422)
    data = form.cleaned_data
    noting.note(incident, data["note"], key=data["key"], by=request.user)
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
        return _page(request, incident, side, call=form, status=tried.status)
    messages.success(request, _("Kept. Your colleagues see that it is taken care of."))
    return redirect(incident)


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    *,
    words: WordsForm | None = None,
    note: NoteForm | None = None,
    call: CallForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "case": CaseFile(incident, side, request.user, now),
        "now": now,
        "words_form": words or WordsForm(),
        "note_form": note or NoteForm(),
        "call_form": call or CallForm(),
    }
    return showing.show(request, incident, side, "incidents/incident_detail.html", context, status)
