"""Sums by the clock of the site, whatever the clock does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.presence import weeks
from incidents.presence.weeks import DayPart, Tapped

VANCOUVER, LONDON = ZoneInfo("America/Vancouver"), ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("at", "zone", "monday"),
    [
        (datetime(2025, 2, 10, 7, 59, tzinfo=UTC), VANCOUVER, date(2025, 2, 3)),
        (datetime(2025, 2, 10, 8, 0, tzinfo=UTC), VANCOUVER, date(2025, 2, 10)),
        (datetime(2025, 2, 9, 23, 59, tzinfo=UTC), LONDON, date(2025, 2, 3)),
    ],
)
def test_a_week_begins_on_monday_by_the_clock_of_the_site(at, zone, monday):
    assert weeks.week_of(at, zone) == monday


@pytest.mark.parametrize(
    ("monday", "hours"), [("2025-02-03", 168), ("2025-03-03", 167), ("2025-10-27", 169)]
)
def test_a_week_with_a_change_of_the_clock_is_shorter_or_longer(monday, hours):
    start, end = weeks.bounds(date.fromisoformat(monday), VANCOUVER)

    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:00", DayPart.NIGHT),
        ("05:59", DayPart.NIGHT),
        ("06:00", DayPart.MORNING),
        ("12:00", DayPart.AFTERNOON),
        ("23:59", DayPart.EVENING),
    ],
)
def test_a_part_of_the_day_is_what_the_clock_says_also_when_it_is_turned_back(clock, part):
    at = datetime.fromisoformat(f"2025-11-02T{clock}").replace(tzinfo=VANCOUVER)

    assert weeks.part_of(at, VANCOUVER) is part


def test_a_table_shows_every_kind_and_what_it_comes_to():
    morning = datetime(2025, 2, 4, 18, tzinfo=UTC)
    counts = weeks.summed(
        [("vehicle", morning), ("vehicle", morning), ("well", morning)], VANCOUVER
    )

    rows = weeks.table(counts)
    assert weeks.total(counts) == 3
    assert len(rows) == len(Tapped) + 1
    assert rows[0][1:] == [0, 2, 0, 0, 2]
    assert rows[-1][1:] == [0, 3, 0, 0, 3]
    assert len(weeks.headings()) == len(rows[0])
