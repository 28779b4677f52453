"""What both sides could not settle goes to their leaders: because one side asks for it, or because
nobody answered for long."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents import stepping, writing
from incidents.leading import notices
from incidents.lifecycle import Step
from incidents.mediation import moving
from incidents.models import Escalation, Incident, MediationCase, Statement
from incidents.taxonomy import Lane
from liaison.roles import Side

# Business days that the leaders have.
DECIDED_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Which side asked (None: neither, the clock did), whose turn it was, the seals of the words
    that say why, and the mediation that is reviewed, if one is."""

    side: Side | None
    turn_before: str | None
    words: Sequence[dict[str, str]] = ()
    review_of: MediationCase | None = None


@ledger.operation
def escalate(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Escalation:
    """Ask the leaders of both sides; *words*, read by both sides, say why.

    A settlement that lies on the table stays there, and waits. Errors: ``PermissionDenied``,
    ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.ESCALATE, by=by, revision=revision, words=words)
    held, before = footing.incident, footing.incident.turn
    draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
    [statement] = writing.write(held, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, Step.ESCALATE, by=by, at=at, statement=statement)
    asked = Asked(footing.side, before, writing.seals([statement]))
    escalation = begin(held, asked, by=by, at=at)
    notices.asked(escalation, but=[by], at=at)
    return escalation


@ledger.operation
def escalate_overdue(
    incident: Incident, *, told: Collection[Any] = (), by: Any, at: datetime | None = None
) -> Escalation | None:
    """The portal asks the leaders, on behalf of neither side, because nobody answered; *told* have
    heard so already. None where it is not the moment any more: somebody did, or the leaders have
    it already."""
    at = at or timezone.now()
    held = stepping.hold(incident.pk)
    if not held.turn or not stepping.is_the_moment(Step.OVERDUE, held):
        return None
    before = held.turn
    stepping.move_for_neither(held, Step.OVERDUE, turn=None, by=by, at=at)
    escalation = begin(held, Asked(None, before), by=by, at=at)
    notices.asked(escalation, but=told, at=at)
    return escalation


def begin(held: Incident, asked: Asked, *, by: Any, at: datetime) -> Escalation:
    """The leaders have the locked *held* from now on, in the running transaction."""
    escalation = Escalation.objects.create(
        incident=held,
        side=asked.side,
        by=by,
        at=at,
        turn_before=asked.turn_before or held.author_side.other,
        due_at=moving.within(held, DECIDED_WITHIN, at),
        mediation=asked.review_of,
    )
    ledger.record(
        "incidents.review_asked" if asked.review_of else "incidents.escalated",
        chain=held.pair.chain,
        by=by,
        about=held,
        at=at,
        side=asked.side.value if asked.side else None,
        words=list(asked.words),
    )
    return escalation
