"""On which dates something comes again, and when that is by the clock of a site.

Pure: no database, no clock, no Django. A rule is about dates; its wall-clock time is made an
instant only here, in the site's zone, so that 07:00 reads 07:00 all year. Cost grows with the
days asked for, never with the age of a rule.
"""

from calendar import monthrange
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil import rrule

from liaison import wallclock, week

# With so many times at most, counting them from the first one stays cheap.
MOST_TIMES = 400
MOST_APART = 60
LAST = -1
_EVERY_MONTH_HAS = 28
_GENERATION = timedelta(days=30 * 365)


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


_DAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``weekdays`` (Monday is 0) are for a weekly rule, or the one of a monthly rule that counts
    weekdays: ``nth`` is which of the month, -1 the last. A monthly rule without them keeps to the
    day of ``starts_on``, in the months that have one; a yearly one to its day and month.

    It ends with ``until`` (included), after ``count`` dates, or never.
    """

    frequency: Frequency
    starts_on: date
    time: time
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise ValueError(fault)

    def _fault(self) -> str:
        if not 1 <= self.interval <= MOST_APART:
            return f"A rule comes again after 1 to {MOST_APART} days, weeks, months or years."
        if self.count is not None and not 1 <= self.count <= MOST_TIMES:
            return f"A rule that is counted comes 1 to {MOST_TIMES} times."
        if self.count is not None and self.until is not None:
            return "A rule ends on a date or after a count, not both."
        if not set(self.weekdays) <= set(range(7)):
            return "Weekdays are 0 (Monday) to 6."
        by_weekday = self.frequency is Frequency.WEEKLY or self.nth is not None
        if bool(self.weekdays) != by_weekday:
            return "Weekdays are said by weekly rules and by those that count weekdays."
        if self.nth is not None and not (
            self.frequency is Frequency.MONTHLY
            and len(self.weekdays) == 1
            and self.nth in (1, 2, 3, 4, LAST)
        ):
            return "Only monthly rules count weekdays: one of them, the first to fourth or last."
        return ""


class ClockChange(StrEnum):
    SKIPPED = "skipped"  # clocks go forward over the time of the rule
    TWICE = "twice"  # clocks go back over it


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """A date of the rule, and the instant (UTC) at which the site's wall shows its time."""

    day: date
    starts: datetime


def dates(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The dates of *rule* from *first* to *last*, both included."""
    last = min(last, rule.until or last)
    # What is counted is counted from the beginning; anything else may begin close by.
    begin = rule.starts_on if rule.count is not None else _close_to(rule, first)
    if begin > last:
        return
    found = rrule.rrule(
        _FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(begin, time.min),
        interval=rule.interval,
        wkst=rrule.MO,
        byweekday=_weekdays(rule),
        bymonthday=rule.starts_on.day if _keeps_its_day(rule) else None,
        bymonth=rule.starts_on.month if rule.frequency is Frequency.YEARLY else None,
        count=rule.count,
        until=None if rule.count is not None else datetime.combine(last, time.min),
    )
    for found_at in found:
        day = found_at.date()
        if day > last:
            return
        if day >= first:
            yield day


def occurrences(rule: Rule, zone: ZoneInfo, first: date, last: date) -> Iterator[Occurrence]:
    """As ``dates``, each with its instant: a time that comes twice the first time, one that does
    not come the first instant after the gap."""
    return (Occurrence(day, instant(rule, zone, day)) for day in dates(rule, first, last))


def instant(rule: Rule, zone: ZoneInfo, day: date) -> datetime:
    return wallclock.resolve(datetime.combine(day, rule.time), zone)


def clock_change(rule: Rule, zone: ZoneInfo, day: date) -> ClockChange | None:
    """What a change of the clocks does on *day* to the time of *rule*, if anything."""
    found = wallclock.readings(datetime.combine(day, rule.time), zone)
    return {0: ClockChange.SKIPPED, 2: ClockChange.TWICE}.get(len(found))


def lacking(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The first days of the months from *first* to *last* whose turn it is and that lack the day
    to which *rule* keeps: a 31st, or 29 February."""
    if not _keeps_its_day(rule) or rule.starts_on.day <= _EVERY_MONTH_HAS:
        return
    on_the_first = replace(rule, starts_on=rule.starts_on.replace(day=1), until=None, count=None)
    for month in dates(on_the_first, first.replace(day=1), last):
        if rule.starts_on.day > monthrange(month.year, month.month)[1]:
            yield month


def first_from(rule: Rule, day: date) -> date | None:
    """The first date on or after *day*, if there is one."""
    # Nothing that hits at all keeps away for longer: 29 February, every 60 years, over 2100.
    far = date(min(day.year + 500, date.max.year), 12, 31)
    return next(dates(rule, day, far), None)


def last(rule: Rule) -> date | None:
    """The last date of *rule*; None where it never ends, or never comes. Cost grows with the length
    of the rule."""
    if _never_ends(rule):
        return None
    found = deque(dates(rule, rule.starts_on, date.max), maxlen=1)
    return found[0] if found else None


def adds_nothing(rule: Rule, other: Rule, first: date) -> bool:
    """Whether every date of *rule* from *first* on is one of *other* too, at the same time. Of two
    that never end, the dates of a generation are looked at."""
    last = first + _GENERATION if _never_ends(rule) else date.max
    found = list(dates(rule, first, last))
    if not found:
        return True
    if rule.time != other.time or (_never_ends(rule) and not _never_ends(other)):
        return False
    return set(found) <= set(dates(other, found[0], found[-1]))


def _never_ends(rule: Rule) -> bool:
    return rule.until is None and rule.count is None


def rrule_text(rule: Rule, zone: ZoneInfo) -> str:
    """The rule as calendars write it (RFC 5545), for a ``DTSTART`` on its first date in *zone*."""
    parts = [f"FREQ={rule.frequency.value.upper()}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        which = str(rule.nth) if rule.nth is not None else ""
        parts.append("BYDAY=" + ",".join(f"{which}{_DAYS[day]}" for day in sorted(rule.weekdays)))
    if rule.count is not None:
        parts.append(f"COUNT={rule.count}")
    if rule.until is not None:
        # Where the start has a zone, the end of a rule is said in UTC.
        until = instant(rule, zone, rule.until)
        parts.append(f"UNTIL={until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def _close_to(rule: Rule, first: date) -> date:
    """The start of *rule* moved on by whole intervals, to not after *first*: from there it hits
    the same dates."""
    start = rule.starts_on
    if first <= start:
        return start
    if rule.frequency is Frequency.DAILY:
        return start + timedelta(days=_whole((first - start).days, rule.interval))
    if rule.frequency is Frequency.WEEKLY:
        monday = week.monday_of(start)
        moved = timedelta(weeks=_whole((first - monday).days // 7, rule.interval))
        return monday + moved if moved else start
    apart = rule.interval * (12 if rule.frequency is Frequency.YEARLY else 1)
    months = _whole((first.year - start.year) * 12 + first.month - start.month, apart)
    if not months:
        return start
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)


def _whole(distance: int, interval: int) -> int:
    return distance // interval * interval


def _weekdays(rule: Rule) -> list[rrule.weekday] | None:
    if not rule.weekdays:
        return None
    return [_DAYS[day](rule.nth) if rule.nth is not None else _DAYS[day] for day in rule.weekdays]


def _keeps_its_day(rule: Rule) -> bool:
    if rule.frequency is Frequency.MONTHLY:
        return rule.nth is None
    return rule.frequency is Frequency.YEARLY


_FREQUENCIES = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}
