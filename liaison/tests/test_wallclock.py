"""What a clock on the wall shows, on the nights clocks change too."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import wallclock

VANCOUVER = ZoneInfo("America/Vancouver")
FORWARD, BACK = date(2025, 3, 9), date(2025, 11, 2)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "found"),
    [
        (date(2025, 2, 12), time(6), (utc(2, 12, 14),)),
        (FORWARD, time(1, 59), (utc(3, 9, 9, 59),)),
        (FORWARD, time(2, 30), ()),
        (FORWARD, time(3), (utc(3, 9, 10),)),
        (BACK, time(1, 30), (utc(11, 2, 8, 30), utc(11, 2, 9, 30))),
        (BACK, time(2), (utc(11, 2, 10),)),
    ],
)
def test_a_time_comes_once_or_twice_or_never(day, clock, found):
    assert wallclock.readings(datetime.combine(day, clock), VANCOUVER) == found


def test_after_the_gap_the_clock_shows_the_hour_it_jumped_to():
    at = wallclock.resolve(datetime.combine(FORWARD, time(2, 30)), VANCOUVER)

    assert at == utc(3, 9, 10)
    assert at.astimezone(VANCOUVER).time() == time(3)


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.times(),
    st.sampled_from(["America/St_Johns", "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Apia"]),
)
def test_the_wall_shows_it_then_or_has_jumped_beyond_it(day, clock, name):
    zone, wall = ZoneInfo(name), datetime.combine(day, clock)

    found = wallclock.readings(wall, zone)

    assert {at.astimezone(zone).replace(tzinfo=None) for at in found} <= {wall}
    one = wallclock.resolve(wall, zone)
    if found:
        assert one == min(found)
    else:
        assert one.astimezone(zone).replace(tzinfo=None) > wall
