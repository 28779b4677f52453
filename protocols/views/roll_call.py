"""An officer at a roll-call: a code, three questions, and "I know it". No account, no cookie of
who it was; what goes from page to page is a ticket in the form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import guessing
from accounts.models import Person
from liaison.refusal import Refused
from protocols import at_roll_call, briefing, wording
from protocols.at_roll_call import Place, Question, Ticket
from protocols.briefing_forms import MOST_ATTEMPTS, AnswersForm, Step, WhoForm
from protocols.entry import Disposition
from protocols.models import RollCall

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of an officer, with what its address opens."""

    request: HttpRequest
    place: Place
    at: datetime
    language: str

    def shows(self, template: str, status: int = 200, **context: object) -> HttpResponse:
        context |= {"place": self.place, "token": self.request.resolver_match.kwargs["token"]}  # type: ignore[union-attr]
        return render(self.request, f"protocols/{template}.html", context, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def door_briefing(request: HttpRequest, token: str) -> HttpResponse:
    if guessing.is_spent(request):
        return respond_429(request)
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else str(translation.get_language())
    at = timezone.now()
    place = at_roll_call.place_of(token, at)
    if place is None:
        guessing.count_wrong(request)
        raise Http404
    with translation.override(language):
        response = _STEPS.get(request.POST.get("step", ""), _ask)(
            Visit(request, place, at, language)
        )
    response.headers["Content-Language"] = language
    return response


def _ask(visit: Visit, notice: str = "") -> HttpResponse:
    form = WhoForm(asks_code=visit.place.roll_call is None)
    return visit.shows("door_briefing", 422 if notice else 200, form=form, notice=notice)


def _who(visit: Visit) -> HttpResponse:
    """The first page comes back: the questions, or the one answer to every code that is wrong."""
    form = WhoForm(visit.request.POST, asks_code=visit.place.roll_call is None)
    if not form.is_valid():
        return visit.shows("door_briefing", 422, form=form)
    roll_call = visit.place.opens(form.cleaned_data.get("code", ""), visit.at)
    if roll_call is None:
        guessing.count_wrong(visit.request)
        form.add_error("code", _("This code opens nothing here. Ask who leads the roll-call."))
        return visit.shows("door_briefing", 422, form=form)
    officer = briefing.hash_of_number(roll_call, form.cleaned_data["number"])
    ticket = Ticket(roll_call.pk, officer, str(form.cleaned_data["post"]))
    return _questions(visit, roll_call, ticket, 0)


def _again(visit: Visit, roll_call: RollCall, ticket: Ticket, attempt: int) -> HttpResponse:
    """Three other questions."""
    return _questions(visit, roll_call, ticket, min(attempt + 1, MOST_ATTEMPTS))


def _questions(visit: Visit, roll_call: RollCall, ticket: Ticket, attempt: int) -> HttpResponse:
    initial = {"step": "answers", "ticket": ticket.sealed(), "attempt": attempt}
    form = AnswersForm(questions=_asked(visit, roll_call, ticket, attempt), initial=initial)
    return visit.shows("door_questions", form=form, roll_call=roll_call)


def _answers(visit: Visit, roll_call: RollCall, ticket: Ticket, attempt: int) -> HttpResponse:
    """What was right, and where it was not, what the version says and why."""
    questions = _asked(visit, roll_call, ticket, attempt)
    form = AnswersForm(visit.request.POST, questions=questions)
    if not form.is_valid():
        return visit.shows("door_questions", 422, form=form, roll_call=roll_call)
    results = [
        (question, question.is_right(answer), wording.DISPOSITIONS[Disposition(answer)])
        for question, answer in zip(questions, form.answers, strict=True)
    ]
    return visit.shows(
        "door_answers",
        results=results,
        right=sum(is_right for _question, is_right, _chosen in results),
        roll_call=roll_call,
        ticket=replace(ticket, has_answered=True).sealed(),
        attempt=attempt,
        may_go_on=attempt < MOST_ATTEMPTS,
    )


def _acknowledge(visit: Visit, roll_call: RollCall, ticket: Ticket, attempt: int) -> HttpResponse:
    """Nobody comes here past the questions, whatever was sent."""
    if not ticket.has_answered:
        return _questions(visit, roll_call, ticket, attempt)
    try:
        briefing.acknowledge(
            roll_call, ticket.officer_hash, post=ticket.post, by=Person.system(), at=visit.at
        )
    except Refused as refused:
        return _ask(visit, str(refused))
    return visit.shows("door_acknowledged", roll_call=roll_call)


def _asked(visit: Visit, roll_call: RollCall, ticket: Ticket, attempt: int) -> list[Question]:
    seed = at_roll_call.seed_of(roll_call, ticket.officer_hash, attempt)
    hold = at_roll_call.hold_of(roll_call, visit.place.site, visit.at)
    return at_roll_call.questions(roll_call.version, seed, visit.language, hold)


Carried = Callable[[Visit, RollCall, Ticket, int], HttpResponse]


def _carried(page: Carried) -> Callable[[Visit], HttpResponse]:
    """A page that goes on from a ticket; without one that counts, everything begins anew."""

    def shown(visit: Visit) -> HttpResponse:
        form = Step(visit.request.POST)
        ticket = Ticket.read(form.cleaned_data["ticket"]) if form.is_valid() else None
        roll_call = visit.place.again(ticket.roll_call_id, visit.at) if ticket else None
        if ticket is None or roll_call is None:
            return _ask(visit, _("This took too long, or the code counts no more. Begin again."))
        return page(visit, roll_call, ticket, form.cleaned_data["attempt"])

    return shown


_STEPS: dict[str, Callable[[Visit], HttpResponse]] = {
    "who": _who,
    "answers": _carried(_answers),
    "again": _carried(_again),
    "acknowledge": _carried(_acknowledge),
}
