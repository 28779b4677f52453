"""The rows of the page of hours: one line each until they are looked into."""

import re

import pytest

from liaison import opening
from liaison.forms.hours import ROWS
from liaison.tests.hours_page import DAILY, text
from tests.cast import HARBOUR_HOURS, NOW

SHUT = {"date": "2025-02-14", "kind": "closed", "why": "Staff day"}


def rows(key, *typed):
    return ROWS[key](prefix=key, typed=[*typed, {}]).forms


@pytest.mark.parametrize(
    ("key", "typed", "line"),
    [
        (
            "hours",
            {"weekday": "daily", "opens": "09:00", "closes": "03:00", "valid_to": "2025-02-14"},
            "Every day · 09:00–03:00 · …–Fri 14 Feb 2025",
        ),
        ("hours", {"weekday": "someday", "closes": "3 am"}, "someday · …–3 am"),
        ("exceptions", SHUT, "Fri 14 Feb 2025 · Stays closed · Staff day"),
        ("exceptions", {"date": "soon", "kind": "x", "stop": "Pier 3"}, "soon · x · Pier 3"),
        (
            "recurring",
            {"nth": -1, "weekday": "friday", "days": 2, "kind": "round_the_clock"},
            "The last Friday of the month and the day after · Is open round the clock",
        ),
        (
            "recurring",
            {"nth": "7", "weekday": "friday", "days": "", "kind": "closed"},
            "7 friday · Stays closed",
        ),
        (
            "blackouts",
            {"weekday": "tuesday", "from": "04:00", "to": "05:00", "why": "Cleaning"},
            "Tuesday · 04:00–05:00 · Cleaning",
        ),
    ],
)
def test_a_row_reads_as_one_line_right_or_wrong(key, typed, line):
    filled, blank = rows(key, typed)

    assert filled.line == line
    assert (filled.is_blank, blank.is_blank) == (False, True)
    # Only the weekly rows wait open for something to be typed.
    assert blank.is_folded is (key != "hours")


def test_what_is_there_is_folded_and_what_is_wrong_is_not(form, cast):
    opening.set_hours(cast.site, HARBOUR_HOURS | {"exceptions": [SHUT]}, by=cast.manager, at=NOW)

    page = text(form.get())
    wrong = text(form.post(hours=[DAILY], exceptions=[("2025-02-14", "open", "25:00", "04:00")]))

    def is_folded(line, page):
        """The last row of each kind bears the name to which a press leads."""
        row = f'<summary class="hours-row__line"><span class="hours-row__name">Row 1</span> {line}'
        named = r'<details class="hours-row"( id="[a-z]+-last")?> '
        return re.search(named + re.escape(row), page) is not None

    assert is_folded("Fri 14 Feb 2025 · Stays closed · Staff day</summary>", page)
    assert not is_folded("Every day", page)  # a week of two rows is seen at once
    assert not is_folded("Fri 14 Feb", wrong)
    assert is_folded("Tuesday · 04:00–05:00 · Cleaning", wrong)


def test_a_week_of_many_rows_is_folded_too():
    workdays = [
        {"weekday": day, "opens": "09:00", "closes": "17:00"} for day in ("monday", "friday")
    ]

    assert not rows("hours", *workdays)[0].is_folded
    assert rows("hours", *workdays, workdays[0] | {"weekday": "sunday"})[0].is_folded


def test_a_row_that_is_to_be_taken_out_stays_in_sight():
    [row, _blank] = rows("exceptions", SHUT | {"remove": "on"})
    assert not row.is_folded
