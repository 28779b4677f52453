"""Which times a visit may take, why not, and what would be allowed instead.

Pure: no database, no clock, no Django. All datetimes are aware; spans that come out are in UTC.
Touching is allowed: a visit may end exactly when the buffer before opening begins, and start
exactly when the buffer after closing, or another visit, ends.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from liaison import hours, wallclock
from liaison.hours import Schedule, Span
from liaison.wallclock import DAY_MINUTES
from visits.availability import Away

QUARTER = timedelta(minutes=15)
_DAY, _TEN = timedelta(days=1), time(10)
# An ordinary working day of those who speak for a side, Monday (0) to Friday: they can be asked to
# come for longer than a message surely reaches them (``liaison/deadlines.py``).
_WORK_BEGINS, _WORK_ENDS, _WORKDAYS = time(8), time(18), range(5)
# Before this hour, by the clock of the site, it is night.
_NIGHT_ENDS = 6
# The days that are tried for a visit that loses its time, the nearest first, the later of two.
_DAYS_APART = (0, *(sign * days for days in range(1, 8) for sign in (1, -1)))
# How far around a wish other times are looked for, until enough are found.
_REACHES = tuple(timedelta(days=days) for days in (2, 8, 32, 128))
# Whether a start will do: the start, the length, the zone of the site.
Suits = Callable[[datetime, timedelta, ZoneInfo], bool]


class Rule(StrEnum):
    """What a refusal names. The rules of the site's hours carry the names they have there."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PAST = "past"
    HORIZON = "horizon"
    NOTICE = "notice"
    OPERATING = hours.Rule.OPERATING.value
    HOURS_UNKNOWN = hours.Rule.HOURS_UNKNOWN.value
    BUFFER_BEFORE = hours.Rule.BUFFER_BEFORE.value
    BUFFER_AFTER = hours.Rule.BUFFER_AFTER.value
    BLACKOUT = hours.Rule.BLACKOUT.value
    BOOKED = "booked"
    TOGETHER = "together"
    CAP = "cap"
    AWAY = "away"


# What a wish may break and still be worth holding against hours and bookings: whoever changes its
# length or its day should not be refused anew by them.
_STILL_ASKS = frozenset({Rule.TOO_SHORT, Rule.TOO_LONG, Rule.NOTICE})
# What is longer runs into everything: no list of it helps anybody.
_LONGEST_ASKED = _DAY


@dataclass(frozen=True, slots=True)
class Clash:
    """One rule that a wish runs into; ``span`` is the rule's own where it has one to show, ``why``
    what the site says of a blackout, ``side`` which side is away."""

    rule: Rule
    span: Span | None = None
    why: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The frame of a wish: made at ``at``, starting no sooner than ``earliest`` (the notice
    asked for, ``at`` itself if none) and over by ``latest``. ``most``: how many of its kind a
    month takes, None for as many as find room."""

    at: datetime
    earliest: datetime
    latest: datetime
    shortest: timedelta
    longest: timedelta
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """What a visit must keep clear of: the site's hours and its other bookings (a visit elsewhere
    has no ``schedule`` and no ``bookings``), the months that take no more of its kind, in which it
    may not start (``full``), when nobody of a side is there (``away``), and when the two sides meet
    already (``together``; what they have on site is among the bookings of a visit on site). All in
    order but for the bookings and what they have together."""

    schedule: Schedule | None
    bookings: tuple[Span, ...] = ()
    full: tuple[Span, ...] = ()
    away: tuple[Away, ...] = ()
    together: tuple[Span, ...] = ()


NOTHING = Diary(None)


def clashes(wish: Span, limits: Limits, diary: Diary | None) -> list[Clash]:
    """Every rule that *wish* runs into; none: it may be booked.

    Hours and bookings are asked about only for a wish of a day at most that lies ahead and within
    the horizon.
    """
    found = [*_out_of_frame(wish, limits)]
    if diary is None or wish.end - wish.start > _LONGEST_ASKED:
        return found
    if all(clash.rule in _STILL_ASKS for clash in found):
        found += _in_diary(wish, diary)
    return found


def nearest(
    wish: Span, limits: Limits, diary: Diary | None, zone: ZoneInfo, count: int = 3
) -> list[Span]:
    """Up to *count* times near *wish* that run into no rule, the nearest first.

    They begin on a quarter of an hour of the site's clock, last as long as the wish (brought
    within the limits) and do not overlap each other, so that each is a real choice. Where no
    closed hours are needed they lie in an ordinary working day, as long as one has room.
    """
    if diary is None or diary.schedule is None:
        found = _nearest(wish, limits, diary, zone, count, _at_work)
        if found:
            return found
    return _nearest(wish, limits, diary, zone, count, _at_any_time)


def _nearest(
    wish: Span,
    limits: Limits,
    diary: Diary | None,
    zone: ZoneInfo,
    count: int,
    suits: Suits,
) -> list[Span]:
    """As ``nearest``, of the starts that *suits* lets through."""
    length = min(max(wish.end - wish.start, limits.shortest), limits.longest)
    first, last = max(limits.earliest, limits.at), limits.latest - length
    if first > last:
        return []
    origin = min(max(wish.start, first), last)
    picked: list[Span] = []
    for reach in (*_REACHES, limits.latest - limits.at):
        low, high = max(first, origin - reach), min(last, origin + reach)
        starts = _starts(free(diary, low, high + length), length, zone)
        picked = _pick((one for one in starts if suits(one, length, zone)), origin, length, count)
        if len(picked) == count or (low, high) == (first, last):
            break
    return picked


def alike(
    wish: Span, limits: Limits, diary: Diary | None, zone: ZoneInfo, count: int = 3
) -> list[Span]:
    """As ``nearest``, for a visit that loses its time: on each of the nearest days, once, as close
    as can be to the time of day that it had. Only where too few days have room, several times of
    one day; and only where too few are free by day, at night what was by day."""
    found: list[Span] = []
    for apart in _DAYS_APART:
        one = _on_day_of(_days_later(wish, apart, zone), limits, diary, zone)
        if one:
            found.append(one)
            if len(found) == count:
                return found
    by_day = _nearest(wish, limits, diary, zone, 2 * count, _by_day_as(wish, zone))
    for one in (*by_day, *nearest(wish, limits, diary, zone, count=2 * count)):
        if not any(one.overlaps(other) for other in found):
            found.append(one)
    return found[:count]


def _days_later(wish: Span, days: int, zone: ZoneInfo) -> Span:
    wall = wish.start.astimezone(zone).replace(tzinfo=None) + days * _DAY
    starts = wallclock.resolve(wall, zone).astimezone(UTC)
    return Span(starts, starts + (wish.end - wish.start))


def _on_day_of(wish: Span, limits: Limits, diary: Diary | None, zone: ZoneInfo) -> Span | None:
    """The time nearest to *wish* on its own day, if that has one; by day for what is by day."""
    day = wish.start.astimezone(zone).date()
    begins, ends = (wallclock.midnight(one, zone) for one in (day, day + _DAY))
    frame = replace(
        limits,
        earliest=max(limits.earliest, begins),
        latest=min(limits.latest, ends + (wish.end - wish.start)),
    )

    is_by_day = _by_day_as(wish, zone)

    def suits(start: datetime, length: timedelta, zone: ZoneInfo) -> bool:
        return start < ends and is_by_day(start, length, zone)

    return next(iter(_nearest(wish, frame, diary, zone, 1, suits)), None)


def _by_day_as(wish: Span, zone: ZoneInfo) -> Suits:
    """Lets what is by day through by day alone, and what is at night at any time."""
    return _by_day if _by_day(wish.start, wish.end - wish.start, zone) else _at_any_time


def _by_day(start: datetime, _length: timedelta, zone: ZoneInfo) -> bool:
    return start.astimezone(zone).hour >= _NIGHT_ENDS


def _at_any_time(_start: datetime, _length: timedelta, _zone: ZoneInfo) -> bool:
    return True


def _at_work(start: datetime, length: timedelta, zone: ZoneInfo) -> bool:
    """Within one ordinary working day by the clock in *zone*."""
    begins, ends = start.astimezone(zone), (start + length).astimezone(zone)
    if begins.date() != ends.date() or begins.weekday() not in _WORKDAYS:
        return False
    return begins.time() >= _WORK_BEGINS and ends.time() <= _WORK_ENDS


def free(diary: Diary | None, start: datetime, end: datetime) -> Iterator[Span]:
    """The time in [start, end) that runs into no rule of hours, no booking, no other visit of the
    two sides, no full month and no time at which nobody of a side is there, in order."""
    diary = diary or NOTHING
    spans: Iterable[Span] = [Span(start.astimezone(UTC), end.astimezone(UTC))]
    if diary.schedule is not None:
        spans = hours.bookable(diary.schedule, start, end)
    missed = [away.span for away in diary.away]
    for taken in (sorted([*diary.bookings, *diary.together]), missed, diary.full):
        spans = hours.without(spans, taken)
    return iter(spans)


def gentlest(first: datetime, last: datetime, zone: ZoneInfo) -> datetime:
    """The start from *first* to *last*, both on a quarter of an hour and a day apart at most, that
    lies nearest to the middle of a morning: nobody meets at four at night who can meet at seven.
    """
    begins, ends = first.astimezone(zone), last.astimezone(zone)
    # Nothing is nearer than ten itself; where no ten lies within, one of the two ends is.
    day = begins if begins.time() <= _TEN else begins + _DAY
    ten = datetime.combine(day, _TEN, zone).astimezone(UTC)
    if first <= ten <= last:
        return ten
    return first if _from_ten(begins) <= _from_ten(ends) else last


def _from_ten(local: datetime) -> int:
    """How many minutes the wall is away from ten o'clock, of this day or another."""
    away = abs((local.hour - _TEN.hour) * 60 + local.minute)
    return min(away, DAY_MINUTES - away)


def next_quarter(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first instant not before *moment* at which the clock in *zone* shows a full quarter."""
    past = _past_quarter(moment, zone)
    return moment.astimezone(UTC) + (QUARTER - past if past else past)


def last_quarter(moment: datetime, zone: ZoneInfo) -> datetime:
    """The last one not after *moment*."""
    return moment.astimezone(UTC) - _past_quarter(moment, zone)


def _past_quarter(moment: datetime, zone: ZoneInfo) -> timedelta:
    local = moment.astimezone(zone)
    return timedelta(0, local.minute % 15 * 60 + local.second, local.microsecond)


def _out_of_frame(wish: Span, limits: Limits) -> Iterator[Clash]:
    length = wish.end - wish.start
    if length < limits.shortest:
        yield Clash(Rule.TOO_SHORT)
    if length > limits.longest:
        yield Clash(Rule.TOO_LONG)
    if wish.start < limits.at:
        yield Clash(Rule.PAST)
    elif wish.start < limits.earliest:
        yield Clash(Rule.NOTICE)
    if wish.end > limits.latest:
        yield Clash(Rule.HORIZON)


def _in_diary(wish: Span, diary: Diary) -> Iterator[Clash]:
    if diary.schedule is not None:
        for reason in hours.reasons(diary.schedule, wish):
            yield Clash(Rule(reason.rule.value), reason.span, reason.why)
    if any(wish.overlaps(booking) for booking in diary.bookings):
        # Whose booking it is, and how long it takes, is nobody's business here.
        yield Clash(Rule.BOOKED)
    if any(wish.overlaps(other) for other in diary.together):
        # Nor what they meet for.
        yield Clash(Rule.TOGETHER)
    for away in diary.away:
        if wish.overlaps(away.span):
            # Why they are not there, and until when, is nobody's business either.
            yield Clash(Rule.AWAY, side=away.side)
    for month in diary.full:
        if month.start <= wish.start < month.end:
            yield Clash(Rule.CAP, Span(month.start, _room_after(month, diary.full)))


def _room_after(month: Span, full: Sequence[Span]) -> datetime:
    """When the next month that has room begins."""
    end = month.end
    for later in full:
        if later.start == end:
            end = later.end
    return end


def _starts(spans: Iterable[Span], length: timedelta, zone: ZoneInfo) -> Iterator[datetime]:
    """Every full quarter (UTC) by the clock in *zone* from which *length* fits into one of *spans*,
    in their order."""
    for span in spans:
        start = next_quarter(span.start, zone)
        while start + length <= span.end:
            yield start
            start = next_quarter(start + QUARTER, zone)


def _pick(
    starts: Iterable[datetime], origin: datetime, length: timedelta, count: int
) -> list[Span]:
    """Up to *count* times that do not overlap, by how near they start to *origin*; of two that are
    as near the earlier."""
    picked: list[Span] = []
    for start in sorted(starts, key=lambda start: (abs(start - origin), start)):
        candidate = Span(start, start + length)
        if not any(candidate.overlaps(taken) for taken in picked):
            picked.append(candidate)
            if len(picked) == count:
                break
    return picked
