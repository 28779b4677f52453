"""When whoever holds a turn is reminded, and when others of their side are told. Pure.

Half, four fifths and all of the time; a business day later everybody who can act; the leaders once
the time has passed twice, or fourteen days late where a promise is to be kept or checked. Each goes
while that side is at work: what falls into a night or a day off waits for the next morning, but a
reminder that would then come after the end goes before people leave for the last time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison import deadlines
from liaison.deadlines import Calendar


class Tier(models.IntegerChoices):
    """Each reaches whoever the one before reached, and more."""

    HALF = 1, _("Half of the time is over")
    MOST = 2, _("Four fifths of the time are over")
    OVER = 3, _("The time is over")
    SIDE = 4, _("A business day late")
    LEADERS = 5, _("Much later than agreed")

    @property
    def reaches(self) -> object:
        """Who is told, in words, for a page."""
        return _REACHES[self]


_REACHES = {
    Tier.HALF: _("whoever has the turn"),
    Tier.MOST: _("whoever has the turn"),
    Tier.OVER: _("whoever has the turn, and the backup"),
    Tier.SIDE: _("everybody who can act for that side"),
    Tier.LEADERS: _("the leader of that side"),
}
_PERCENT = {Tier.HALF: 50, Tier.MOST: 80}
# A backup stands in after one business day; so does everybody else who can act.
STANDS_IN_AFTER = 1
# A promise that nobody kept, or checked, is the leaders' business when it is so late.
MUCH_LATER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that one side has, in its own business days. ``last``: the tier after which nobody
    is told any more. ``grace``: how long after its end the leaders are told; None: once as much
    time again has passed."""

    since: datetime
    until: datetime
    zone: ZoneInfo
    calendar: Calendar
    last: Tier = Tier.LEADERS
    grace: timedelta | None = None

    def moments(self) -> dict[Tier, datetime]:
        """When each tier is due (aware, UTC), none before the one that goes before it."""
        found: dict[Tier, datetime] = {}
        for tier in Tier:
            if tier <= self.last:
                found[tier] = max([self._at_work(tier), *found.values()])
        return found

    def due(self, at: datetime) -> Tier | None:
        """The highest tier that is due at *at*: after a run that was missed, only that one."""
        return max((tier for tier, moment in self.moments().items() if moment <= at), default=None)

    def following(self, at: datetime) -> tuple[Tier, datetime] | None:
        """The next tier after *at*, and when."""
        ahead = [(tier, moment) for tier, moment in self.moments().items() if moment > at]
        return min(ahead, default=None)

    def _at_work(self, tier: Tier) -> datetime:
        until = self.until if tier in _PERCENT else None
        moment = self._moment(tier)
        return deadlines.at_work(moment, self.zone, self.calendar, since=self.since, until=until)

    def _moment(self, tier: Tier) -> datetime:
        if tier in _PERCENT:
            return self._share(_PERCENT[tier])
        if tier is Tier.OVER:
            return self.until
        if tier is Tier.SIDE:
            return deadlines.after(self.until, STANDS_IN_AFTER, self.zone, self.calendar)
        return self.until + self.grace if self.grace else self._share(200)

    def _share(self, percent: int) -> datetime:
        return deadlines.share(self.since, self.until, percent, self.zone, self.calendar)
