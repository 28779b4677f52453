"""A mediation ends: with an agreement once its promises are followed up, which the portal says; or
without one, which the mediator says."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents.keeping import ASKED_AGAIN_AFTER, Verdict
from incidents.mediation import moving, notices
from incidents.mediation.lifecycle import CASE_RULES, CaseStep
from incidents.models import Commitment, Incident, MediationCase, Settlement
from incidents.taxonomy import Outcome
from liaison import deadlines
from liaison.refusal import Refused

# How talks can end that led to no agreement.
WITHOUT = (Outcome.EXPLAINED, Outcome.CLARIFIED, Outcome.PARTIAL, Outcome.UNRESOLVED)
FOLLOWED_UP = timedelta(days=ASKED_AGAIN_AFTER[-1])
# So long after the last question an answer is waited for.
WAITED_FOR = timedelta(days=30)


class CannotClose(Refused):
    pass


@ledger.operation
def close_without(
    case: MediationCase, outcome: Outcome, *, by: Any, at: datetime | None = None
) -> MediationCase:
    """The mediator ends the talks without an agreement; both sides talk on in the shared lane.

    Errors: ``PermissionDenied``, ``NotTheMoment``, ``CannotClose``.
    """
    at = at or timezone.now()
    if outcome not in WITHOUT:
        raise CannotClose(_("Choose how talks end that led to no agreement."), field="outcome")
    held = moving.lock(case, by)
    if not held.assignments.current().filter(mediator=by).exists():
        raise PermissionDenied(_("This is for the mediator to do."))
    moving.require_moment(held, CaseStep.NO_AGREEMENT)
    _close(held, CaseStep.NO_AGREEMENT, outcome, by=by, at=at)
    return held


@ledger.operation
def close(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """What was agreed is followed up: how it ended is what the other sides said of its promises.
    False where something is still waited for, or somebody was first."""
    at = at or timezone.now()
    held = moving.lock(case)
    if not _ready(at).filter(pk=held.pk).exists():
        return False
    _close(held, CaseStep.CLOSE, _outcome(held), by=by, at=at)
    return True


def close_reopened(incident: Incident, *, at: datetime) -> None:
    """What the mediation of the locked *incident* settled is open again: it is not followed up
    there any more, in the running transaction. It ended as its promises stand."""
    case = incident.mediations.open().select_for_update(of=("self",), no_key=True).first()
    if case is not None:
        case.incident = incident
        _close(case, CaseStep.REOPEN, _outcome(case), by=Person.system(), at=at)


def asked_until(case: MediationCase) -> datetime:
    """The end of the day at the site on which the promises of a *case* that counts are asked about
    for the last time."""
    zone = case.incident.tz
    return deadlines.end_of((case.stage_since.astimezone(zone) + FOLLOWED_UP).date(), zone)


def close_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Closes every mediation that is followed up at *at*. Returns how many."""
    rows = _ready(at).order_by("stage_since", "id")
    return sum(close(case, by=by, at=at) for case in rows[:limit])


def _ready(at: datetime) -> QuerySet[MediationCase]:
    """Every promise was checked and asked about for the last time; or nobody answers any more."""
    promises = Commitment.objects.filter(
        settlement__assignment__case=OuterRef("pk"), settlement__accepted_at__isnull=False
    )
    waits = promises.filter(
        Q(checked_at=None) | Q(follow_ups__days=ASKED_AGAIN_AFTER[-1], follow_ups__answered_at=None)
    )
    may_be_answered = promises.filter(due_on__gte=(at - WAITED_FOR).date())
    followed_up = Q(Exists(promises)) & ~Q(Exists(waits))
    given_up = Q(stage_since__lte=at - FOLLOWED_UP - WAITED_FOR) & ~Q(Exists(may_be_answered))
    nothing_promised = ~Q(Exists(promises)) & Q(stage_since__lte=at - FOLLOWED_UP)
    return MediationCase.objects.filter(stage__in=CASE_RULES[CaseStep.CLOSE].sources).filter(
        followed_up | given_up | nothing_promised
    )


def _outcome(case: MediationCase) -> Outcome:
    """As it was agreed where all promises stand kept; in part where some do."""
    settlement = Settlement.objects.accepted().get(assignment__case=case)
    promises = settlement.commitments.prefetch_related("follow_ups")
    kept = [promise.stands == Verdict.KEPT for promise in promises]
    if all(kept):
        return Outcome(settlement.outcome)
    return Outcome.PARTIAL if any(kept) else Outcome.UNRESOLVED


def _close(case: MediationCase, step: CaseStep, outcome: Outcome, *, by: Any, at: datetime) -> None:
    assignment = case.assignments.current().select_related("mediator").first()
    case.outcome = outcome
    moving.move(case, step, by=by, at=at)
    notices.closed(case, at=at)
    if assignment is not None:
        notices.let_go(case, assignment, at=at)
    moving.record("incidents.mediation_closed", case, by=by, at=at, outcome=outcome.value)
