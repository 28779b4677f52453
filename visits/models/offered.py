"""What one side of a partnership offers and the other answers: a visit, or a series of them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from liaison.models import Partnership, Site
from liaison.roles import Side


class Offered:
    """Of a row with a ``partnership``, whose ``turn`` it is and when an offer ``expires_at``."""

    partnership: Any
    turn: Any
    expires_at: Any

    @property
    def access_target(self) -> Partnership:
        return self.partnership

    @property
    def site(self) -> Site:
        return self.partnership.site

    @property
    def tz(self) -> ZoneInfo:
        return self.site.tz

    @property
    def turn_side(self) -> Side | None:
        return Side(self.turn) if self.turn else None

    def has_expired(self, at: datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at
