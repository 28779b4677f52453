"""Public holidays of a country and of its provinces or states, by their law. Pure.

Source: the ``holidays`` package. It works a year out while it is being asked, which two threads
must not do to one object at once; so each year is worked out apart and kept as it came.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
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

    def from_day(self, first: date, *, language: str) -> list[tuple[date, str]]:
        """Those of the twelve months from *first* on, by name: in *language* where the package
        has it, else as it is called there."""
        last = first + timedelta(days=365)
        found = [
            (day, name)
            for year in range(first.year, last.year + 1)
            for day, name in _names_in_year(self.country, self.part, year, language)
            if first <= day < last
        ]
        return sorted(found)

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
def _names_in_year(
    country: str, part: str, year: int, language: str
) -> tuple[tuple[date, str], ...]:
    found = _entity(country, part, year, language)
    return () if found is None else tuple(found.items())


@lru_cache(maxsize=1000)
def _weekend(country: str, part: str) -> frozenset[int]:
    found = _entity(country, part, year=2000)
    return frozenset({5, 6}) if found is None else frozenset(found.weekend)


def _entity(country: str, part: str, year: int, language: str = "") -> holidays.HolidayBase | None:
    parts = holidays.list_supported_countries().get(country)
    if parts is None:
        return None
    return holidays.country_holidays(
        country,
        subdiv=part if part in parts else None,
        years=year,
        language=_spoken(country, language) if language else None,
    )


def _spoken(country: str, language: str) -> str | None:
    """*language* as the package calls it there ("en_CA"), else what is spoken there."""
    known = holidays.list_localized_countries().get(country, [])
    wanted = (f"{language}_{country}", language)
    found = [one for one in wanted if one in known]
    found += [one for one in known if one.startswith(f"{language}_")]
    return found[0] if found else getattr(holidays, country).default_language
