"""When a site operates, when it is busy, and when somebody may visit.

Pure: no database, no clock, no Django. Times that come in and go out are aware datetimes (out:
in UTC); rules are wall times in the site's zone. Spans are half-open and clipped to the range
asked for. Cost grows with the days asked about, never with the age of a rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from liaison import monthly, wallclock
from liaison.hours_rows import (
    WEEKDAYS,
    Blackout,
    Interval,
    instead,
    minutes_of,
    nights,
    run_of,
    weekly_interval,
)
from liaison.monthly import Run
from liaison.wallclock import WallClock

# How far around a span its neighbourhood is looked at when a rule shows its own span.
_SIGHT = timedelta(days=7)


class State(StrEnum):
    OPERATING = "operating"
    NON_OPERATIONAL = "non_operational"


class Rule(StrEnum):
    """What can stand in the way of a visit."""

    OPERATING = "operating"
    HOURS_UNKNOWN = "hours_unknown"
    BUFFER_BEFORE = "buffer_before"
    BUFFER_AFTER = "buffer_after"
    BLACKOUT = "blackout"


# A tuple: thousands are compared, sorted and hashed in one look for a time.
class Span(NamedTuple):
    """From ``start`` up to, not including, ``end``."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Whole minutes that really pass."""
        return (self.end - self.start) // timedelta(minutes=1)

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that a span runs into, with the rule's own span."""

    rule: Rule
    span: Span
    why: str = ""


_EMPTY_WEEK: tuple[tuple[Any, ...], ...] = ((),) * 7
Intervals = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rules of one site. ``weekly`` and ``blackouts`` have seven entries, Monday first; an
    exception replaces the intervals that begin on its day (ordinal), so do ``runs`` of every
    month on days that have no exception of their own; round the clock, the usual night stays.
    Buffers are minutes that really pass. ``known`` false: nobody has said when the site is open.
    """

    zone: ZoneInfo
    weekly: tuple[Intervals, ...] = _EMPTY_WEEK
    exceptions: Mapping[int, Intervals] = field(default_factory=dict, hash=False)
    runs: tuple[tuple[Run, Intervals], ...] = ()
    before: int = 0
    after: int = 0
    blackouts: tuple[tuple[Blackout, ...], ...] = _EMPTY_WEEK
    known: bool = True
    # The months that have been asked about, each worked out once.
    _months: dict[int, Mapping[int, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def from_document(cls, document: Mapping[str, Any], zone: ZoneInfo) -> "Schedule":
        """The schedule of a document that ``liaison.hours_file`` has checked."""
        weekly: list[list[Interval]] = [[] for _ in WEEKDAYS]
        for row in document.get("hours", ()):
            weekly[WEEKDAYS.index(row["weekday"])].append(weekly_interval(row))
        blackouts: list[list[Blackout]] = [[] for _ in WEEKDAYS]
        for row in document["blackouts"]:
            starts, ends = minutes_of(row["from"], row["to"])
            blackouts[WEEKDAYS.index(row["weekday"])].append(Blackout(starts, ends, row["why"]))
        exceptions = {
            date.fromisoformat(row["date"]).toordinal(): instead(row)
            for row in document["exceptions"]
        }
        return cls(
            zone=zone,
            weekly=tuple(map(tuple, weekly)),
            exceptions=MappingProxyType(exceptions),
            runs=tuple((run_of(row), instead(row)) for row in document.get("recurring", ())),
            before=document["buffer_before_minutes"],
            after=document["buffer_after_minutes"],
            blackouts=tuple(map(tuple, blackouts)),
            known="hours" in document,
        )

    @classmethod
    def never(cls, zone: ZoneInfo) -> "Schedule":
        """A site that does not operate at all: nothing is in the way of a visit."""
        return cls(zone=zone)

    @classmethod
    def unknown(cls, zone: ZoneInfo) -> "Schedule":
        """A site nobody has given hours for, which counts as operating."""
        return cls(zone=zone, known=False)

    def intervals_on(self, day: int) -> Iterator[Interval]:
        """The intervals that begin on *day* (ordinal)."""
        return self._kept(self.exceptions.get(day), day, self._usual_on)

    def _usual_on(self, day: int) -> Iterator[Interval]:
        """As it would be without the exceptions of single dates."""
        return self._kept(self._monthly(day) if self.runs else None, day, self._weekly_on)

    def _weekly_on(self, day: int) -> Iterator[Interval]:
        weekly = self.weekly[(day - 1) % 7]
        return (interval for interval in weekly if interval.first <= day <= interval.last)

    @staticmethod
    def _kept(
        replaced: Intervals | None, day: int, usual: Callable[[int], Iterator[Interval]]
    ) -> Iterator[Interval]:
        """*replaced*, with the nights that stay; what is *usual* on the day where it is None."""
        if replaced is None:
            return usual(day)
        keeps = any(interval.keeps_night for interval in replaced)
        return chain(replaced, nights(usual(day)) if keeps else ())

    def otherwise_on(self, day: int) -> Intervals | None:
        """What replaces the weekly intervals that begin on *day*; None: it is as usual."""
        replaced = self.exceptions.get(day)
        return self._monthly(day) if replaced is None and self.runs else replaced

    def _monthly(self, day: int) -> Intervals | None:
        month = monthly.month_of(day)
        if month not in self._months:
            self._months[month] = monthly.in_month([run for run, _then in self.runs], month)
        place = self._months[month].get(day)
        return None if place is None else self.runs[place][1]


def operating(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """When the site operates in [start, end); all of it when the hours are unknown."""
    if not schedule.known:
        return _clip([(wallclock.floor(start), wallclock.ceil(end))], start, end)
    return _clip(_opened(schedule, start, end), start, end)


def closed(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """When the site does not operate in [start, end), buffers and blackouts left aside."""
    return _gaps(operating(schedule, start, end), start, end)


def busy(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """Operating time with its buffers, and blackouts: when no visit may take place on site."""
    if not schedule.known:
        return operating(schedule, start, end)
    return _clip(_taken(schedule, start, end), start, end)


def blackouts(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """When the site cannot be visited for another reason than that it operates."""
    found = [(starts, ends) for starts, ends, _why in _blacked_out(schedule, start, end)]
    return _clip(wallclock.merged(found), start, end)


def bookable(schedule: Schedule, start: datetime, end: datetime) -> list[Span]:
    """When a visit on site runs into no rule of the site's hours, in [start, end)."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if not schedule.known or start >= end:
        return []
    # Only what is left becomes a datetime.
    low, high = wallclock.floor(start), wallclock.ceil(end)
    return _clip(wallclock.gaps(_taken(schedule, start, end), low, high), start, end)


def state_at(schedule: Schedule, at: datetime) -> State:
    """Whether the site operates at the instant *at*."""
    running = operating(schedule, at, at + timedelta(microseconds=1))
    return State.OPERATING if running else State.NON_OPERATIONAL


def next_change(schedule: Schedule, at: datetime, horizon: timedelta) -> datetime | None:
    """When the site next opens or closes after *at*; None when it does not within *horizon*."""
    spans = operating(schedule, at, at + horizon)
    edges = (edge for span in spans for edge in (span.start, span.end))
    return next((edge for edge in edges if at < edge < at + horizon), None)


def reasons(schedule: Schedule, span: Span) -> list[Reason]:
    """The rules that *span* runs into, by the start of their own spans; none: it is bookable.

    A rule's span is shown whole as far as a week around; a buffer ends where operating begins.
    """
    start, end = span.start - _SIGHT, span.end + _SIGHT
    running = operating(schedule, start, end)
    rule = Rule.OPERATING if schedule.known else Rule.HOURS_UNKNOWN
    found = [Reason(rule, own) for own in running]
    if schedule.known:
        found += _buffers(schedule, running, start, end)
        found += [
            Reason(Rule.BLACKOUT, Span(wallclock.moment(starts), wallclock.moment(ends)), why)
            for starts, ends, why in _blacked_out(schedule, span.start, span.end)
        ]
    hit = [reason for reason in found if reason.span.overlaps(span)]
    return sorted(hit, key=lambda reason: (reason.span, reason.rule))


def without(spans: Iterable[Span], taken: Sequence[Span]) -> Iterable[Span]:
    """What *taken* (sorted) leaves of *spans* (sorted, apart)."""
    return _cut(spans, taken) if taken else spans


def _buffers(
    schedule: Schedule, running: list[Span], start: datetime, end: datetime
) -> Iterator[Reason]:
    """Around what runs in [start, end); a gap that reaches one of these has no buffer there."""
    idle = _gaps(running, start, end)
    before, after = timedelta(minutes=schedule.before), timedelta(minutes=schedule.after)
    for gap in idle:
        if gap.start > start and after:
            yield Reason(Rule.BUFFER_AFTER, Span(gap.start, min(gap.start + after, gap.end)))
        if gap.end < end and before:
            yield Reason(Rule.BUFFER_BEFORE, Span(max(gap.end - before, gap.start), gap.end))


def _taken(schedule: Schedule, start: datetime, end: datetime) -> list[wallclock.Instants]:
    """Merged operating spans with their buffers, and blackouts, not clipped."""
    before, after = timedelta(minutes=schedule.before), timedelta(minutes=schedule.after)
    taken = [
        (opens - schedule.before * 60, closes + schedule.after * 60)
        for opens, closes in _opened(schedule, start - after, end + before)
    ]
    taken += [(starts, ends) for starts, ends, _why in _blacked_out(schedule, start, end)]
    return wallclock.merged(taken)


def _opened(schedule: Schedule, start: datetime, end: datetime) -> list[wallclock.Instants]:
    """Merged operating spans that may touch [start, end), not clipped."""
    clock = WallClock(schedule.zone)
    return wallclock.merged(
        (clock.earlier(day, interval.opens), clock.later(day, interval.closes))
        for day in clock.days_around(start, end)
        for interval in schedule.intervals_on(day)
    )


def _blacked_out(
    schedule: Schedule, start: datetime, end: datetime
) -> Iterator[tuple[int, int, str]]:
    """(start, end, why) of each blackout that may touch [start, end), as instants, not clipped."""
    if not any(schedule.blackouts):
        return
    clock = WallClock(schedule.zone)
    for day in clock.days_around(start, end):
        for blackout in schedule.blackouts[(day - 1) % 7]:
            starts, ends = clock.earlier(day, blackout.starts), clock.later(day, blackout.ends)
            if starts < ends:
                yield starts, ends, blackout.why


def _clip(spans: Iterable[wallclock.Instants], start: datetime, end: datetime) -> list[Span]:
    """What of *spans* lies in [start, end), in UTC."""
    low, high = wallclock.floor(start), wallclock.ceil(end)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if start >= end:
        return []
    return [
        Span(max(start, wallclock.moment(a)), min(end, wallclock.moment(b)))
        for a, b in spans
        if a < high and b > low
    ]


def _gaps(spans: list[Span], start: datetime, end: datetime) -> list[Span]:
    """What *spans* (sorted, apart, within) leave of [start, end)."""
    gaps = []
    reached = start.astimezone(UTC)
    for span in spans:
        if span.start > reached:
            gaps.append(Span(reached, span.start))
        reached = span.end
    if reached < end:
        gaps.append(Span(reached, end.astimezone(UTC)))
    return gaps


def _cut(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """In one pass over both: what ends before a span begins is never looked at again."""
    next_one = 0
    for span in spans:
        reached = span.start
        while next_one < len(taken) and taken[next_one].end <= reached:
            next_one += 1
        place = next_one
        while place < len(taken) and taken[place].start < span.end:
            if taken[place].start > reached:
                yield Span(reached, taken[place].start.astimezone(UTC))
            reached = max(reached, taken[place].end.astimezone(UTC))
            place += 1
        if reached < span.end:
            yield Span(reached, span.end)
