"""News the apps above may hear. Receivers run in the sender's transaction and queue nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal

from liaison.hours import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that the news runs into, as whoever heard it tells the one who brought it."""

    what: str
    starts: datetime
    ends: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A ``Hit`` that is still to come: who would be told, and when it could be instead."""

    hit: Hit
    told: Sequence[str]
    offers: Sequence[Span]


# site, schedule, at: what these hours would run into if they counted from then on. Receivers
# answer with the ``Foreseen`` and change nothing.
hours_previewed = Signal()
# site, hours_set, by, at: the hours that count from now on are others. Receivers may answer with
# the ``Hit``s: what can no longer stand as it was arranged.
hours_changed = Signal()
# mandate, by, at: somebody no longer acts for an organisation.
mandate_ended = Signal()
