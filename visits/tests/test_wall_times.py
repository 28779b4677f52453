"""What somebody types, on the nights clocks change too."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visits import wall_times

VANCOUVER = ZoneInfo("America/Vancouver")
FORWARD, BACK = date(2025, 3, 9), date(2025, 11, 2)


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "found"),
    [
        (date(2025, 2, 12), time(6), [utc(2, 12, 14)]),
        (FORWARD, time(1, 59), [utc(3, 9, 9, 59)]),
        (FORWARD, time(2, 30), []),
        (FORWARD, time(3), [utc(3, 9, 10)]),
        (BACK, time(1, 30), [utc(11, 2, 8, 30), utc(11, 2, 9, 30)]),
        (BACK, time(2), [utc(11, 2, 10)]),
    ],
)
def test_a_time_comes_once_or_twice_or_never(day, clock, found):
    assert wall_times.instants(day, clock, VANCOUVER) == found


def test_after_the_gap_the_clock_shows_the_hour_it_jumped_to():
    at = wall_times.after_the_gap(FORWARD, time(2, 30), VANCOUVER)

    assert at == utc(3, 9, 10)
    assert at.astimezone(VANCOUVER).time() == time(3)


@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.times(),
    st.sampled_from(["America/St_Johns", "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Apia"]),
)
def test_what_is_found_shows_what_was_typed(day, clock, name):
    zone = ZoneInfo(name)

    found = wall_times.instants(day, clock, zone)

    for at in found:
        local = at.astimezone(zone)
        assert (local.date(), local.hour, local.minute) == (day, clock.hour, clock.minute)
    if not found:
        after = wall_times.after_the_gap(day, clock, zone)
        assert after.astimezone(zone).replace(tzinfo=None) > datetime.combine(day, clock)
