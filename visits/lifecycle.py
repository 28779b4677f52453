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


class SeriesStage(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")
    ENDED = "ended", _("Ended")


# A series is answered as a whole. Its single visits then move by the table above, and the series
# goes on: what it gains or loses meanwhile leaves it confirmed.
SERIES_MOVES: Mapping[SeriesStage, Mapping[SeriesStage, Mover]] = {
    SeriesStage.PROPOSED: {
        # New hours hit some of its dates; it stays on offer with the others.
        SeriesStage.PROPOSED: Mover.PORTAL,
        SeriesStage.CONFIRMED: Mover.ANSWERING,
        SeriesStage.DECLINED: Mover.ANSWERING,
        SeriesStage.WITHDRAWN: Mover.ASKING,
        SeriesStage.LAPSED: Mover.PORTAL,
    },
    SeriesStage.CONFIRMED: {
        SeriesStage.CONFIRMED: Mover.PORTAL,
        SeriesStage.ENDED: Mover.EITHER,
    },
    SeriesStage.DECLINED: {},
    SeriesStage.WITHDRAWN: {},
    SeriesStage.LAPSED: {},
    SeriesStage.ENDED: {},
}
