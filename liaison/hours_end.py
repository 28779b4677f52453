"""The day from which on a site would have no opening hours any more. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from liaison.hours import Schedule

_FOREVER = date.max.toordinal()


def without_hours_from(document: Mapping[str, Any], today: date) -> date | None:
    """From when on nothing opens, *today* at the earliest; None: it goes on for ever, or nobody
    has said the hours."""
    # Only the wall counts here, whatever the zone.
    schedule = Schedule.from_document(document, ZoneInfo("UTC"))
    last = max(_last_days(schedule), default=0)
    if not schedule.known or last == _FOREVER:
        return None
    return date.fromordinal(max(last + 1, today.toordinal()))


def newly_without(
    stands: Mapping[str, Any], document: Mapping[str, Any], today: date
) -> date | None:
    """The same, where *document* says so and the one that *stands* does not."""
    day = without_hours_from(document, today)
    return None if day == without_hours_from(stands, today) else day


def _last_days(schedule: Schedule) -> Iterator[int]:
    for weekday, intervals in enumerate(schedule.weekly):
        for one in intervals:
            # The last such weekday that counts; day 1 was a Monday.
            day = one.last if one.last == _FOREVER else one.last - (one.last - 1 - weekday) % 7
            if day >= one.first:
                yield day
    yield from (day for day, intervals in schedule.exceptions.items() if intervals)
    yield from (run.last for run, intervals in schedule.runs if intervals)
