"""When a site operates, when it is busy, and when somebody may visit.

Pure: no database, no clock, no Django. Times that come in and go out are aware datetimes (out:
in UTC); rules are wall times in the site's zone. Spans are half-open and clipped to the range
asked for. Cost grows with the days asked about, never with the age of a rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from liaison import monthly, wallclock
from liaison.monthly import Run
from liaison.wallclock import DAY_MINUTES, WallClock

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The kind of exception that needs no times.
ROUND_THE_CLOCK = "round_the_clock"
# How far around a span its neighbourhood is looked at when a rule shows its own span.
_SIGHT = timedelta(days=7)
_FOREVER = date.max.toordinal()


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


@dataclass(frozen=True, slots=True)
class Interval:
    """Minutes from the midnight of the day it begins on; ``closes`` may lie on the next day.
    It counts on days from ``first`` to ``last``, both included (ordinals). ``stop`` is where a
    site on wheels stands then."""

    opens: int
    closes: int
    first: int = 1
    last: int = _FOREVER
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Blackout:
    """When nobody may visit, in minutes as of an ``Interval``; ``why`` is shown to whoever asks."""

    starts: int
    ends: int
    why: str


_EMPTY_WEEK: tuple[tuple[Any, ...], ...] = ((),) * 7
Intervals = tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rules of one site. ``weekly`` and ``blackouts`` have seven entries, Monday first; an
    exception replaces the intervals that begin on its day (ordinal), so do ``runs`` of every
    month on days that have no exception of their own. Buffers are minutes that really pass.
    ``known`` false: nobody has said when the site is open."""

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
            date.fromisoformat(row["date"]).toordinal(): _instead(row)
            for row in document["exceptions"]
        }
        return cls(
            zone=zone,
            weekly=tuple(map(tuple, weekly)),
            exceptions=MappingProxyType(exceptions),
            runs=tuple((run_of(row), _instead(row)) for row in document.get("recurring", ())),
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
        replaced = self.otherwise_on(day)
        if replaced is not None:
            yield from replaced
            return
        for interval in self.weekly[(day - 1) % 7]:
            if interval.first <= day <= interval.last:
                yield interval

    def otherwise_on(self, day: int) -> Intervals | None:
        """What replaces the weekly intervals that begin on *day*; None: it is as usual."""
        replaced = self.exceptions.get(day)
        return self._monthly(day) if replaced is None and self.runs else replaced

    def _monthly(self, day: int) -> Intervals | None:
        month = monthly.month_of(day)
        if month not in self._months:
            self._months[month] = monthly.in_month([run for run, _instead in self.runs], month)
        place = self._months[month].get(day)
        return None if place is None else self.runs[place][1]


def minutes_of(opens: str, closes: str) -> tuple[int, int]:
    """Two ``HH:MM`` as minutes; a closing at or before the opening is on the next day."""
    start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes))
    return (start, end) if end > start else (start, end + DAY_MINUTES)


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


def weekly_interval(row: Mapping[str, Any]) -> Interval:
    """One row of the weekly hours of a document."""
    first, last = _validity(row)
    times = minutes_of(row["opens"], row["closes"])
    return Interval(*times, first, last, row.get("stop", ""))


def run_of(row: Mapping[str, Any]) -> Run:
    """The days that one recurring exception of a document is about."""
    return Run(row["nth"], WEEKDAYS.index(row["weekday"]), row["days"], *_validity(row))


def _instead(row: Mapping[str, Any]) -> Intervals:
    """What an exception puts in the place of the weekly intervals."""
    if row["kind"] == ROUND_THE_CLOCK:
        return (Interval(0, DAY_MINUTES, stop=row.get("stop", "")),)
    return tuple(
        Interval(*minutes_of(part["opens"], part["closes"]), stop=part.get("stop", ""))
        for part in row.get("intervals", ())
    )


def _validity(row: Mapping[str, Any]) -> tuple[int, int]:
    """The first and the last day (ordinals, both included) on which *row* counts."""
    first, last = row.get("valid_from"), row.get("valid_to")
    return (
        date.fromisoformat(first).toordinal() if first else 1,
        date.fromisoformat(last).toordinal() if last else _FOREVER,
    )
