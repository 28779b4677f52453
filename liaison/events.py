"""News the apps above may hear. Receivers run in the sender's transaction and queue nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that the news runs into, as whoever heard it tells the one who brought it."""

    what: str
    starts: datetime
    ends: datetime
    url: str


# site, hours_set, by, at: the hours that count from now on are others. Receivers may answer with
# the ``Hit``s: what can no longer stand as it was arranged.
hours_changed = Signal()
# mandate, by, at: somebody no longer acts for an organisation.
mandate_ended = Signal()
