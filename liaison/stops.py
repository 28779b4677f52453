"""Where a site on wheels stands while it operates. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from liaison import wallclock
from liaison.hours import Schedule, Span
from liaison.wallclock import WallClock


@dataclass(frozen=True, slots=True, order=True)
class Stand:
    """A time at one stop."""

    span: Span
    stop: str


def stands(schedule: Schedule, start: datetime, end: datetime) -> list[Stand]:
    """The times at a stop in [start, end), in order, clipped. None for a site that names none."""
    if not schedule.known:
        return []
    return sorted(
        stand for stand in _all(schedule, start, end) if stand.span.start < stand.span.end
    )


def stop_at(schedule: Schedule, at: datetime) -> str:
    """Where the site stands at the instant *at*; "" where it says nothing."""
    found = stands(schedule, at, at + timedelta(microseconds=1))
    return found[0].stop if found else ""


def names(schedule: Schedule, span: Span) -> tuple[str, ...]:
    """The stops of *span*, each once, in the order in which they come."""
    return tuple(dict.fromkeys(one.stop for one in stands(schedule, span.start, span.end)))


def stays(schedule: Schedule, span: Span) -> list[Stand]:
    """*span* cut where the site goes from one stop to another; none where it names no stop."""
    found: list[Stand] = []
    for part, stop in split(schedule, [span]):
        if found and found[-1].stop == stop:
            found[-1] = Stand(Span(found[-1].span.start, part.end), stop)
        else:
            found.append(Stand(part, stop))
    return found if any(one.stop for one in found) else []


def split(schedule: Schedule, spans: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """The *spans*, cut wherever the site comes to a stop or leaves one, each with its stop."""
    for span in spans:
        here = stands(schedule, span.start, span.end)
        edges = {edge for one in here for edge in (one.span.start, one.span.end)}
        for start, end in pairwise(sorted(edges | {span.start, span.end})):
            part = Span(start, end)
            yield part, next((one.stop for one in here if one.span.overlaps(part)), "")


def _all(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Stand]:
    clock = WallClock(schedule.zone)
    low, high = start.astimezone(UTC), end.astimezone(UTC)
    for day in clock.days_around(start, end):
        for interval in schedule.intervals_on(day):
            if interval.stop:
                opens = wallclock.moment(clock.earlier(day, interval.opens))
                closes = wallclock.moment(clock.later(day, interval.closes))
                yield Stand(Span(max(opens, low), min(closes, high)), interval.stop)
