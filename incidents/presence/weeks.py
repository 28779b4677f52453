"""Taps summed by week, kind and part of the day, by the clock of their site. Pure.

Weeks run from Monday to Sunday.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison import wallclock

WEEK = timedelta(days=7)


class Tapped(models.TextChoices):
    """What is worth one tap. The other side reads the same words, summed."""

    VEHICLE = "vehicle", _("Police vehicle out front")
    AT_THE_DOOR = "at_the_door", _("Officer at the door, left")
    PATROL = "patrol", _("Patrol passed")
    CAME_IN = "came_in", _("Officer came in")
    WELL = "well", _("All well: a wave, a word")


class DayPart(models.TextChoices):
    NIGHT = "night", pgettext_lazy("hours of the day", "0–6")
    MORNING = "morning", pgettext_lazy("hours of the day", "6–12")
    AFTERNOON = "afternoon", pgettext_lazy("hours of the day", "12–18")
    EVENING = "evening", pgettext_lazy("hours of the day", "18–24")


_PARTS = list(DayPart)
_HOURS_OF_A_PART = 6

# By kind, then by part of the day; only what was tapped at all.
Counts = Mapping[str, Mapping[str, int]]


def week_of(at: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week in which *at* falls at the site."""
    return monday_of(at.astimezone(zone).date())


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def bounds(monday: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when (in it) until when (no more in it) the week lasts, however long that is."""
    return wallclock.midnight(monday, zone), wallclock.midnight(monday + WEEK, zone)


def part_of(at: datetime, zone: ZoneInfo) -> DayPart:
    return _PARTS[at.astimezone(zone).hour // _HOURS_OF_A_PART]


def summed(taps: Iterable[tuple[str, datetime]], zone: ZoneInfo) -> dict[str, dict[str, int]]:
    """*taps* (kind, moment) of one week."""
    counts: dict[str, dict[str, int]] = {}
    for kind, at in taps:
        of_kind = counts.setdefault(kind, {})
        part = part_of(at, zone).value
        of_kind[part] = of_kind.get(part, 0) + 1
    return counts


def total(counts: Counts) -> int:
    return sum(number for parts in counts.values() for number in parts.values())


def table(counts: Counts) -> list[list[Any]]:
    """Rows of words and figures: each kind with its parts of the day and their sum, then all."""
    rows: list[list[Any]] = [
        _row(kind.label, [counts.get(kind.value, {}).get(part.value, 0) for part in DayPart])
        for kind in Tapped
    ]
    return [*rows, [_("All"), *(sum(row[at] for row in rows) for at in range(1, 6))]]


def _row(label: Any, numbers: list[int]) -> list[Any]:
    return [label, *numbers, sum(numbers)]


def headings() -> list[Any]:
    return [_("What"), *(part.label for part in DayPart), _("All")]
