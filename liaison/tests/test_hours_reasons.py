"""What keeps a visit away from a site, by which rule, and why."""

import pytest

from liaison import hours
from liaison.hours import Rule, Span
from liaison.tests.test_hours import local, on_wall, schedule


@pytest.mark.parametrize(
    ("start", "end", "rules"),
    [
        # Closes 17:00, free from 17:45; opens 09:00, free until 08:30.
        ("2025-02-04T17:45", "2025-02-04T20:00", []),
        ("2025-02-04T17:44", "2025-02-04T20:00", [Rule.BUFFER_AFTER]),
        ("2025-02-04T06:00", "2025-02-04T08:30", []),
        ("2025-02-04T06:00", "2025-02-04T08:31", [Rule.BUFFER_BEFORE]),
        ("2025-02-04T16:00", "2025-02-04T18:00", [Rule.OPERATING, Rule.BUFFER_AFTER]),
        ("2025-02-04T04:30", "2025-02-04T08:00", [Rule.BLACKOUT]),
        ("2025-02-04T05:00", "2025-02-04T08:00", []),
    ],
)
def test_a_visit_is_told_which_rules_it_runs_into(start, end, rules):
    cleaning = {"weekday": "tuesday", "from": "04:00", "to": "05:00", "why": "Cleaning"}
    site = schedule(("09:00", "17:00"), before=30, after=45, blackouts=[cleaning])
    visit = Span(local(start), local(end))

    assert [reason.rule for reason in hours.reasons(site, visit)] == rules
    assert (visit in hours.bookable(site, visit.start, visit.end)) is (not rules)


def test_a_reason_shows_the_whole_span_of_its_rule_and_why():
    cleaning = {"weekday": "tuesday", "from": "23:00", "to": "01:00", "why": "Cleaning"}
    site = schedule(("09:00", "17:00"), before=30, after=45, blackouts=[cleaning])

    found = hours.reasons(site, Span(local("2025-02-04T16:30"), local("2025-02-05T00:30")))

    assert on_wall(reason.span for reason in found) == [
        ("04 09:00", "04 17:00"),
        ("04 17:00", "04 17:45"),
        ("04 23:00", "05 01:00"),
    ]
    assert [reason.why for reason in found] == ["", "", "Cleaning"]


def test_adjoining_intervals_have_no_buffer_between_them():
    site = schedule(("09:00", "12:00"), ("12:00", "17:00"), before=30, after=45)

    found = hours.reasons(site, Span(local("2025-02-04T11:30"), local("2025-02-04T12:30")))

    assert [reason.rule for reason in found] == [Rule.OPERATING]


def test_buffers_are_minutes_that_really_pass():
    # Closes at 01:30 before the clock jumps from 02:00 to 03:00.
    site = schedule(("22:00", "01:30"), after=45)

    found = hours.bookable(site, local("2025-03-09T00:00"), local("2025-03-09T12:00"))

    assert on_wall(found) == [("09 03:15", "09 12:00")]


def test_a_blackout_over_midnight_belongs_to_the_day_it_begins_on():
    delivery = {"weekday": "sunday", "from": "23:30", "to": "00:30", "why": "Delivery"}
    site = schedule(days=(), blackouts=[delivery])

    found = hours.busy(site, local("2025-02-02T12:00"), local("2025-02-09T12:00"))

    assert on_wall(found) == [("02 23:30", "03 00:30")]
