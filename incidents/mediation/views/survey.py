"""What each side says about a mediation afterwards, and what all of them said."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from incidents.mediation import small_cells, surveying
from incidents.mediation.forms import SurveyForm
from incidents.mediation.views import showing
from incidents.models import SurveyTally
from liaison import access, refusal
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_survey(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    verdict = surveying.may_answer(case, viewer, timezone.now())
    form = SurveyForm(request.POST or None)
    if request.method == "POST":
        access.require(request.user, Permission.INCIDENT_HANDLE, case)

    def answer() -> object:
        return surveying.answer(case, form.said(), by=request.user)

    tried = refusal.attempt(request, form, answer)
    if tried.is_done:
        messages.success(request, _("Thank you. It is counted, and not kept with your name."))
        return redirect("incidents:survey_results")
    template = "incidents/mediation/mediation_survey.html"
    context = {"form": form, "may_answer": verdict}
    return showing.show(request, case, viewer, template, context, tried.status)


@require_safe
def survey_results(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.MEDIATION_FIGURES):
        raise Http404
    context = {
        "headings": [_("Question"), *(said.label for said in SurveyTally.Said)],
        "rows": [_row(question, said) for question, said in surveying.results().items()],
        "counted": surveying.answers_shown(),
        "fewest": small_cells.FEWEST,
    }
    return render(request, "incidents/mediation/survey_results.html", context)


def _row(question: surveying.Question, said: Mapping[surveying.Said, int | None]) -> list[Any]:
    counts = [_("not shown") if count is None else count for count in said.values()]
    return [question.label, *counts]
