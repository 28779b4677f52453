"""What came to an end between two sides is opened again, by either of them, with a reason.

Each side may do so once, within 90 days (the time in which promises are asked about again,
decision 98) of the end, or of a promise being said not to be kept. What was promised stays
promised. What was said in a mediation stays there: its result and its promises alone left the room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, shared_ledger, stepping, writing
from incidents.keeping import ASKED_AGAIN_AFTER
from incidents.lifecycle import SETTLES, Step
from incidents.mediation import closing, forgetting
from incidents.mediation.forgetting import Notes
from incidents.models import Incident, Move, Statement
from incidents.taxonomy import Lane
from liaison import deadlines
from liaison.access import Verdict
from liaison.refusal import Refused
from liaison.roles import Side

WITHIN = timedelta(days=ASKED_AGAIN_AFTER[-1])
# From these on it is counted.
_ENDS = (*SETTLES, Step.RESULT)
_MISSED = (Step.NOT_KEPT, Step.SLIPPED)


class CannotReopen(Refused):
    pass


@ledger.operation
def reopen(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """Both sides talk again, and the other one answers; *words*, read by both, say why.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotReopen``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.REOPEN, by=by, revision=revision, words=words)
    held, side = footing.incident, footing.side
    verdict = may_reopen(held, side, list(held.moves.all()), at)
    if not verdict:
        raise CannotReopen(verdict.reason)
    draft = writing.Draft(words, Statement.Kind.REASON, Lane.SHARED)
    [statement] = writing.write(held, [draft], by=by, side=side, at=at)
    open_up(held, at=at)
    stepping.end(footing, Step.REOPEN, by=by, at=at, statement=statement)
    notices.reopened(held, by=by, side=side, at=at)
    shared_ledger.record(
        "incidents.reopened", footing, by=by, at=at, words=writing.seals([statement])
    )
    return held


def open_up(held: Incident, *, at: datetime) -> None:
    """What the locked *held* was settled by settles it no more, in the running transaction: its
    promises stay, and no mediation follows them up."""
    closing.close_reopened(held, at=at)
    held.settlements.standing().update(reopened_at=at)


@dataclass(frozen=True, slots=True)
class Reopening:
    """What the page of an incident says of it: whether the reader's side may, until when, and what
    is left of a mediation that settled it (None where none did)."""

    may: Verdict
    until: datetime | None
    notes: Notes | None

    @classmethod
    def of(
        cls, incident: Incident, side: Side | None, moves: Sequence[Move], at: datetime
    ) -> "Reopening":
        was_mediated = any(move.step == Step.MEDIATED for move in moves)
        return cls(
            may_reopen(incident, side, moves, at),
            until(incident, moves),
            forgetting.notes_of(incident, at) if was_mediated else None,
        )


def may_reopen(
    incident: Incident, side: Side | None, moves: Sequence[Move], at: datetime
) -> Verdict:
    """Whether *side* may still reopen it at *at*; *moves* are all that both sides learn of."""
    if any(move.step == Step.REOPEN and move.side == side for move in moves):
        return Verdict(
            False,
            _(
                "Your side has opened this again once. The other side still can, if it has not; or "
                "log what happened since."
            ),
        )
    last = until(incident, moves)
    if last is None or at > last:
        return Verdict(
            False,
            _(
                "It ended more than %(days)s days ago. Log what happened since; the two can be "
                "read side by side."
            )
            % {"days": WITHIN.days},
        )
    return Verdict(True)


def until(incident: Incident, moves: Sequence[Move]) -> datetime | None:
    """The end of the last day (the site's calendar) on which it can be reopened; None where it
    never came to an end."""
    counted = [move.at for move in moves if move.step in _ENDS + _MISSED]
    if not counted:
        return None
    zone = incident.tz
    return deadlines.end_of(max(counted).astimezone(zone).date() + WITHIN, zone)
