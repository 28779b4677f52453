"""What the page of hours says when something typed cannot be: beside the field, and on top."""

import re
from html import unescape

import pytest

from liaison.tests.hours_page import DAILY, beside, stands, text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"hours": [("monday", "09:00", "25:00")]}, "hours-0-closes", "is not a time"),
        ({"hours": [("monday", "", "17:00")]}, "hours-0-opens", "Write a time, like 09:30."),
        ({"hours": [("", "09:00", "17:00")]}, "hours-0-weekday", "Choose the day or days."),
        ({"hours": [("someday", "09:00", "17:00")]}, "hours-0-weekday", "Choose one of those"),
        ({"hours": [DAILY, ("monday", "02:00", "04:00")]}, "hours-1-opens", "Overlaps Sunday"),
        ({"hours": [("daily", "09:00", "24:01")]}, "hours-0-closes", "is not a time"),
        (
            {"hours": [("monday", "09:00", "17:00", "2025-02-30")]},
            "hours-0-valid_from",
            "Write a day that exists: year-month-day, in figures (YYYY-MM-DD).",
        ),
        (
            {"hours": [("monday", "09:00", "17:00", "2025-02-02", "2025-02-01")]},
            "hours-0-valid_to",
            "Lies before the first day",
        ),
        ({"exceptions": [("2025-02-14", "open", "", "")]}, "exceptions-0-opens", "Write a time"),
        (
            {"exceptions": [("2025-02-14", "closed", "09:00", "")]},
            "exceptions-0-opens",
            "A day that stays closed has no times; empty this",
        ),
        (
            {"exceptions": [("2025-02-14", "closed"), ("2025-02-14", "open", "09:00", "10:00")]},
            "exceptions-1-date",
            "Another row says something else of this day; take one out.",
        ),
        (
            {
                "exceptions": [
                    ("2025-02-14", "open", "09:00", "12:00"),
                    ("2025-02-14", "open", "11:00", "14:00"),
                ]
            },
            "exceptions-1-opens",
            "Overlaps 09:00–12:00",
        ),
        (
            {"exceptions": [("2025-02-14", "open", "09:00", "7 o’clock")]},
            "exceptions-0-closes",
            "is not a time",
        ),
        ({"exceptions": [("9999-01-01", "closed")]}, "exceptions-0-date", "Lies outside"),
        (
            {"exceptions": [("2024-12-20", "closed")]},
            "exceptions-0-date",
            "Fri 20 Dec 2024 is over. Write 2025-02-04 or a later day, like 2025-12-20.",
        ),
        (
            {"exceptions": [("2025-02-14", "extended", "07:00", "09:00")]},
            "exceptions-0-opens",
            (
                "On Fri 14 Feb 2025 the site is open 09:00–03:00 as usual, and this would take "
                "some of it away. Write 07:00–03:00 here, or choose “Has other hours”."
            ),
        ),
        (
            {"recurring": [("3", "saturday", "2", "extended", "03:00", "04:00")]},
            "recurring-0-opens",
            (
                "On Saturday the site is open 09:00–03:00 as usual, and this would take some of it "
                "away. Write 2 rows of these days: 03:00–04:00, 09:00–03:00; or choose"
            ),
        ),
        (
            {"blackouts": [("sunday", "10:00", "11:00", "Ring 604 555 0100")]},
            "blackouts-0-why",
            "Seems to be about a person",
        ),
        (
            {"blackouts": [("sunday", "10:00", "11:00", "a\0b")]},
            "blackouts-0-why",
            "cannot be seen",
        ),
        ({"buffer_before_minutes": "181"}, "buffer_before_minutes", "from 0 to 180"),
        (
            {"buffer_after_minutes": ""},
            "buffer_after_minutes",
            "Write the minutes: a number from 0 to 180.",
        ),
        ({"buffer_after_minutes": "9" * 400}, "buffer_after_minutes", "from 0 to 180"),
        ({"blackouts": [("sunday", "10:00", "11:00", "")]}, "blackouts-0-why", "Say what is done"),
        ({"unknown": "on"}, "unknown", "Untick this, or remove the weekly rows."),
        (
            {"hours": [], "unknown": "on", "exceptions": [("2025-02-14", "closed")]},
            "unknown",
            "Dates otherwise than usual need weekly rows",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    form, cast, changes, field, words
):
    before = stands(cast)

    response = form.post(**changes)

    errors = beside(response, field)
    assert response.status_code == 422
    assert len(errors) == 1
    assert words in errors[0]
    assert f'href="#id_{field}"' in text(response)
    assert "Cleaning" in text(response) or "blackouts" in changes
    assert stands(cast) == before


def test_all_that_is_wrong_is_said_at_once_each_with_its_row(form, cast):
    response = form.post(
        hours=[("monday", "09:00", "17:00"), ("tuesday", "09:00", "3 am")],
        exceptions=[("2025-02-14", "open", "25:00", "04:00")],
        buffer_before_minutes="900",
    )

    page = text(response)
    summary = re.search(r'<div class="summary".*?</div>', page).group()
    said = dict(re.findall(r'<a href="#id_([\w-]+)">(.*?)</a>', unescape(summary)))
    assert said == {
        "buffer_before_minutes": "Minutes kept free before opening: "
        "900 is not a number of minutes from 0 to 180; write it like 180",
        "hours-1-closes": "Every week, row 2, Closes: "
        '"3 am" is not a time from 00:00 to 24:00; write it like 03:00',
        "exceptions-0-opens": "Otherwise than usual, row 1, Opens: "
        '"25:00" is not a time from 00:00 to 24:00; write it like 01:00, on the next day',
    }
    for kept in ('value="3 am"', 'value="25:00"', 'value="900"'):
        assert kept in page


def test_one_row_for_many_days_complains_once(form):
    response = form.post(hours=[("daily", "09:00", "17:00"), ("workdays", "10:00", "12:00")])

    assert beside(response, "hours-1-opens") == [
        "Overlaps Monday 09:00–17:00; open at 17:00 or later, or close by 09:00"
    ]
