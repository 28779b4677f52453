"""Until when: business days in the calendar of the organisation whose turn it is. Pure.

A business day is a day that is neither in the weekend nor among the organisation's ``closures``
(its days off, passed in). Days and their ends are those of ``zone``, the site's, so that readers
in other zones see the same deadline.
"""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})
# Nobody closes for longer; a calendar that says so is wrong, and a search must end.
LONGEST_CLOSURE = timedelta(days=366)


def is_business_day(
    day: date, closures: Container[date] = (), *, weekend: Container[int] = WEEKEND
) -> bool:
    return day.weekday() not in weekend and day not in closures


def after(
    moment: datetime,
    business_days: int,
    zone: ZoneInfo,
    closures: Container[date] = (),
    *,
    weekend: Container[int] = WEEKEND,
) -> datetime:
    """The last second (aware, UTC) of the day that is *business_days* business days after the
    day of *moment* (aware) in *zone*. None after it (0) is that day itself, or the next business
    day if it is none.

    Errors: ``ValueError`` for a negative count, or a calendar without business days.
    """
    if business_days < 0:
        raise ValueError("a deadline lies ahead")
    day = moment.astimezone(zone).date()
    if business_days == 0:
        day -= timedelta(days=1)
    for _counted in range(max(business_days, 1)):
        day = _next_business_day(day, closures, weekend)
    return end_of(day, zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The last second (aware, UTC) of *day* in *zone*, however long that day is."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def _next_business_day(day: date, closures: Container[date], weekend: Container[int]) -> date:
    last = day + LONGEST_CLOSURE
    while day < last:
        day += timedelta(days=1)
        if is_business_day(day, closures, weekend=weekend):
            return day
    raise ValueError("a calendar without business days")
