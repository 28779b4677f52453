"""What was told to the statutory body, and that an incident is closed: a critical matter by its own
side alone, another by either side, once both leaders referred it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents import notices, own_ledger, referring, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Incident, Referral, Statement
from incidents.referring import Told
from incidents.stepping import Footing

# By whether the matter stays with its side.
TELLS = {True: Step.REPORT, False: Step.RECORD}
CLOSES = {True: Step.CLOSE, False: Step.RESULT}


@ledger.operation
def report(
    incident: Incident,
    told: Told,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Referral:
    """Keep that the statutory body was told. Of a critical matter only the own side learns it, and
    nobody has to act here any more.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``referring.CannotRefer``.
    """
    at, step = at or timezone.now(), TELLS[incident.stays_with_its_side]
    footing = stepping.begin(incident, step, by=by, revision=revision, words=told.number)
    held, side = footing.incident, footing.side
    referral = referring.keep(held, told, lane=held.lane_of(side), by=by, side=side, at=at)
    stepping.end(footing, step, by=by, at=at, statement=referral.number)
    if held.released_at:
        notices.body_told(held, referral, by=by, side=side, at=at)
    words = [referral.number] if referral.number else []
    _record("incidents.reported", footing, words, by=by, at=at, on=told.on.isoformat())
    return referral


@ledger.operation
def close(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """End it: a critical matter with the reason in *words* for the own side, another with what the
    statutory body answered, in *words* for both.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``writing.CannotShow``.
    """
    at, step = at or timezone.now(), CLOSES[incident.stays_with_its_side]
    footing = stepping.begin(incident, step, by=by, revision=revision, words=words)
    held, side = footing.incident, footing.side
    draft = writing.Draft(words, Statement.Kind.REASON, held.lane_of(side))
    [statement] = writing.write(held, [draft], by=by, side=side, at=at)
    stepping.end(footing, step, by=by, at=at, statement=statement)
    if held.released_at:
        notices.body_answered(held, statement, by=by, side=side, at=at)
    vouched = writing.vouched_for(words)
    _record("incidents.closed", footing, [statement], by=by, at=at, vouched=vouched)
    return held


def _record(
    verb: str, footing: Footing, statements: list[Statement], *, by: Any, at: datetime, **facts: Any
) -> None:
    held, side = footing.incident, footing.side
    own_ledger.record_in(
        held.lane_of(side),
        verb,
        held,
        by=by,
        at=at,
        side=side.value,
        words=writing.seals(statements),
        **facts,
    )
