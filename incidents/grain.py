"""How exactly the other side sees when and where it happened. Pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison import wallclock

_PART = 6  # hours


class TimeGrain(models.TextChoices):
    MINUTE = "minute", _("The time as it was logged")
    DAY_PART = "day_part", _("The part of the day")
    DAY = "day", _("Only the day")
    WEEK = "week", _("Only the week")


class PlaceGrain(models.TextChoices):
    DISTANCE = "distance", _("The place as it was logged")
    AREA = "area", _("Where, but not how far from the door")
    WHETHER_INSIDE = "inside", _("Whether it was inside")


_PARTS = (_("before 06:00"), _("in the morning"), _("in the afternoon"), _("in the evening"))


def part_of_day(clock: time) -> str:
    """The quarter of a day, in words."""
    return str(_PARTS[clock.hour // _PART])


def begins(at: datetime, grain: TimeGrain, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which the span of *grain* that holds *at* begins by the clock of
    *zone*; a week begins on Monday. To the minute: *at* itself."""
    if grain is TimeGrain.MINUTE:
        return at
    local = at.astimezone(zone)
    day = local.date()
    if grain is TimeGrain.DAY_PART:
        hour = time(local.hour // _PART * _PART)
        return wallclock.resolve(datetime.combine(day, hour), zone)
    if grain is TimeGrain.WEEK:
        day -= timedelta(days=day.weekday())
    return wallclock.midnight(day, zone)
