"""When each tier is due: shares of the business days a side has, and what follows after them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from incidents.reminding import tiers
from incidents.reminding.tiers import Clock, Tier
from liaison import deadlines
from liaison.deadlines import Calendar

VANCOUVER = ZoneInfo("America/Vancouver")
WEEKDAYS = Calendar(frozenset({5, 6}), ())
TUESDAY = datetime(2025, 2, 4, 10, tzinfo=VANCOUVER)
FRIDAY = datetime(2025, 2, 7, 16, tzinfo=VANCOUVER)


def clock(since, days=1, **more):
    until = deadlines.after(since, days, VANCOUVER, WEEKDAYS)
    return Clock(since, until, VANCOUVER, WEEKDAYS, **more)


def told(moments):
    return {
        tier.name: f"{moment.astimezone(VANCOUVER):%a %d %H:%M}" for tier, moment in moments.items()
    }


def test_half_and_four_fifths_are_shares_of_business_days():
    assert told(clock(TUESDAY).moments()) == {
        "HALF": "Wed 05 09:00",  # for 04:59
        "MOST": "Wed 05 16:23",
        "OVER": "Thu 06 09:00",  # for 23:59 the day before
        "SIDE": "Fri 07 09:00",
        "LEADERS": "Fri 07 13:59",
    }


def test_no_weekend_counts_before_or_after():
    assert told(clock(FRIDAY).moments()) == {
        "HALF": "Mon 10 09:00",
        "MOST": "Mon 10 16:00",  # for 17:35: the next morning it is over
        "OVER": "Tue 11 09:00",
        "SIDE": "Wed 12 09:00",
        "LEADERS": "Wed 12 09:00",
    }


@pytest.mark.parametrize("hours", range(0, 24 * 8, 5))
@pytest.mark.parametrize("days", [0, 1, 2, 5])
def test_everybody_is_told_while_they_are_at_work_and_before_the_end_of_it(hours, days):
    since = datetime(2025, 2, 3, tzinfo=UTC) + timedelta(hours=hours)
    running = clock(since, days)
    moments = running.moments()

    assert list(moments.values()) == sorted(moments.values())
    for tier, moment in moments.items():
        local = moment.astimezone(VANCOUVER)
        is_at_work = WEEKDAYS.is_business_day(local.date()) and 9 <= local.hour < 17
        # What begins and ends in one night has no working hour.
        assert is_at_work or (tier < Tier.OVER and days < 1), (tier, local)
        assert tier >= Tier.OVER or since < moment <= running.until


def test_a_morning_begins_at_nine_also_where_clocks_have_changed():
    """In the night to Sunday 9 March 2025; here Sunday is a business day."""
    every_day = Calendar(frozenset(), ())
    late = datetime(2025, 3, 8, 23, tzinfo=VANCOUVER)

    moment = deadlines.at_work(late, VANCOUVER, every_day)

    assert moment == datetime(2025, 3, 9, 16, tzinfo=UTC)


def test_leaders_hear_of_a_promise_fourteen_days_late():
    moments = clock(TUESDAY, 5, grace=tiers.MUCH_LATER).moments()

    assert moments[Tier.LEADERS] == moments[Tier.OVER] + timedelta(days=14)


@pytest.mark.parametrize("last", Tier)
def test_tiers_come_in_their_order_and_end_with_the_last(last):
    moments = clock(TUESDAY, 3, last=last).moments()

    assert list(moments) == list(Tier)[: last.value]
    assert list(moments.values()) == sorted(moments.values())


def test_after_a_missed_run_only_the_highest_is_due():
    running = clock(TUESDAY)
    moments = running.moments()

    assert running.due(TUESDAY) is None
    for tier, moment in moments.items():
        assert running.due(moment) is tier
        assert running.due(moment - timedelta(seconds=1)) is (Tier(tier - 1) if tier > 1 else None)
    assert running.following(TUESDAY) == (Tier.HALF, moments[Tier.HALF])
    assert running.following(moments[Tier.LEADERS]) is None


@pytest.mark.parametrize("percent", [0, 50, 100])
def test_where_no_business_day_lies_between_every_hour_counts(percent):
    saturday = datetime(2025, 2, 8, tzinfo=UTC) + timedelta(hours=12)
    until = saturday + timedelta(hours=10)

    moment = deadlines.share(saturday, until, percent, VANCOUVER, WEEKDAYS)

    assert moment == saturday + timedelta(hours=percent / 10)


def test_a_share_of_a_day_that_is_longer_than_others_is_a_share_of_its_hours():
    """Clocks go back on Sunday 2 November 2025; here Sunday is a business day."""
    every_day = Calendar(frozenset(), ())
    since = datetime(2025, 11, 2, tzinfo=VANCOUVER)
    until = datetime(2025, 11, 3, tzinfo=VANCOUVER)

    half = deadlines.share(since, until, 50, VANCOUVER, every_day)

    assert half - since.astimezone(UTC) == timedelta(hours=12.5)


def test_the_time_after_a_clock_of_years_counts_on():
    """Where only Sundays are worked: 57 of them, less the hour that the clocks took, and as much
    again."""
    sundays = Calendar(range(6), ())

    moment = deadlines.share(TUESDAY, TUESDAY + timedelta(days=400), 200, VANCOUVER, sundays)

    assert moment == datetime(2027, 4, 11, 23, tzinfo=VANCOUVER)


def test_a_calendar_without_business_days_is_refused():
    with pytest.raises(ValueError, match="without business days"):
        deadlines.share(
            TUESDAY, TUESDAY + timedelta(days=1), 200, VANCOUVER, Calendar(range(7), ())
        )
