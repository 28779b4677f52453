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
    # Where it is one of several dates: the address of the whole.
    series: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A ``Hit`` that is still to come: who would be told, and when it could be instead; for those
    of these ``offers`` that are ``closing`` the site would have to close. One that ``is_pending``
    stands nowhere yet: it is among what is on offer, and could no longer be agreed."""

    hit: Hit
    told: Sequence[str]
    offers: Sequence[Span]
    closing: frozenset[Span] = frozenset()
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A ``Hit`` at which somebody would not be there; ``stands_in`` is empty where nobody does.
    ``where`` names it for the reader, ``zone`` is that of its clock."""

    hit: Hit
    where: str
    zone: str
    stands_in: str


# site, schedule, at: what these hours would run into if they counted from then on. Receivers
# answer with the ``Foreseen`` and change nothing.
hours_previewed = Signal()
# site, hours_set, schedule, person, at: somebody reads the hours of a site. Receivers answer with
# the ``Hit``s that this person may see for which the site closes though it was to be open.
hours_read = Signal()
# site, hours_set, by, at: the hours that count from now on are others. Receivers may answer with
# the ``Hit``s: what can no longer stand as it was arranged.
hours_changed = Signal()
# person, first, last, at: what would miss that person on these days. Receivers answer with the
# ``Uncovered`` and change nothing.
leave_previewed = Signal()
# mandate, by, at: somebody no longer acts for an organisation.
mandate_ended = Signal()
