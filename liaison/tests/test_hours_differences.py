"""Two statements of a site's hours beside each other: what differs, in words."""

from datetime import date

import pytest

from liaison.hours_differences import differences
from liaison.hours_file import check
from tests.cast import HARBOUR_HOURS

# What is said of a closing after midnight.
NEXT = " on the next day"
SINCE = date(2025, 2, 4)
USUAL = {**HARBOUR_HOURS}
LATE = [row | {"opens": "10:00"} for row in HARBOUR_HOURS["hours"]]
WEEKEND_LATE = [*HARBOUR_HOURS["hours"][:5], *LATE[5:]]
SHUT = {"date": "2025-02-10", "kind": "closed", "why": "Staff day"}
LUNCH = {
    "date": "2025-02-09",
    "kind": "open",
    "intervals": [
        {"opens": "10:00", "closes": "12:00"},
        {"opens": "14:00", "closes": "16:00", "stop": "Pier 3"},
    ],
}
CHEQUE_WEEK = {"nth": 3, "weekday": "wednesday", "days": 3, "kind": "round_the_clock"}


def told(before, after):
    found = differences(check(before), check(after), since=SINCE)
    return [(one.section, one.about, one.before, one.after) for one in found]


def test_the_same_hours_differ_in_nothing():
    assert told(USUAL, USUAL) == []


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"hours": LATE}, ("Every week", "Every day", f"09:00–03:00{NEXT}", f"10:00–03:00{NEXT}")),
        (
            {"hours": WEEKEND_LATE},
            ("Every week", "Saturday and Sunday", f"09:00–03:00{NEXT}", f"10:00–03:00{NEXT}"),
        ),
        ({"hours": []}, ("Every week", "Every day", f"09:00–03:00{NEXT}", "does not open")),
        (
            {"exceptions": [SHUT]},
            (
                "Otherwise than usual",
                "Mon 10 Feb 2025",
                "as usual",
                "stays closed · Staff day",
            ),
        ),
        (
            {"exceptions": [LUNCH]},
            (
                "Otherwise than usual",
                "Sun 9 Feb 2025",
                "as usual",
                "10:00–12:00, 14:00–16:00 (Pier 3)",
            ),
        ),
        (
            {"recurring": [CHEQUE_WEEK | {"valid_to": "2025-12-31"}]},
            (
                "Otherwise every month",
                "The third Wednesday of the month and the 2 days after",
                "as usual",
                "round the clock until Wed 31 Dec 2025",
            ),
        ),
        (
            {"hours": HARBOUR_HOURS["hours"][:5]},
            ("Every week", "Saturday and Sunday", f"09:00–03:00{NEXT}", "does not open"),
        ),
        (
            {
                "hours": [
                    LATE[0],
                    HARBOUR_HOURS["hours"][1],
                    *LATE[2:4],
                    *HARBOUR_HOURS["hours"][4:],
                ]
            },
            (
                "Every week",
                "Monday, Wednesday, Thursday",
                f"09:00–03:00{NEXT}",
                f"10:00–03:00{NEXT}",
            ),
        ),
        ({"blackouts": []}, ("Not to be visited", "Tuesday", "04:00–05:00 · Cleaning", "–")),
        (
            {"buffer_before_minutes": 31},
            ("Around the hours", "Minutes kept free before opening", "30", "31"),
        ),
        (
            {"parked_at": "Depot"},
            (
                "Around the hours",
                "Where a site on wheels is parked outside its hours",
                "not said",
                "Depot",
            ),
        ),
    ],
)
def test_what_differs_is_told_and_its_reverse_too(changes, row):
    section, about, before, after = row
    assert told(USUAL, USUAL | changes) == [row]
    assert told(USUAL | changes, USUAL) == [(section, about, after, before)]


def test_hours_that_become_known_and_days_in_order():
    unknown = {key: value for key, value in USUAL.items() if key != "hours"}
    over = {"date": "2025-02-03", "kind": "closed"}

    assert told(unknown, USUAL) == [("Every week", "Every day", "not known", f"09:00–03:00{NEXT}")]
    days = [
        row[1]
        for row in told(USUAL | {"exceptions": [SHUT]}, USUAL | {"exceptions": [LUNCH, over]})
    ]
    assert days == ["Sun 9 Feb 2025", "Mon 10 Feb 2025"]
