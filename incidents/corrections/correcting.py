"""A recorded fact that was wrong is corrected beside what was logged, which stays.

Before a release that concerns the own side alone; after it, both sides read what was and what is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, own_ledger, stepping, writing
from incidents.corrections import facts, fitting, reading, weighing
from incidents.corrections.facts import Fact, Values
from incidents.lifecycle import Step
from incidents.models import Correction, Incident, Move, Statement
from incidents.stepping import Footing
from liaison import access, timekeeping
from liaison.access import Verdict
from liaison.roles import Permission, Side


@dataclass(frozen=True, slots=True)
class Right:
    """What is right of *fact*, by column of the incident, and in *words* why it is corrected. A
    naive ``occurred_at`` is the site's own clock."""

    fact: Fact
    values: Values
    words: str


@ledger.operation
def correct(
    incident: Incident,
    right: Right,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Correction:
    """Put what is *right* beside what was logged.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``,
    ``fitting.CannotCorrect``, ``CannotLog`` for values that cannot be or do not go together,
    ``writing.CannotShow``.
    """
    at = at or timezone.now()
    step = Step.CORRECT if incident.released_at else Step.CORRECT_OWN
    footing = stepping.begin(
        incident, step, by=by, revision=revision, words=right.words, is_same=_corrects(right)
    )
    held = footing.incident
    access.require_verdict(may(right.fact, held, footing.side, by=by))
    standing = reading.as_corrected(held)
    now = fitting.fit(standing, right.fact, right.values, at=at)
    weighing.refuse(held, right.fact, now)
    weighing.clear_the_way(held, right.fact, now, by=by, at=at)
    correction = _keep(footing, standing, right, now, by=by, at=at)
    if right.fact is Fact.SEVERITY:
        weighing.weigh(held, correction, by=by, at=at)
    stepping.end(footing, step, by=by, at=at, statement=correction.words)
    if held.released_at:
        notices.corrected(held, correction.words, by=by, side=footing.side, at=at)
    _record(held, correction, right.words, by=by, at=at)
    return correction


def may(fact: Fact, incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by* on *side* corrects *fact*: who logged it, until it is released; those who answer
    for the side; and of what is critical, whoever confirms that."""
    if side is None:
        return Verdict(False, str(stepping.FOR_NEITHER))
    if side is not incident.author_side:
        return Verdict(
            False,
            _(
                "The side that logged it corrects what it recorded. Say in the shared lane what is "
                "wrong."
            ),
        )
    if fact is Fact.SEVERITY and incident.is_critical:
        return access.may(by, Permission.INCIDENT_CONFIRM, incident)
    if incident.released_at is None and incident.logged_by_id == by.pk:
        return access.may(by, Permission.INCIDENT_LOG, incident)
    return access.may(by, Permission.INCIDENT_HANDLE, incident)


def _corrects(right: Right) -> Callable[[Move], bool]:
    """Whether a move corrected the same fact in the same way."""

    def is_same(move: Move) -> bool:
        made = Correction.objects.get(words=move.statement_id)
        asked = fitting.as_kept(move.incident, right.fact, right.values)
        return made.fact == right.fact and made.now == asked

    return is_same


def _keep(
    footing: Footing, standing: Incident, right: Right, now: Values, *, by: Any, at: datetime
) -> Correction:
    held, side = footing.incident, footing.side
    draft = writing.Draft(right.words, Statement.Kind.CORRECTION, held.lane_of(side))
    [statement] = writing.write(held, [draft], by=by, side=side, at=at)
    held.corrected_at = at
    return Correction.objects.create(
        incident=held,
        number=held.revision + 1,
        fact=right.fact,
        was=facts.of_incident(standing, right.fact),
        now=now,
        site_state=_state_then(held, right.fact, now),
        side=side,
        words=statement,
        by=by,
        at=at,
    )


def _state_then(held: Incident, fact: Fact, now: Values) -> str:
    """Of a corrected time: the state of the site then, by the hours as they were known then."""
    if fact is not Fact.TIME:
        return ""
    moment = datetime.fromisoformat(now["occurred_at"])
    known = timekeeping.hours_known(held.site, moment)
    return timekeeping.state_from(held.site, known, moment, now=False).value


def _record(held: Incident, correction: Correction, said: str, *, by: Any, at: datetime) -> None:
    """Which fact, and never its values: the time may be shown less exactly than it is kept."""
    side = held.author_side
    own_ledger.record_in(
        held.lane_of(side),
        "incidents.corrected",
        held,
        by=by,
        at=at,
        side=side.value,
        fact=str(correction.fact),
        words=writing.seals([correction.words]),
        vouched=writing.vouched_for(said),
    )
