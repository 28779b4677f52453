"""Until when something is due, in business days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import deadlines
from liaison.deadlines import Calendar

VANCOUVER, TORONTO = ZoneInfo("America/Vancouver"), ZoneInfo("America/Toronto")
HAVANA, SANTIAGO = ZoneInfo("America/Havana"), ZoneInfo("America/Santiago")
NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
ZONES = [VANCOUVER, TORONTO, HAVANA, SANTIAGO, ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Beirut")]
WEEKEND = frozenset({5, 6})
WEEKDAYS = Calendar(WEEKEND, ())


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
    assert local(deadlines.after(moment, days, VANCOUVER, WEEKDAYS), VANCOUVER) == ends


@pytest.mark.parametrize(
    ("country", "part", "day", "ends"),
    [
        # Family Day, the third Monday of February, is a holiday in British Columbia
        ("CA", "BC", date(2025, 2, 14), "Tue 2025-02-18"),
        ("CA", "QC", date(2025, 2, 14), "Mon 2025-02-17"),
        ("DE", "BE", date(2025, 2, 14), "Mon 2025-02-17"),
        # The Friday before Easter and the Monday after it
        ("DE", "BE", date(2025, 4, 17), "Tue 2025-04-22"),
        # The 26th of December too in Germany; in 2025 a Friday
        ("DE", "BE", date(2025, 12, 24), "Mon 2025-12-29"),
        ("CA", "BC", date(2025, 12, 24), "Fri 2025-12-26"),
        # A part that nobody knows has the holidays of the country
        ("CA", "XX", date(2025, 6, 30), "Wed 2025-07-02"),
        ("CA", "", date(2025, 6, 30), "Wed 2025-07-02"),
        # A country that nobody knows has none, and the usual weekend
        ("XX", "", date(2025, 12, 24), "Thu 2025-12-25"),
        # The weekend of Israel is Friday and Saturday
        ("IL", "", date(2025, 2, 6), "Sun 2025-02-09"),
    ],
)
def test_the_law_of_the_country_says_which_days_are_off(country, part, day, ends):
    noon = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)

    due = deadlines.after(noon, 1, ZoneInfo("UTC"), Calendar.of(country, part))

    assert local(due, ZoneInfo("UTC")) == f"{ends} 23:59:59"


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


moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda n: NEW_YEAR + timedelta(minutes=n))


@given(
    moments,
    st.integers(0, 30),
    st.sampled_from(ZONES),
    st.sets(st.dates(date(2024, 1, 1), date(2027, 6, 1)), max_size=30),
)
def test_between_now_and_the_deadline_lie_exactly_that_many_business_days(moment, days, zone, off):
    calendar = Calendar(WEEKEND, off)
    due = deadlines.after(moment, days, zone, calendar).astimezone(zone).date()
    today = moment.astimezone(zone).date()
    assert calendar.is_business_day(due)
    between = [today + timedelta(days=n) for n in range(1, (due - today).days + 1)]
    counted = sum(map(calendar.is_business_day, between))
    expected = days or (0 if due == today else 1)
    assert counted == expected


@given(
    moments,
    st.integers(1, 15),
    st.sampled_from([("CA", "BC"), ("CA", "QC"), ("AU", "VIC"), ("DE", "BE"), ("IL", None)]),
)
def test_the_package_counts_the_same_days(moment, days, place):
    country, part = place
    oracle = holidays.country_holidays(country, subdiv=part)

    due = deadlines.after(moment, days, VANCOUVER, Calendar.of(country, part or ""))

    today = moment.astimezone(VANCOUVER).date()
    assert due.astimezone(VANCOUVER).date() == oracle.get_nth_working_day(today, days)


@pytest.mark.parametrize(
    ("days", "weekend"), [(-1, WEEKEND), (1, range(7))], ids=["past", "never open"]
)
def test_a_deadline_that_cannot_be_is_an_error(days, weekend):
    with pytest.raises(ValueError, match=r"deadline|calendar"):
        deadlines.after(datetime(2025, 1, 1, tzinfo=UTC), days, TORONTO, Calendar(weekend, ()))
