"""What applied on that day: the version, what was suspended of it, the state of the site."""

from dataclasses import dataclass
from datetime import datetime

from liaison import timekeeping
from liaison.models import Partnership
from protocols import in_force, wording
from protocols.entry import SiteState
from protocols.holding import Hold
from protocols.models import InForce


@dataclass(frozen=True, slots=True)
class Then:
    """``row`` is None where nothing was in force; ``hours_known`` whether hours were on record."""

    at: datetime
    row: InForce | None
    hold: Hold
    state: SiteState
    hours_known: bool

    @property
    def state_words(self) -> object:
        return wording.STATES[self.state]


def then(partnership: Partnership, at: datetime) -> Then:
    """Everything about *at* as it was known then. Three queries."""
    applied = in_force.what_applied(partnership, at)
    known = timekeeping.hours_known(partnership.site, at)
    state = timekeeping.state_from(partnership.site, known, at, now=False)
    return Then(
        at=at,
        row=applied.row,
        hold=applied.hold,
        state=SiteState(state.value),
        hours_known=known is not None,
    )
