"""Past moments fall on the right days, and stories happen in the order of time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.demo.moments import MONDAY, Clock
from desk.demo.playing import PAUSE, play
from liaison import hours_file
from liaison.hours import Schedule, State

TORONTO = ZoneInfo("America/Toronto")
SUNDAY_NIGHT = datetime(2025, 2, 10, 4, 30, tzinfo=UTC)  # 23:30 on the 9th in Toronto


TUESDAYS = hours_file.check(
    {"hours": [{"weekday": "tuesday", "opens": "10:00", "closes": "22:00"}]}
)


def clock(now=SUNDAY_NIGHT, document=None):
    return Clock(now, Schedule.from_document(document or hours_file.check({}), TORONTO))


def test_the_sites_own_calendar_counts():
    assert clock().today == date(2025, 2, 9)
    assert clock().ago(1, "10:00") == datetime(2025, 2, 8, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("count", "day"), [(1, 7), (5, 3), (6, 31)])
def test_working_days_are_counted_back_over_weekends(count, day):
    assert clock().workday(count, "09:00").astimezone(TORONTO).day == day


def test_a_working_day_can_be_asked_to_be_a_certain_weekday():
    assert clock().workday(2, "09:00", {MONDAY}).astimezone(TORONTO).date() == date(2025, 2, 3)
    assert clock().ahead(2, "09:00", {MONDAY}).astimezone(TORONTO).date() == date(2025, 2, 17)


def test_the_next_working_day_after_a_sunday_is_monday():
    assert clock().ahead(1, "09:00").astimezone(TORONTO).date() == date(2025, 2, 10)


@pytest.mark.parametrize(
    ("state", "day"),
    [(State.OPERATING, date(2025, 2, 4)), (State.NON_OPERATIONAL, date(2025, 2, 9))],
)
def test_an_encounter_falls_into_the_hours_it_is_told_of(state, day):
    found = clock(document=TUESDAYS).encounter(SUNDAY_NIGHT, "14:10", state).astimezone(TORONTO)

    assert (found.date(), found.hour) == (day, 14)


def test_an_encounter_never_lies_ahead():
    before_noon = datetime(2025, 2, 4, 16, 0, tzinfo=UTC)

    found = clock(document=TUESDAYS).encounter(before_noon, "14:10")

    assert found == datetime(2025, 1, 28, 19, 10, tzinfo=UTC)


def test_an_encounter_in_hours_that_never_come_is_refused():
    with pytest.raises(ValueError, match="never operating at 23:00"):
        clock(document=TUESDAYS).encounter(SUNDAY_NIGHT, "23:00")


def test_a_time_that_the_clock_skips_is_taken_as_it_would_have_been():
    spring = clock(datetime(2025, 3, 10, 16, 0, tzinfo=UTC))

    assert spring.ago(1, "02:30").tzinfo is UTC


def test_steps_of_many_stories_happen_in_the_order_of_time():
    happened = []

    def story(name, *days):
        for day in days:
            at = yield datetime(2025, 1, day, tzinfo=UTC)
            happened.append((at, name))

    play([story("a", 3, 9), story("b", 1, 5), story("c")], until=SUNDAY_NIGHT)

    assert [(at.day, name) for at, name in happened] == [(1, "b"), (3, "a"), (5, "b"), (9, "a")]


def test_a_step_waits_for_the_one_before_it_and_never_lies_ahead():
    at = []

    def story():
        at.append((yield SUNDAY_NIGHT - timedelta(days=2)))
        at.append((yield SUNDAY_NIGHT - timedelta(days=3)))
        at.append((yield SUNDAY_NIGHT + timedelta(days=1)))

    play([story()], until=SUNDAY_NIGHT)

    assert at == [
        SUNDAY_NIGHT - timedelta(days=2),
        SUNDAY_NIGHT - timedelta(days=2) + PAUSE,
        SUNDAY_NIGHT,
    ]
