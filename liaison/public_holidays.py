"""Public holidays of a country and of its provinces or states, by their law. Pure.

Source: the ``holidays`` package. It works a year out while it is being asked, which two threads
must not do to one object at once; so each year is worked out apart and kept as it came.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays


@dataclass(frozen=True, slots=True)
class PublicHolidays(Container[date]):
    """The days off in *country* and *part* of it (ISO 3166: "CA", "BC"), those a law moves to
    another day included. A part the package does not know has those of the whole country; a
    country it does not know has none."""

    country: str
    part: str = ""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in _in_year(self.country, self.part, day.year)

    @property
    def weekend(self) -> frozenset[int]:
        """The days of the week off there, Monday 0; Saturday and Sunday where nobody knows."""
        return _weekend(self.country, self.part)


@lru_cache(maxsize=1000)
def _in_year(country: str, part: str, year: int) -> frozenset[date]:
    found = _entity(country, part, year)
    # Not "if found": one without a holiday in it is falsy.
    return frozenset() if found is None else frozenset(found)


@lru_cache(maxsize=1000)
def _weekend(country: str, part: str) -> frozenset[int]:
    found = _entity(country, part, year=2000)
    return frozenset({5, 6}) if found is None else frozenset(found.weekend)


def _entity(country: str, part: str, year: int) -> holidays.HolidayBase | None:
    parts = holidays.list_supported_countries().get(country)
    if parts is None:
        return None
    return holidays.country_holidays(country, subdiv=part if part in parts else None, years=year)
