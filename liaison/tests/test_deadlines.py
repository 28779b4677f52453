"""Until when something is due, in business days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import deadlines

VANCOUVER, TORONTO = ZoneInfo("America/Vancouver"), ZoneInfo("America/Toronto")
HAVANA, SANTIAGO = ZoneInfo("America/Havana"), ZoneInfo("America/Santiago")
NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
ZONES = [VANCOUVER, TORONTO, HAVANA, SANTIAGO, ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Beirut")]


def local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%a %Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("moment", "days", "ends"),
    [
        # Tuesday 10:00 in Vancouver
        (datetime(2025, 2, 4, 18, tzinfo=UTC), 0, "Tue 2025-02-04 23:59:59"),
        (datetime(2025, 2, 4, 18, tzinfo=UTC), 1, "Wed 2025-02-05 23:59:59"),
        (datetime(2025, 2, 4, 18, tzinfo=UTC), 3, "Fri 2025-02-07 23:59:59"),
        (datetime(2025, 2, 4, 18, tzinfo=UTC), 4, "Mon 2025-02-10 23:59:59"),
        # Wednesday 02:00 UTC is still Tuesday there
        (datetime(2025, 2, 5, 2, tzinfo=UTC), 1, "Wed 2025-02-05 23:59:59"),
        # Saturday: due on Monday, or one business day after
        (datetime(2025, 2, 8, 20, tzinfo=UTC), 0, "Mon 2025-02-10 23:59:59"),
        (datetime(2025, 2, 8, 20, tzinfo=UTC), 1, "Mon 2025-02-10 23:59:59"),
        (datetime(2025, 2, 8, 20, tzinfo=UTC), 2, "Tue 2025-02-11 23:59:59"),
    ],
)
def test_weekends_do_not_count(moment, days, ends):
    assert local(deadlines.after(moment, days, VANCOUVER), VANCOUVER) == ends


def test_days_off_do_not_count():
    family_day = {date(2025, 2, 17)}
    friday = datetime(2025, 2, 14, 20, tzinfo=UTC)
    due = deadlines.after(friday, 1, VANCOUVER, family_day)
    assert local(due, VANCOUVER) == "Tue 2025-02-18 23:59:59"


def test_another_weekend_is_another_calendar():
    thursday = datetime(2025, 2, 6, 12, tzinfo=UTC)
    due = deadlines.after(thursday, 1, TORONTO, weekend={4, 5})
    assert local(due, TORONTO).startswith("Sun")


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2025, 3, 9), VANCOUVER, 23),
        (date(2025, 11, 2), VANCOUVER, 25),
        (date(2025, 9, 7), SANTIAGO, 23),  # midnight itself does not exist
        (date(2025, 11, 2), HAVANA, 25),  # midnight comes twice
    ],
)
def test_a_day_ends_at_its_own_last_second(day, zone, hours):
    end = deadlines.end_of(day, zone)
    before = deadlines.end_of(day - timedelta(days=1), zone)
    assert end - before == timedelta(hours=hours)
    assert end.astimezone(zone).date() == day
    assert (end + timedelta(seconds=1)).astimezone(zone).date() == day + timedelta(days=1)


@given(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.integers(0, 30),
    st.sampled_from(ZONES),
    st.sets(st.dates(date(2024, 1, 1), date(2027, 6, 1)), max_size=30),
)
def test_between_now_and_the_deadline_lie_exactly_that_many_business_days(
    moment, days, zone, closures
):
    due = deadlines.after(moment, days, zone, closures).astimezone(zone).date()
    today = moment.astimezone(zone).date()
    assert deadlines.is_business_day(due, closures)
    between = [today + timedelta(days=n) for n in range(1, (due - today).days + 1)]
    counted = sum(deadlines.is_business_day(day, closures) for day in between)
    expected = days or (0 if due == today else 1)
    assert counted == expected


@pytest.mark.parametrize(
    ("days", "weekend"), [(-1, deadlines.WEEKEND), (1, range(7))], ids=["past", "never open"]
)
def test_a_deadline_that_cannot_be_is_an_error(days, weekend):
    with pytest.raises(ValueError, match=r"deadline|calendar"):
        deadlines.after(datetime(2025, 1, 1, tzinfo=UTC), days, TORONTO, weekend=weekend)
