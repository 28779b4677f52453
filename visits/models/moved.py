"""What was agreed of a visit, while the two sides talk about moving it."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import F, Q

from visits.kinds import Place
from visits.lifecycle import Stage

# As the columns stand where nothing is kept.
NOTHING_KEPT: dict[str, Any] = {
    "agreed_starts": None,
    "agreed_ends": None,
    "agreed_place": "",
    "agreed_where": "",
}
# A move of an agreed visit may be on offer, and what was agreed is whole.
KEPT_WHOLE = Q(
    stage=Stage.COUNTER_PROPOSED,
    agreed_starts__isnull=False,
    agreed_ends__isnull=False,
    agreed_ends__gt=F("agreed_starts"),
    agreed_place__in=Place.values,
) & (
    (Q(agreed_place=Place.OFF_SITE) & ~Q(agreed_where=""))
    | (~Q(agreed_place=Place.OFF_SITE) & Q(agreed_where=""))
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """When and where a visit takes place unless another time is agreed."""

    starts: datetime
    ends: datetime
    place: str
    where: str


class Moved:
    """Of a visit: what was agreed of it, which stays while another time is on offer."""

    starts: Any
    ends: Any
    place: Any
    where: Any
    stage: Any
    turn: Any
    expires_at: Any
    agreed_starts: Any
    agreed_ends: Any
    agreed_place: Any
    agreed_where: Any

    @property
    def agreed(self) -> Agreed | None:
        """Nothing where no move of an agreed visit is on offer."""
        if self.agreed_starts is None:
            return None
        return Agreed(self.agreed_starts, self.agreed_ends, self.agreed_place, self.agreed_where)

    def keep_agreed(self) -> None:
        """Before another time takes its place; saved by the step that follows."""
        self.agreed_starts, self.agreed_ends = self.starts, self.ends
        self.agreed_place, self.agreed_where = self.place, self.where

    def keep_nothing(self) -> None:
        for name, value in NOTHING_KEPT.items():
            setattr(self, name, value)

    def take_agreed(self) -> None:
        """It takes place as it was agreed; saved by the step that follows."""
        self.starts, self.ends = self.agreed_starts, self.agreed_ends
        self.place, self.where = self.agreed_place, self.agreed_where

    def as_agreed(self) -> Self:
        """The visit as it stands unless the other time is agreed. To look at, never to save."""
        found = copy(self)
        found.take_agreed()
        found.keep_nothing()
        found.stage, found.turn, found.expires_at = Stage.CONFIRMED, "", None
        return found

    def standing_at(self, at: datetime) -> list[Self]:
        """As it may come to stand, seen at *at*: at the time it has unless that offer has run out,
        and as it was agreed where that stays meanwhile. To look at, never to save."""
        now = [] if self.expires_at is not None and self.expires_at <= at else [self]
        return [*now, self.as_agreed()] if self.agreed else now
