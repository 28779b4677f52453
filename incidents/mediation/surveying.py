"""After a mediation each side says once, without a name, how it was.

What was said is counted over all mediations together; nothing kept links it to who said it.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents.mediation import moving, notices, parts, small_cells
from incidents.mediation.lifecycle import TALKED_OUT, CaseStep
from incidents.models import MediationCase, MediationMove, SurveySlip, SurveyTally
from liaison import access
from liaison.access import Verdict
from liaison.refusal import Refused
from liaison.roles import Permission, Side

OPEN_FOR = timedelta(days=30)
Question = SurveyTally.Question
Said = SurveyTally.Said


class CannotAnswer(Refused):
    pass


@ledger.operation
def ask(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """Each side of a mediation that was talked out is asked, once. False where it was already."""
    at = at or timezone.now()
    held = moving.lock(case)
    if held.slips.exists() or held.stage not in TALKED_OUT:
        return False
    SurveySlip.objects.bulk_create(SurveySlip(case=held, side=side, asked_at=at) for side in Side)
    notices.surveyed(held, at=at)
    moving.record("incidents.survey_asked", held, by=by, at=at)
    return True


def ask_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Asks about every mediation whose talks began and are over. Returns how many."""
    begun = MediationMove.objects.filter(case=OuterRef("pk"), step=CaseStep.BEGIN)
    asked = SurveySlip.objects.filter(case=OuterRef("pk"))
    rows = MediationCase.objects.filter(
        Exists(begun), ~Exists(asked), stage__in=TALKED_OUT, stage_since__lte=at
    )
    rows = rows.select_related("incident__partnership__site").order_by("stage_since", "id")
    return sum(ask(case, by=by, at=at) for case in rows[:limit])


def may_answer(case: MediationCase, viewer: parts.Viewer, at: datetime) -> Verdict:
    """Whether *viewer* may answer for their side at *at*."""
    if viewer.side is None:
        return Verdict(False, _("Each of the two sides is asked, and nobody else."))
    may = access.may(viewer.person, Permission.INCIDENT_HANDLE, case)
    return may and _is_open(case.slips.filter(side=viewer.side).first(), at)


@ledger.operation
def answer(
    case: MediationCase,
    said: Mapping[Question, Said],
    *,
    by: Any,
    at: datetime | None = None,
) -> None:
    """Count what the side of *by* says. The ledger keeps that somebody answered, by the portal's
    own hand and for neither side.

    Errors: ``PermissionDenied``, ``CannotAnswer``.
    """
    at = at or timezone.now()
    held = moving.lock(case, by)
    viewer = parts.viewer(held, by)
    access.require(by, Permission.INCIDENT_HANDLE, held)
    slip = held.slips.select_for_update(of=("self",)).filter(side=viewer.side).first()
    verdict = _is_open(slip, at)
    if slip is None or not verdict:
        raise CannotAnswer(verdict.reason)
    slip.is_answered = True
    slip.save(update_fields=["is_answered"])
    _count(said)
    moving.record("incidents.survey_answered", held, by=Person.system(), at=at)


def _is_open(slip: SurveySlip | None, at: datetime) -> Verdict:
    if slip is None:
        return Verdict(False, _("Your side has not been asked about this mediation."))
    if slip.is_answered:
        return Verdict(False, _("Your side has answered already. Each side answers once."))
    if slip.asked_at + OPEN_FOR <= at:
        return Verdict(False, _("The 30 days in which an answer counts are over."))
    return Verdict(True)


def _count(said: Mapping[Question, Said]) -> None:
    """Adds one answer to each question. With every ``small_cells.FEWEST`` answers what is shown of
    a question takes over what is new, unless that is one answer that all of them gave: whoever
    looks before and after would know what each said. It then waits for the next as many."""
    SurveyTally.objects.bulk_create(
        [SurveyTally(question=question, said=one) for question in Question for one in Said],
        ignore_conflicts=True,
    )
    tallies = list(SurveyTally.objects.select_for_update(of=("self",)).order_by("question", "said"))
    for tally in tallies:
        tally.counted += said[Question(tally.question)].value == tally.said
    total = sum(tally.counted for tally in tallies if tally.question == Question.HEARD)
    if total % small_cells.FEWEST == 0:
        new = Counter(tally.question for tally in tallies if tally.counted > tally.shown)
        for tally in tallies:
            if new[tally.question] > 1:
                tally.shown = tally.counted
    SurveyTally.objects.bulk_update(tallies, ["counted", "shown"])


def results() -> dict[Question, dict[Said, int | None]]:
    """What may be shown: for each question how often each answer was given (None: too few)."""
    counts = {question: dict.fromkeys(Said, 0) for question in Question}
    for tally in SurveyTally.objects.all():
        counts[Question(tally.question)][Said(tally.said)] = tally.shown
    return {question: small_cells.shown(said) for question, said in counts.items()}


def answers_shown() -> int:
    """From how many answers ``results`` is drawn at most: it takes over so many at a time, and of
    which question it has not yet is not told."""
    heard = SurveyTally.objects.filter(question=Question.HEARD)
    total = heard.aggregate(total=Sum("counted"))["total"] or 0
    return int(total) // small_cells.FEWEST * small_cells.FEWEST
