"""The stages of a visit and who may move it from one to the next: one table, nothing else decides.

The site always decides. A time that the police side puts forward is confirmed by the site; a time
that the site itself puts forward is its decision already, so that the police side's acceptance
confirms it. Either way only people who may decide for the site act on the site's side.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison.roles import Permission, Side


class Stage(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    COUNTER_PROPOSED = "counter_proposed", _("Another time proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    HELD = "held", _("Held")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Cancelled")
    DECLINED = "declined", _("Declined")
    LAPSED = "lapsed", _("Lapsed")
    NEEDS_RESCHEDULING = "needs_rescheduling", _("Needs rescheduling")


class Absent(models.TextChoices):
    """Who did not come to a visit that was missed."""

    SITE = "site", _("The site side")
    POLICE = "police", _("The police side")
    BOTH = "both", _("Neither side came")
    UNKNOWN = "unknown", _("Nobody knows")


class Mover(StrEnum):
    """Whose move it is, seen from the visit."""

    ANSWERING = "answering"  # the side whose turn it is
    ASKING = "asking"  # the side that waits for the answer
    EITHER = "either"
    PORTAL = "portal"  # the portal, by the clock or because the hours changed


BEGINS = Stage.PROPOSED
# While a visit is in one of these, its time is on offer and its slot is kept until it expires.
OPEN = frozenset({Stage.PROPOSED, Stage.COUNTER_PROPOSED})
# In these the visit takes up its site's time.
OCCUPYING = OPEN | {Stage.CONFIRMED}
# In these it takes place, or waits for another time.
STANDING = OCCUPYING | {Stage.NEEDS_RESCHEDULING}
# In these it never took place, and its date in a series is free for another.
GONE = (Stage.CANCELLED, Stage.DECLINED, Stage.LAPSED)

_ANSWERS: Mapping[Stage, Mover] = {
    Stage.COUNTER_PROPOSED: Mover.ANSWERING,
    Stage.CONFIRMED: Mover.ANSWERING,
    Stage.DECLINED: Mover.ANSWERING,
    Stage.CANCELLED: Mover.ASKING,
    Stage.NEEDS_RESCHEDULING: Mover.PORTAL,
    Stage.LAPSED: Mover.PORTAL,
}

MOVES: Mapping[Stage, Mapping[Stage, Mover]] = {
    Stage.PROPOSED: _ANSWERS,
    Stage.COUNTER_PROPOSED: _ANSWERS,
    Stage.CONFIRMED: {
        Stage.COUNTER_PROPOSED: Mover.EITHER,
        Stage.HELD: Mover.EITHER,
        Stage.MISSED: Mover.EITHER,
        Stage.CANCELLED: Mover.EITHER,
        Stage.NEEDS_RESCHEDULING: Mover.PORTAL,
    },
    Stage.NEEDS_RESCHEDULING: {
        Stage.PROPOSED: Mover.EITHER,
        Stage.CANCELLED: Mover.EITHER,
    },
    Stage.HELD: {},
    Stage.MISSED: {},
    Stage.CANCELLED: {},
    Stage.DECLINED: {},
    Stage.LAPSED: {},
}

# How the offer of another time ends that comes to nothing; the last: new hours hit that time.
NOT_MOVED = (*GONE, Stage.NEEDS_RESCHEDULING)
# An agreed visit that one side asks to move keeps its time until another is agreed. Where that
# offer would end in one of these, whoever ends it, the visit stands again as it was agreed instead;
# where that can be no more, it needs another time. So does one that lost its agreed time before.
GOES_BACK: Mapping[Stage, Mapping[Stage, Stage]] = {
    Stage.COUNTER_PROPOSED: dict.fromkeys(NOT_MOVED, Stage.CONFIRMED),
}

# An agreed visit is moved or called off before it begins; then it is held or missed instead.
UNTIL_IT_BEGINS: Mapping[Stage, frozenset[Stage]] = {
    Stage.CONFIRMED: frozenset({Stage.COUNTER_PROPOSED, Stage.CANCELLED}),
}
# To give up what the other side counts on, or to say no to it, takes a reason; an offer is taken
# back without one.
OWES_REASON: Mapping[Stage, frozenset[Stage]] = {
    **{stage: frozenset({Stage.DECLINED}) for stage in OPEN},
    Stage.CONFIRMED: frozenset({Stage.CANCELLED}),
    Stage.NEEDS_RESCHEDULING: frozenset({Stage.CANCELLED}),
}

# From these nothing leads on.
OVER = frozenset(stage for stage, after in MOVES.items() if not after)

# What a person must hold to act for a side.
ACTS_FOR: Mapping[Side, Permission] = {
    Side.SITE: Permission.VISIT_DECIDE,
    Side.POLICE: Permission.VISIT_PROPOSE,
}


def allows(stage: Stage, to: Stage, *, side: Side | None, turn: Side | None) -> bool:
    """Whether *side* (None: the portal) may move a visit in *stage* to *to* while it is *turn*'s
    turn (None: nobody's in particular)."""
    mover = MOVES[stage].get(to)
    return mover is not None and lets(mover, side=side, turn=turn)


def lets(mover: Mover, *, side: Side | None, turn: Side | None) -> bool:
    """Whether *side* is the one that *mover* means."""
    if side is None:
        return mover is Mover.PORTAL
    return {
        Mover.ANSWERING: side is turn,
        Mover.ASKING: turn is not None and side is turn.other,
        Mover.EITHER: True,
        Mover.PORTAL: False,
    }[mover]


def with_another_time(stage: Stage) -> Stage:
    """What a visit in *stage* becomes when another time is put forward for it."""
    return Stage.PROPOSED if Stage.PROPOSED in MOVES[stage] else Stage.COUNTER_PROPOSED


def owes_reason(stage: Stage, to: Stage) -> bool:
    return to in OWES_REASON.get(stage, ())


class Act(StrEnum):
    """What is done with a visit and leaves it in its stage."""

    ADD_ACTION = "add_action"
    SAY_MOOD = "say_mood"
    MARK = "mark"  # a side is there, or says that it is still needed
    SAY_THERE = "say_there"  # what the other side says of it is that nobody came
    REMIND = "remind"
    HANG_NOTICE = "hang_notice"


ACTS: Mapping[Act, frozenset[Stage]] = {
    Act.ADD_ACTION: frozenset({Stage.HELD}),
    Act.SAY_MOOD: frozenset({Stage.HELD}),
    Act.MARK: frozenset({Stage.CONFIRMED}),
    Act.SAY_THERE: frozenset({Stage.MISSED}),
    Act.REMIND: frozenset({Stage.CONFIRMED}),
    Act.HANG_NOTICE: frozenset({Stage.CONFIRMED}),
}


class SeriesStage(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")
    COUNTERED = "countered", _("Answered with another rule")
    ENDED = "ended", _("Ended")


# A series is answered as a whole. Its single visits then move by the table above, and the series
# goes on: what it gains or loses meanwhile leaves it confirmed.
SERIES_MOVES: Mapping[SeriesStage, Mapping[SeriesStage, Mover]] = {
    SeriesStage.PROPOSED: {
        # New hours hit some of its dates; it stays on offer with the others.
        SeriesStage.PROPOSED: Mover.PORTAL,
        SeriesStage.CONFIRMED: Mover.ANSWERING,
        SeriesStage.DECLINED: Mover.ANSWERING,
        # Its rule never changes: the answer is a series of its own, on offer in its place.
        SeriesStage.COUNTERED: Mover.ANSWERING,
        SeriesStage.WITHDRAWN: Mover.ASKING,
        SeriesStage.LAPSED: Mover.PORTAL,
    },
    SeriesStage.CONFIRMED: {
        SeriesStage.CONFIRMED: Mover.PORTAL,
        SeriesStage.ENDED: Mover.EITHER,
    },
    SeriesStage.DECLINED: {},
    SeriesStage.COUNTERED: {},
    SeriesStage.WITHDRAWN: {},
    SeriesStage.LAPSED: {},
    # Ended from a later day on, it ends sooner: what remains is called off.
    SeriesStage.ENDED: {SeriesStage.ENDED: Mover.EITHER},
}

# From these another stage follows.
SERIES_GOES_ON = frozenset(stage for stage, after in SERIES_MOVES.items() if after.keys() - {stage})


# It was agreed at some time, and its dates came into the calendar.
SERIES_AGREED = frozenset({SeriesStage.CONFIRMED, SeriesStage.ENDED})
SERIES_CAME_TO_NOTHING = frozenset(SeriesStage) - SERIES_AGREED - {SeriesStage.PROPOSED}


class SeriesAct(StrEnum):
    """What is done with a series and leaves it in its stage."""

    CHANGE = "change"
    ROLL_ON = "roll_on"
    RESTORE = "restore"


SERIES_ACTS: Mapping[SeriesAct, frozenset[SeriesStage]] = {
    SeriesAct.CHANGE: frozenset({SeriesStage.CONFIRMED}),
    SeriesAct.ROLL_ON: frozenset({SeriesStage.CONFIRMED}),
    # Up to its last day the dates of one that has ended stand, and come back, like any.
    SeriesAct.RESTORE: frozenset({SeriesStage.CONFIRMED, SeriesStage.ENDED}),
}
SERIES_OWES_REASON = frozenset({SeriesStage.DECLINED, SeriesStage.ENDED})
