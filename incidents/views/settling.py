"""Proposing how an incident ends, and answering it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import lanes, left_out, settling, stepping
from incidents.forms import PromiseForms, SettleForm, WordsForm
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.taxonomy import Outcome
from incidents.views import showing
from liaison import access, refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_settle(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    data = request.POST if request.method == "POST" else None
    access.require_verdict(stepping.is_for(Step.PROPOSE, incident, by=request.user, side=side))
    if data is None:
        settling.require_room(incident)
    today = timezone.now().astimezone(incident.tz).date()
    form = left_out.ask_again(SettleForm(data), incident, side)
    promises = PromiseForms(
        data, prefix="promise", form_kwargs={"today": today, "initial": {"side": side}}
    )
    if data is None:
        return _page(request, incident, side, form, promises)
    if not (form.is_valid() & promises.is_valid()):
        return _page(request, incident, side, form, promises, status=422)
    with refusal.told_to(request, form, *promises) as told:
        _propose(request, incident, form, promises)
        return redirect(incident)
    return _page(request, incident, side, form, promises, status=told.status)


@require_POST
@showing.step
def settlement_accept(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        settling.accept(incident, pk, by=request.user, revision=showing.revision(request, incident))
        messages.success(request, _("Settled. Both sides have been told."))
    return redirect(incident)


@require_POST
@showing.step
def settlement_withdraw(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        settling.withdraw(
            incident, pk, by=request.user, revision=showing.revision(request, incident)
        )
        messages.success(request, _("Taken back. The other side has been told."))
    return redirect(incident)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def settlement_decline(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if request.method != "POST":
        _require_answerer(request, incident, side, pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    left_out.ask_again(form, incident, side)

    def decline() -> None:
        words, seen = form.cleaned_data["words"], showing.revision(request, incident)
        settling.decline(incident, pk, words, by=request.user, revision=seen)

    tried = refusal.attempt(request, form, decline)
    if tried.is_done:
        messages.success(request, _("Declined. The other side can read why."))
        return redirect(incident)
    context = {"form": form, "audience": lanes.shared_of(incident)}
    template = "incidents/settlement_decline.html"
    return showing.show(request, incident, side, template, context, tried.status)


def _require_answerer(
    request: HttpRequest, incident: Incident, side: Side | None, pk: UUID
) -> None:
    """Errors: ``Http404`` for none of this incident, ``NotTheMoment`` for one that does not lie on
    the table any more, ``PermissionDenied``."""
    if not incident.settlements.filter(pk=pk).exists():
        raise Http404
    settlement = settling.on_table(incident, pk, Step.DECLINE)
    access.require_verdict(
        stepping.may_take(Step.DECLINE, incident, by=request.user, side=side, settlement=settlement)
    )


def _propose(
    request: HttpRequest, incident: Incident, form: SettleForm, promises: PromiseForms
) -> None:
    data = form.cleaned_data
    settling.propose(
        incident,
        Outcome(data["outcome"]),
        data["words"],
        promises.promises(),
        by=request.user,
        revision=showing.revision(request, incident),
    )
    messages.success(request, _("Proposed. The other side has been told and can accept it."))


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    form: SettleForm,
    promises: PromiseForms,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "promises": promises, "audience": lanes.shared_of(incident)}
    return showing.show(request, incident, side, "incidents/incident_settle.html", context, status)
