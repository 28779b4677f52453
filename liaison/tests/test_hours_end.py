"""From when on a site would have no opening hours."""

from datetime import date

import pytest

from liaison.hours_end import without_hours_from
from liaison.hours_file import check

TODAY = date(2025, 2, 4)  # a Tuesday
DAY = {"opens": "09:00", "closes": "17:00"}
TIMES = {"kind": "open", "intervals": [DAY]}


def monday(**valid):
    return {"hours": [{"weekday": "monday", **DAY, **valid}]}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({}, None),
        (monday(), None),
        ({"hours": []}, "2025-02-04"),
        (monday(valid_to="2025-01-31"), "2025-02-04"),
        # Wednesday is the last day, Monday the last on which it opens.
        (monday(valid_to="2025-02-12"), "2025-02-11"),
        (monday(valid_from="2025-02-11", valid_to="2025-02-12"), "2025-02-04"),
        ({"hours": [], "exceptions": [{"date": "2025-02-20", **TIMES}]}, "2025-02-21"),
        ({"hours": [], "exceptions": [{"date": "2025-02-20", "kind": "closed"}]}, "2025-02-04"),
        ({"hours": [], "recurring": [{"nth": 1, "weekday": "monday", "days": 1, **TIMES}]}, None),
        (
            {
                "hours": [],
                "recurring": [
                    {"nth": 1, "weekday": "monday", "days": 1, "valid_to": "2025-06-30", **TIMES}
                ],
            },
            "2025-07-01",
        ),
    ],
)
def test_the_day_from_which_on_nothing_opens(document, found):
    expected = date.fromisoformat(found) if found else None
    assert without_hours_from(check(document), TODAY) == expected
