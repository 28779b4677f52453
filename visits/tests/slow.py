"""Opening hours worked out the slow way: one minute after the other, straight from the document.

Shares no code with ``liaison.hours``. Minutes are looked up on the site's clock as it ticks, so
that clock changes need no rule of their own.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class SlowSite:
    """Which minutes of [start, end) an on-site visit must keep clear of."""

    def __init__(
        self, document: Mapping[str, Any], zone: ZoneInfo, start: datetime, end: datetime
    ) -> None:
        self.document = document
        self.start, self.end = start, end
        first = (start - timedelta(days=3)).astimezone(UTC).replace(second=0, microsecond=0)
        count = (end + timedelta(days=3) - first) // MINUTE
        self.ticks = [first + i * MINUTE for i in range(count)]
        self.walls = [tick.astimezone(zone).replace(tzinfo=None) for tick in self.ticks]
        self.operating = self._operating()
        self.blackout = self._blackout()
        before = timedelta(minutes=document["buffer_before_minutes"])
        after = timedelta(minutes=document["buffer_after_minutes"])
        edges = [tick for tick in self.operating if tick - MINUTE not in self.operating]
        ends = [tick for tick in self.operating if tick + MINUTE not in self.operating]
        self.buffer = {e - i * MINUTE for e in edges for i in range(1, before // MINUTE + 1)}
        self.buffer |= {e + i * MINUTE for e in ends for i in range(1, after // MINUTE + 1)}
        self.taken = self.operating | self.buffer | self.blackout

    def edges(self) -> list[datetime]:
        """The minutes in [start, end] at which the site becomes free or stops being so."""
        return [
            tick
            for before, tick in pairwise(self.ticks)
            if (before in self.taken) != (tick in self.taken) and self.start <= tick <= self.end
        ]

    def is_clear(self, start: datetime, end: datetime, but: Collection[str] = frozenset()) -> bool:
        """Whether no minute is taken; *but* names what may be: operating, buffer, blackout."""
        waived: set[datetime] = set().union(*(getattr(self, name) for name in but))
        return not (self._minutes(start, end) & self.taken) - waived

    def met(self, start: datetime, end: datetime) -> set[str]:
        """What the minutes run into: operating, buffer, blackout."""
        minutes = self._minutes(start, end)
        return {one for one in ("operating", "buffer", "blackout") if minutes & getattr(self, one)}

    @staticmethod
    def _minutes(start: datetime, end: datetime) -> set[datetime]:
        return {start + i * MINUTE for i in range((end - start) // MINUTE)}

    def _operating(self) -> set[datetime]:
        replaced = {row["date"]: row for row in self.document["exceptions"]}
        found: set[datetime] = set()
        for day in self._days():
            weekly = [r for r in self.document["hours"] if r["weekday"] == DAYS[day.weekday()]]
            usual = self._monthly(day, weekly)
            said = replaced.get(day.isoformat())
            for row in self._said(said, usual) if said else usual:
                found |= self._between(day, row["opens"], row["closes"])
        return found

    @staticmethod
    def _said(row: Any, usual: list[Any]) -> list[Any]:
        """What is open on a day of which *row* speaks, beside what is *usual* on it."""
        if row["kind"] != "round_the_clock":
            return list(row.get("intervals", []))
        # Up to midnight the day is open anyway; what goes on after it stays.
        nights = [one for one in usual if one["closes"] <= one["opens"]]
        return [{"opens": "00:00", "closes": "24:00"}, *nights]

    def _monthly(self, day: date, usual: list[Any]) -> list[Any]:
        """What a rule of every month puts in the place of what is *usual* on the day."""
        for row in self.document.get("recurring", []):
            begins = [day - timedelta(days=back) for back in range(row["days"])]
            if any(_is_nth(row["nth"], row["weekday"], one) for one in begins):
                return self._said(row, usual)
        return usual

    def _blackout(self) -> set[datetime]:
        found: set[datetime] = set()
        for day in self._days():
            for row in self.document["blackouts"]:
                if row["weekday"] == DAYS[day.weekday()]:
                    found |= self._between(day, row["from"], row["to"])
        return found

    def _days(self) -> list[date]:
        return sorted({wall.date() for wall in self.walls})

    def _between(self, day: date, opens: str, closes: str) -> set[datetime]:
        """From the first minute that shows *opens*, or later where none does, up to the last
        that shows *closes*, or less where none does."""
        begin = self._wall(day, opens)
        finish = self._wall(day, closes)
        if finish <= begin:
            finish += timedelta(days=1)
        # Nothing lasts longer than two days, and no clock is ever put forward by three hours.
        about = (datetime.combine(day, datetime.min.time()) - self.walls[0]) // MINUTE
        near = range(max(0, about - 180), min(len(self.walls), about + 2 * 1440 + 180))
        first = next((i for i in near if self.walls[i] >= begin), near.stop)
        shown = [i for i in near if self.walls[i] == finish]
        before = (i + 1 for i in near if self.walls[i] < finish)
        return set(self.ticks[first : shown[-1] if shown else max(before, default=0)])

    @staticmethod
    def _wall(day: date, text: str) -> datetime:
        hour, minute = map(int, text.split(":"))
        return datetime.combine(day, datetime.min.time()) + timedelta(hours=hour, minutes=minute)


def _is_nth(nth: int, weekday: str, day: date) -> bool:
    last = (day + timedelta(days=7)).month != day.month
    return DAYS[day.weekday()] == weekday and (last if nth == -1 else (day.day + 6) // 7 == nth)
