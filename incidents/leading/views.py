"""Asking the leaders of both sides, and what they decide together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import lanes
from incidents.leading import deciding, escalating, reviewing
from incidents.leading.forms import AskLeadersForm, AskReviewForm, ChoiceForm
from incidents.leading.page import Leaders
from incidents.leading.reviewing import Review
from incidents.lifecycle import Step
from incidents.models import Escalation, Incident
from incidents.models.escalation import Way
from incidents.views import showing
from liaison import refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def leaders_ask(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.ESCALATE, incident, side)
    form = AskLeadersForm(request.POST if request.method == "POST" else None)

    def ask() -> None:
        seen = showing.revision(request, incident)
        escalating.escalate(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, ask)
    if tried.is_done:
        messages.success(request, _("The leaders of both sides have been told."))
        return redirect(incident)
    return _show(request, incident, side, "ask", form, tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def leaders_review(request: HttpRequest, reference: str) -> HttpResponse:
    """A mediation that has ended, once more."""
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.REVIEW, incident, side)
    form = AskReviewForm(request.POST if request.method == "POST" else None)

    def ask() -> None:
        seen = showing.revision(request, incident)
        reviewing.ask(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, ask)
    if tried.is_done:
        messages.success(request, _("The leaders of both sides have been told."))
        return redirect(incident)
    review = Review.of(reviewing.last_of(incident), timezone.now())
    return _show(request, incident, side, "review", form, tried.status, review=review)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def leaders_choose(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.PUT_FORWARD, incident, side)
    why_not = {way: deciding.why_not(way, incident, at=timezone.now()) for way in Way}
    ways = [way for way in Way if not why_not[way]]
    form = ChoiceForm(request.POST if request.method == "POST" else None, ways=ways)

    def choose() -> Escalation:
        seen = showing.revision(request, incident)
        return deciding.put_forward(incident, form.choice(), by=request.user, revision=seen)

    tried = refusal.attempt(request, form, choose)
    if tried.is_done:
        _say_what_came(request, tried.result)
        return redirect(incident)
    closed = [(way.label, why) for way, why in why_not.items() if why and way is not Way.STAND]
    return _show(request, incident, side, "choose", form, tried.status, closed=closed)


@require_POST
@showing.step
def leaders_agree(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        seen = showing.revision(request, incident)
        _say_what_came(request, deciding.agree(incident, pk, by=request.user, revision=seen))
    return redirect(incident)


def _say_what_came(request: HttpRequest, escalation: Escalation) -> None:
    if escalation.ended_at:
        messages.success(request, _("Decided by both leaders. Both sides have been told."))
    else:
        messages.success(request, _("Put forward. The leader of the other side has been told."))


def _show(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    name: str,
    form: AskLeadersForm | ChoiceForm,
    status: int,
    **more: Any,
) -> HttpResponse:
    context = {
        **more,
        "form": form,
        "leaders": Leaders.of(incident, side, request.user),
        "audience": lanes.shared_of(incident),
    }
    return showing.show(request, incident, side, f"incidents/leading/{name}.html", context, status)
