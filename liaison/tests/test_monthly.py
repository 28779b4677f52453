"""Exceptions that come back every month: which days they are about, and what counts there."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from liaison import hours, hours_file, monthly
from liaison.hours import Schedule
from liaison.hours_rows import WEEKDAYS
from liaison.monthly import Run
from liaison.strict_json import BadDocument
from liaison.tests.test_hours import local, on_wall

DAILY = [{"weekday": day, "opens": "09:00", "closes": "03:00"} for day in WEEKDAYS]
CHEQUE_WEEK = {"nth": 3, "weekday": "wednesday", "days": 3, "kind": "round_the_clock"}
VANCOUVER = ZoneInfo("America/Vancouver")


def document(*recurring, **more):
    return hours_file.check({"hours": DAILY, "recurring": list(recurring), **more})


def operating(start, end, *recurring, **more):
    schedule = Schedule.from_document(document(*recurring, **more), VANCOUVER)
    return on_wall(hours.operating(schedule, local(start), local(end)))


def days(run, year, month):
    found = monthly.in_month([run], 12 * year + month - 1)
    return [date.fromordinal(day).day for day in sorted(found)]


@pytest.mark.parametrize(
    ("run", "month", "expected"),
    [
        (Run(3, 2, 3), (2025, 2), [19, 20, 21]),
        (Run(1, 5, 1), (2025, 2), [1]),
        (Run(5, 5, 1), (2025, 2), []),
        (Run(5, 5, 1), (2025, 3), [29]),
        (Run(-1, 4, 1), (2025, 2), [28]),
        # Begins on 29 January and runs into February; that of February begins on the 26th.
        (Run(-1, 2, 7), (2025, 2), [1, 2, 3, 4, 26, 27, 28]),
        (Run(-1, 2, 7), (2024, 12), [1, 2, 3, *range(25, 32)]),
        (Run(-1, 2, 7), (2025, 1), [*range(29, 32)]),
    ],
)
def test_a_run_begins_on_its_day_of_the_month(run, month, expected):
    assert days(run, *month) == expected


def test_a_run_is_cut_off_where_its_rule_begins_or_ends():
    first, last = (date(2025, 2, day).toordinal() for day in (20, 20))

    assert days(Run(3, 2, 3, first=first), 2025, 2) == [20, 21]
    assert days(Run(3, 2, 3, last=last), 2025, 2) == [19, 20]


def test_cheque_week_is_open_round_the_clock():
    assert operating("2025-02-18T12:00", "2025-02-23T12:00", CHEQUE_WEEK) == [
        # The night of Friday the 21st goes on to its usual end.
        ("18 12:00", "22 03:00"),
        ("22 09:00", "23 03:00"),
        ("23 09:00", "23 12:00"),
    ]


def test_an_exception_of_one_date_wins():
    closed = [{"date": "2025-02-20", "kind": "closed"}]

    assert operating("2025-02-19T12:00", "2025-02-22T12:00", CHEQUE_WEEK, exceptions=closed) == [
        ("19 12:00", "20 03:00"),
        ("21 00:00", "22 03:00"),
        ("22 09:00", "22 12:00"),
    ]


def test_one_date_round_the_clock_takes_no_hour_from_the_night_after():
    dated = [{"date": "2025-02-11", "kind": "round_the_clock"}]

    assert operating("2025-02-10T12:00", "2025-02-12T12:00", exceptions=dated) == [
        ("10 12:00", "12 03:00"),
        ("12 09:00", "12 12:00"),
    ]


def test_the_night_that_stays_is_the_one_there_would_be_without_it():
    dated = [{"date": "2025-02-20", "kind": "round_the_clock"}]
    week = {**CHEQUE_WEEK, "kind": "open", "intervals": [{"opens": "22:00", "closes": "05:00"}]}
    shut = {**CHEQUE_WEEK, "kind": "closed"}
    window = ("2025-02-20T12:00", "2025-02-21T12:00")

    assert operating(*window, week, exceptions=dated) == [("20 12:00", "21 05:00")]
    assert operating(*window, shut, exceptions=dated) == [("20 12:00", "21 00:00")]


def test_where_two_meet_the_upper_one_counts():
    # Friday 21 February is in the third week's run; the last Friday of that month is the 28th.
    fridays = {"nth": 3, "weekday": "friday", "days": 1, "kind": "closed"}
    window = ("2025-02-21T12:00", "2025-02-22T00:00")

    assert operating(*window, CHEQUE_WEEK, fridays) == [("21 12:00", "22 00:00")]
    assert operating(*window, fridays, CHEQUE_WEEK) == []
    assert document(fridays, CHEQUE_WEEK) != document(CHEQUE_WEEK, fridays)


def test_two_that_begin_on_the_same_days_are_refused():
    other = {**CHEQUE_WEEK, "days": 1, "kind": "closed"}
    with pytest.raises(BadDocument, match=r"recurring\[1\]: begins on the same days as row 1"):
        document(CHEQUE_WEEK, other)

    one_after_the_other = [
        {**CHEQUE_WEEK, "valid_to": "2025-06-30"},
        {**other, "valid_from": "2025-07-01"},
    ]
    assert document(*one_after_the_other)["recurring"] == one_after_the_other


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"nth": 6}, r"recurring\[0\]\.nth: 6 cannot be; write one of 1, 2, 3, 4, 5, -1 \(-1 is"),
        ({"nth": True}, r"recurring\[0\]\.nth: true cannot be"),
        ({"days": 0}, r"recurring\[0\]\.days: 0 cannot be; write one of 1, 2, 3, 4, 5, 6, 7"),
        ({"days": 1.0}, r"recurring\[0\]\.days: 1.0 cannot be"),
        ({"weekday": "daily"}, r"recurring\[0\]\.weekday"),
        ({"kind": "open"}, r"recurring\[0\]\.intervals: is missing"),
        ({"kind": "special", "intervals": []}, r"recurring\[0\]\.intervals: is empty"),
        ({"intervals": []}, r"recurring\[0\]\.intervals: is not known here"),
        ({"why": "Ring 604 555 0100"}, r"recurring\[0\]\.why: seems to be about a person"),
        (
            {"valid_from": "2025-02-02", "valid_to": "2025-02-01"},
            r"recurring\[0\]\.valid_to: lies before",
        ),
        ({"date": "2025-02-02"}, r"recurring\[0\]\.date: is not known here"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(changes, told):
    with pytest.raises(BadDocument, match=told):
        document({**CHEQUE_WEEK, **changes})


def test_hours_nobody_knows_have_no_recurring_exceptions():
    with pytest.raises(BadDocument, match="recurring: cannot be given while the hours are unknown"):
        hours_file.check({"recurring": [CHEQUE_WEEK]})


def test_hours_without_any_are_the_same_document_as_ever():
    assert set(hours_file.check({"hours": [], "recurring": []})) == {
        "hours",
        "exceptions",
        "buffer_before_minutes",
        "buffer_after_minutes",
        "blackouts",
    }


def test_only_the_months_asked_about_are_worked_out_and_each_once(monkeypatch):
    asked = []
    in_month = monthly.in_month
    monkeypatch.setattr(monthly, "in_month", lambda *a: asked.append(a[1]) or in_month(*a))
    old = {**CHEQUE_WEEK, "valid_from": "1950-01-01"}
    schedule = Schedule.from_document(document(old), VANCOUVER)
    start = datetime(2025, 2, 4, 18, tzinfo=UTC)

    for _again in range(3):
        assert len(hours.bookable(schedule, start, start + timedelta(days=90))) > 70

    february = 12 * 2025 + 1
    assert asked == [february, february + 1, february + 2, february + 3]
