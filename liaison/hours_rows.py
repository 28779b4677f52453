"""The rows of a document of hours, read: times as minutes, days as ordinals. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from liaison.monthly import Run
from liaison.wallclock import DAY_MINUTES

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The kind of exception that needs no times.
ROUND_THE_CLOCK = "round_the_clock"
_FOREVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Interval:
    """Minutes from the midnight of the day it begins on; ``closes`` may lie on the next day.
    It counts on days from ``first`` to ``last``, both included (ordinals). ``stop`` is where a
    site on wheels stands then. ``keeps_night``: what usually begins on its day and goes on past
    midnight does so still."""

    opens: int
    closes: int
    first: int = 1
    last: int = _FOREVER
    stop: str = ""
    keeps_night: bool = False


@dataclass(frozen=True, slots=True)
class Blackout:
    """When nobody may visit, in minutes as of an ``Interval``; ``why`` is shown to whoever asks."""

    starts: int
    ends: int
    why: str


def minutes_of(opens: str, closes: str) -> tuple[int, int]:
    """Two ``HH:MM`` as minutes; a closing at or before the opening is on the next day."""
    start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes))
    return (start, end) if end > start else (start, end + DAY_MINUTES)


def weekly_interval(row: Mapping[str, Any]) -> Interval:
    """One row of the weekly hours of a document."""
    first, last = _validity(row)
    times = minutes_of(row["opens"], row["closes"])
    return Interval(*times, first, last, row.get("stop", ""))


def run_of(row: Mapping[str, Any]) -> Run:
    """The days that one recurring exception of a document is about."""
    return Run(row["nth"], WEEKDAYS.index(row["weekday"]), row["days"], *_validity(row))


def instead(row: Mapping[str, Any]) -> tuple[Interval, ...]:
    """What an exception puts in the place of the usual intervals."""
    if row["kind"] == ROUND_THE_CLOCK:
        return (Interval(0, DAY_MINUTES, stop=row.get("stop", ""), keeps_night=True),)
    return tuple(
        Interval(*minutes_of(part["opens"], part["closes"]), stop=part.get("stop", ""))
        for part in row.get("intervals", ())
    )


def nights(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """What of *intervals* lies beyond the midnight that ends their day."""
    for one in intervals:
        if one.closes > DAY_MINUTES:
            yield replace(one, opens=max(one.opens, DAY_MINUTES))


def _validity(row: Mapping[str, Any]) -> tuple[int, int]:
    """The first and the last day (ordinals, both included) on which *row* counts."""
    first, last = row.get("valid_from"), row.get("valid_to")
    return (
        date.fromisoformat(first).toordinal() if first else 1,
        date.fromisoformat(last).toordinal() if last else _FOREVER,
    )
