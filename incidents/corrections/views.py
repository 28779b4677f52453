"""Correcting a recorded fact, and words that both sides read."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents import lanes, left_out
from incidents.as_seen import AsSeen
from incidents.corrections import correcting, facts, reading, rewording
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.corrections.forms import FactForm, RewordForm, SharedFactForm
from incidents.course import Course
from incidents.facts import Facts
from incidents.models import Correction, Statement
from incidents.views import showing
from liaison import access, refusal


@require_safe
def fact_list(request: HttpRequest, reference: str) -> HttpResponse:
    """The facts that the reader may correct."""
    incident, side = showing.find(request, reference)
    verdicts = {
        fact: correcting.may(fact, incident, side, by=request.user)
        for fact in Fact
        if facts.can_be_corrected(incident, fact)
    }
    if not any(verdicts.values()):
        access.require_verdict(verdicts[Fact.TIME])
    context = {
        "rows": [(fact, verdict) for fact, verdict in verdicts.items()],
        "case": Facts(incident, side),
    }
    return showing.show(request, incident, side, "incidents/corrections/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def fact_correct(request: HttpRequest, reference: str, fact: Fact) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if not facts.can_be_corrected(incident, fact):
        raise Http404
    access.require_verdict(correcting.may(fact, incident, side, by=request.user))
    kind = SharedFactForm if incident.released_at else FactForm
    data = request.POST if request.method == "POST" else None
    form = kind(data, fact=fact, standing=reading.as_corrected(incident))
    left_out.ask_again(form, incident, side)

    def correct() -> Correction:
        seen = showing.revision(request, incident)
        right = Right(fact, form.values(), form.cleaned_data["words"])
        return correcting.correct(incident, right, by=request.user, revision=seen)

    tried = refusal.attempt(request, form, correct)
    if tried.is_done:
        messages.success(request, _("Corrected. What was logged can still be read beside it."))
        return redirect(incident)
    context = {
        "form": form,
        "fact": fact,
        "audience": lanes.of_author(incident),
        "is_told_less": AsSeen(incident, incident.author_side.other).tells_less_of(fact),
        "to_critical": fact is Fact.SEVERITY and not incident.is_critical,
    }
    template = "incidents/corrections/fact.html"
    return showing.show(request, incident, side, template, context, tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def words_correct(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    course = Course(incident, side, request.user)
    statement = course.statements.get(pk)
    if statement is None:
        raise Http404
    access.require_verdict(rewording.may(statement, incident, side, by=request.user))
    words = course.words_of(pk)
    if request.method != "POST" and words.gone:
        return redirect(incident)
    form = RewordForm(request.POST if request.method == "POST" else None)
    left_out.ask_again(form, incident, side)

    def reword() -> Statement:
        text, seen = form.cleaned_data["words"], showing.revision(request, incident)
        return rewording.reword(statement, text, by=request.user, revision=seen, apart=form.apart())

    tried = refusal.attempt(request, form, reword)
    if tried.is_done:
        messages.success(request, _("Corrected. Both sides read it beside your first words."))
        return redirect(incident)
    context = {
        "form": form,
        "statement": statement,
        "words": words,
        "audience": lanes.shared_of(incident),
    }
    template = "incidents/corrections/words.html"
    return showing.show(request, incident, side, template, context, tried.status)
