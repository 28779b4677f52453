"""What a week looks like: every minute of a day is one kind of time, and is drawn where it is."""

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from liaison.hours import Schedule, Span
from liaison.templatetags import week_tags
from liaison.tests.test_hours import schedule
from liaison.week import Kind, bars

VANCOUVER = ZoneInfo("America/Vancouver")
CLEANING = {"weekday": "tuesday", "from": "04:00", "to": "05:00", "why": "Cleaning"}


def site():
    return schedule(("09:00", "03:00"), before=30, after=45, blackouts=[CLEANING])


def told(day):
    return [(piece.kind, piece.starts, piece.ends) for piece in day.pieces]


def test_a_day_is_told_from_midnight_to_midnight():
    (tuesday,) = bars(site(), date(2025, 2, 4), days=1)

    assert told(tuesday) == [
        (Kind.OPERATING, "00:00", "03:00"),
        (Kind.BUFFER, "03:00", "03:45"),
        (Kind.FREE, "03:45", "04:00"),
        (Kind.BLACKOUT, "04:00", "05:00"),
        (Kind.FREE, "05:00", "08:30"),
        (Kind.BUFFER, "08:30", "09:00"),
        (Kind.OPERATING, "09:00", "24:00"),
    ]
    assert tuesday.hours is None


def test_a_piece_is_drawn_where_it_is():
    (tuesday,) = bars(site(), date(2025, 2, 4), days=1)

    assert [(piece.x, piece.width) for piece in tuesday.operating] == [
        ("0%", "12.5%"),
        ("37.5%", "62.5%"),
    ]
    assert tuesday.ticks == ("25%", "50%", "75%")


@pytest.mark.parametrize(
    ("day", "length", "opens", "ticks"),
    [
        # 09:00 is the eighth hour of the short day, the tenth of the long one.
        (date(2025, 3, 9), 23, "34.783%", ("21.739%", "47.826%", "73.913%")),
        (date(2025, 11, 2), 25, "40%", ("28%", "52%", "76%")),
    ],
    ids=["short", "long"],
)
def test_a_day_on_which_the_clock_changes_is_drawn_as_long_as_it_is(day, length, opens, ticks):
    (sunday,) = bars(schedule(("09:00", "17:00")), day, days=1)

    assert sunday.hours == length
    assert sunday.operating[0].x == opens
    assert sunday.ticks == ticks


def test_seven_days_follow_one_another_without_a_gap():
    week = bars(site(), date(2025, 3, 6))

    spans = [piece.span for day in week for piece in day.pieces]
    assert len(week) == 7
    assert all(a.end == b.start for a, b in pairwise(spans))


def test_hours_nobody_has_said_are_shown_as_unknown():
    (day,) = bars(Schedule.unknown(VANCOUVER), date(2025, 2, 4), days=1)

    assert told(day) == [(Kind.UNKNOWN, "00:00", "24:00")]


def test_a_visit_lies_over_the_days_it_touches():
    visit = Span(datetime(2025, 2, 4, 13, tzinfo=UTC), datetime(2025, 2, 4, 14, tzinfo=UTC))

    monday, tuesday = bars(site(), date(2025, 2, 3), days=2, visits=[visit])

    assert not monday.visits
    assert [(piece.starts, piece.ends) for piece in tuesday.visits] == [("05:00", "06:00")]


def test_the_legend_names_what_the_week_has():
    kinds = [kind for kind, _name in week_tags.legend(bars(site(), date(2025, 2, 4), days=1))]

    assert kinds == [Kind.OPERATING, Kind.BUFFER, Kind.BLACKOUT, Kind.FREE]
