"""Which reminder of a confirmed visit is due. Pure.

Each milestone counts only for a visit that was agreed before it; of several that are due, as
after a run that was missed, only the one nearest to the visit is told.
"""

from collections.abc import Container
from datetime import datetime, timedelta

from visits.kinds import SHORTEST
from visits.recurrence import Frequency, Rule

DAY, WEEK, NEEDED = "day", "week", "needed"
LEADS = {DAY: timedelta(days=1), WEEK: timedelta(days=7), NEEDED: timedelta(days=14)}
FARTHEST = max(LEADS.values())
# What was agreed that long ago may have lost its purpose.
LONG_AGO = timedelta(days=60)
# What comes again sooner than that is on people's minds without a reminder a week ahead.
RARE = timedelta(weeks=4)
_PERIODS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(weeks=1)}
# Called off later than that before the start, it is shown as late.
WITHOUT_MARK = timedelta(hours=24)
# From then on before the start a side can say that it is there.
EARLY = timedelta(minutes=30)
# So long after its end a side can still say that it was there, where it was marked as missed.
SAID_AFTER = timedelta(days=14)


def due(
    starts: datetime, agreed: datetime, at: datetime, kinds: Container[str] = LEADS
) -> str | None:
    """The milestone among *kinds* to tell of at *at*, of a visit that begins at *starts* and was
    agreed at *agreed*; None when there is none, or the visit has begun."""
    if at >= starts:
        return None
    reached = [
        kind
        for kind, lead in LEADS.items()
        if kind in kinds
        and agreed < starts - lead <= at
        and (kind != NEEDED or asks_again(starts, agreed))
    ]
    return min(reached, key=lambda kind: LEADS[kind], default=None)


def kinds_of(rule: Rule | None) -> frozenset[str]:
    """The milestones of a date of *rule*, or of a visit by itself."""
    period = _PERIODS.get(rule.frequency) if rule else None
    is_rare = rule is None or period is None or rule.interval * period >= RARE
    return frozenset(LEADS) if is_rare else frozenset(LEADS) - {WEEK}


def asks_again(starts: datetime, agreed: datetime) -> bool:
    """Whether a visit was agreed so long before that both sides are asked if it still stands."""
    return agreed + LONG_AGO < starts - LEADS[NEEDED]


def is_asking(starts: datetime, agreed: datetime, at: datetime) -> bool:
    """Whether that question stands open at *at*."""
    return asks_again(starts, agreed) and starts - LEADS[NEEDED] <= at < starts


def is_late(starts: datetime, at: datetime) -> bool:
    """Whether calling off at *at* a visit that begins at *starts* comes late."""
    return at > starts - WITHOUT_MARK


def may_arrive(starts: datetime, ends: datetime, at: datetime) -> bool:
    """Whether a side can say at *at* that it is there."""
    return starts - EARLY <= at < ends


def may_be_held(starts: datetime, ends: datetime, at: datetime) -> bool:
    """Whether it can be said at *at* that a visit was held: once it has gone on for the shortest
    while that one lasts, so that it may end early."""
    return at >= held_from(starts, ends)


def held_from(starts: datetime, ends: datetime) -> datetime:
    """The first moment at which that can be said."""
    return min(starts + SHORTEST, ends)


def may_have_been(ends: datetime, at: datetime) -> bool:
    """Whether a side can still say at *at* of a missed visit that it was there."""
    return at < ends + SAID_AFTER
