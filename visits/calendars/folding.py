"""Visits that come again, as one entry with a rule and what differs from it. Pure.

Only what is agreed is written: the rule runs from the first visit shown to the last, so that no
program makes up dates beyond them. A date without a visit is left out (``EXDATE``); a visit that
stands otherwise than its rule says, at another time, elsewhere or called off, replaces its date
(``RECURRENCE-ID``).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from liaison import wallclock
from visits import recurrence
from visits.calendars.ical import Entry, Repeats
from visits.recurrence import Rule


def folded(rule: Rule, length: timedelta, whole: Entry, found: Mapping[date, Entry]) -> list[Entry]:
    """*found*, by the date of the rule each stands for, as few entries.

    *whole* says what all have in common; its times do not matter. Where the rule meets a time
    that the clock jumps over, programs differ in what they take it for, so each stands alone.
    """
    zone = ZoneInfo(whole.zone)
    rule = replace(rule, count=None, until=None)
    days = list(recurrence.dates(rule, min(found), max(found))) if found else []
    held = {day: found[day] for day in days if day in found}
    if not held or any(_is_jumped(rule, zone, day) for day in days):
        return list(found.values())
    first, last = min(held), max(held)
    days = [day for day in days if first <= day <= last]
    starts = recurrence.instant(rule, zone, first)
    one = replace(
        whole,
        starts=starts,
        ends=_after(starts, length, zone),
        repeats=Repeats(
            rule=recurrence.rrule_text(replace(rule, until=last), zone),
            until=recurrence.instant(rule, zone, last),
            left_out=tuple(_wall(rule, day) for day in days if day not in held),
        ),
    )
    others = [
        replace(entry, uid=one.uid, stands_for=_wall(rule, day))
        for day, entry in held.items()
        if not _is_regular(entry, one, recurrence.instant(rule, zone, day), length)
    ]
    alone = [entry for day, entry in found.items() if day not in held]
    return [one, *others, *alone]


def _is_regular(entry: Entry, one: Entry, starts: datetime, length: timedelta) -> bool:
    """Whether a program that knows *one* knows this visit too."""
    zone = ZoneInfo(one.zone)
    keeps_its_clock = (
        entry.starts.astimezone(zone).utcoffset() == entry.ends.astimezone(zone).utcoffset()
    )
    return (
        keeps_its_clock
        and (entry.starts, entry.ends) == (starts, starts + length)
        and (entry.status, entry.summary, entry.location) == (one.status, one.summary, one.location)
    )


def _is_jumped(rule: Rule, zone: ZoneInfo, day: date) -> bool:
    return not wallclock.readings(_wall(rule, day), zone)


def _wall(rule: Rule, day: date) -> datetime:
    return datetime.combine(day, rule.time)


def _after(starts: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """When the wall shows *length* more, as programs count it on every date of the rule."""
    wall = starts.astimezone(zone).replace(tzinfo=None) + length
    return wallclock.resolve(wall, zone)
