"""Saying that a promise is done, and whether it was kept."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import following_up, keeping, lanes, stepping
from incidents.course import Course, PromiseLine
from incidents.forms import CheckAgainForm, CheckForm, RemarkForm
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.taxonomy import Evidence
from incidents.views import showing
from liaison import access, refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def promise_done(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    line = _find(request, incident, side, Step.DONE, pk)
    if request.method != "POST":
        keeping.require_unsaid(line.commitment)
    form = RemarkForm(request.POST if request.method == "POST" else None)

    def say(data: dict[str, Any]) -> None:
        keeping.say_done(
            incident,
            pk,
            data["words"],
            by=request.user,
            revision=showing.revision(request, incident),
        )
        messages.success(request, _("The other side has been asked whether it sees it so."))

    return _answer(request, incident, side, form, line, say, "incidents/promise_done.html")


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def promise_check(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    line = _find(request, incident, side, Step.KEPT, pk)
    if request.method != "POST":
        keeping.require_unchecked(line.commitment)
    form = CheckForm(request.POST if request.method == "POST" else None)

    say = partial(_say, request, incident, pk, keeping.check)
    return _answer(request, incident, side, form, line, say, "incidents/promise_check.html")


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def promise_again(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    line = _find(request, incident, side, Step.STILL_KEPT, pk)
    if request.method != "POST":
        following_up.require_asked(line.commitment, timezone.now())
    form = CheckAgainForm(request.POST if request.method == "POST" else None)
    say = partial(_say, request, incident, pk, following_up.answer)
    return _answer(request, incident, side, form, line, say, "incidents/promise_again.html")


def _say(
    request: HttpRequest,
    incident: Incident,
    pk: UUID,
    operation: Callable[..., Any],
    data: dict[str, Any],
) -> None:
    verdict, evidence = keeping.Verdict(data["verdict"]), Evidence(data["evidence"])
    said, seen = (
        keeping.Answer(verdict, evidence, data["words"]),
        showing.revision(request, incident),
    )
    operation(incident, pk, said, by=request.user, revision=seen)
    if verdict == keeping.Verdict.KEPT:
        messages.success(request, _("Thank you. The other side has been told."))
    else:
        messages.success(
            request,
            _("The other side has been told. What can be done stands beneath the promise."),
        )


def _find(
    request: HttpRequest, incident: Incident, side: Side | None, step: Step, pk: UUID
) -> PromiseLine:
    """The promise *pk* of what both sides accepted. Errors: ``Http404``, ``PermissionDenied``."""
    for line in Course(incident, side, request.user).promised():
        if line.commitment.pk == pk:
            access.require_verdict(
                stepping.may_take(step, incident, by=request.user, side=side, about=line.commitment)
            )
            return line
    raise Http404


def _answer(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    form: RemarkForm,
    line: PromiseLine,
    say: Callable[[dict[str, Any]], None],
    template: str,
) -> HttpResponse:
    tried = refusal.attempt(request, form, lambda: say(form.cleaned_data))
    if tried.is_done:
        return redirect(incident)
    audience = lanes.shared_of(incident)
    context = {"form": form, "line": line, "audience": audience}
    return showing.show(request, incident, side, template, context, tried.status)
