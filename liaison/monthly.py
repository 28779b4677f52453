"""Days that come back every month: the third Wednesday, and how many days go with it. Pure.

Days are proleptic ordinals (``date.toordinal``); a month is ``12 * year + month - 1``.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LAST = -1
NTHS = (1, 2, 3, 4, 5, LAST)
LONGEST = 7
_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Run:
    """``days`` days from the ``nth`` ``weekday`` (Monday 0) of a month on, into the next month
    where they reach that far. A month without a fifth such day has none. Days before ``first``
    or after ``last`` (both included) do not count."""

    nth: int
    weekday: int
    days: int
    first: int = 1
    last: int = _FOREVER

    def days_of(self, month: int) -> range:
        """The days of the run that begins in *month*."""
        begin = self._begin(month)
        if begin is None:
            return range(0)
        return range(max(begin, self.first), min(begin + self.days - 1, self.last) + 1)

    def _begin(self, month: int) -> int | None:
        first, length = _first_and_length(month)
        # Day 1 was a Monday.
        earliest = first + (self.weekday - (first - 1)) % 7
        if self.nth == LAST:
            return earliest + (first + length - 1 - earliest) // 7 * 7
        day = earliest + 7 * (self.nth - 1)
        return day if day < first + length else None


def month_of(day: int) -> int:
    on = date.fromordinal(day)
    return 12 * on.year + on.month - 1


def in_month(runs: Sequence[Run], month: int) -> Mapping[int, int]:
    """Which of *runs* each day of *month* belongs to, by its place in the list: where several
    meet on a day, the first of them."""
    first, length = _first_and_length(month)
    found: dict[int, int] = {}
    for place, run in enumerate(runs):
        for day in (*run.days_of(month - 1), *run.days_of(month)):
            if first <= day < first + length:
                found.setdefault(day, place)
    return found


def _first_and_length(month: int) -> tuple[int, int]:
    year, number = divmod(month, 12)
    return date(year, number + 1, 1).toordinal(), monthrange(year, number + 1)[1]
