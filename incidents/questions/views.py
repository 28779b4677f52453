"""Asking the other side something, and answering what it asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import lanes, left_out, stepping
from incidents.course import Course
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.questions import asking
from incidents.questions.forms import AnswerForm, AskForm
from incidents.views import showing
from liaison import access, refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def question_ask(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.ASK, incident, side)
    form = AskForm(request.POST if request.method == "POST" else None)
    left_out.ask_again(form, incident, side)

    def ask() -> None:
        seen, words = showing.revision(request, incident), form.cleaned_data["words"]
        asking.ask(incident, words, by=request.user, revision=seen, apart=form.apart())

    tried = refusal.attempt(request, form, ask)
    if tried.is_done:
        messages.success(request, _("Asked. The other side has been told."))
        return redirect(incident)
    return _show(request, incident, side, {"form": form}, tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def question_answer(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    course = Course(incident, side, request.user)
    question = course.statements.get(pk)
    if question is None or question.kind != Statement.Kind.QUESTION:
        raise Http404
    access.require_verdict(
        stepping.is_for(Step.ANSWER, incident, by=request.user, side=side, about=question)
    )
    if request.method != "POST":
        asking.require_unanswered(incident, question)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    left_out.ask_again(form, incident, side)

    def answer() -> None:
        seen, words = showing.revision(request, incident), form.cleaned_data["words"]
        asking.answer(incident, pk, words, by=request.user, revision=seen, apart=form.apart())

    tried = refusal.attempt(request, form, answer)
    if tried.is_done:
        messages.success(request, _("Answered. The other side has been told."))
        return redirect(incident)
    context = {"form": form, "question": question, "asked": course.words_of(pk)}
    return _show(request, incident, side, context, tried.status)


def _show(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    context: dict[str, object],
    status: int,
) -> HttpResponse:
    audience = lanes.shared_of(incident)
    template = "incidents/questions/write.html"
    return showing.show(
        request, incident, side, template, {**context, "audience": audience}, status
    )
