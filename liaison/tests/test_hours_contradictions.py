"""Hours of which each row is right, and that cannot all be meant."""

import pytest

from liaison.tests.test_hours_file import changed, read, refused, weekly


def test_exceptions_to_unknown_hours_are_refused():
    site = changed()
    del site["hours"]

    assert refused(site) == ["exceptions: cannot be given while the hours are unknown"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("monday", "09:00", "12:00"), ("monday", "11:59", "13:00")),
        (("monday", "09:00", "12:00"), ("monday", "09:00", "12:00")),
        (("monday", "20:00", "08:00"), ("tuesday", "07:59", "12:00")),
        (("sunday", "20:00", "08:00"), ("monday", "07:00", "12:00")),
        (("monday", "07:00", "12:00"), ("sunday", "20:00", "08:00")),
        (("monday", "09:00", "09:00"), ("tuesday", "08:00", "12:00")),
        (("monday", "00:00", "24:00"), ("monday", "23:00", "01:00")),
        # Monday 3 February 2025 is in both ranges.
        (
            ("monday", "09:00", "12:00", "2025-01-01", "2025-02-03"),
            ("monday", "10:00", "13:00", "2025-02-03", "2025-12-31"),
        ),
        # The night of Sunday 2 February runs into Monday the 3rd.
        (
            ("sunday", "20:00", "08:00", "2025-01-01", "2025-02-02"),
            ("monday", "07:00", "13:00", "2025-02-03", "2025-12-31"),
        ),
    ],
)
def test_intervals_that_overlap_are_refused(one, two):
    found = refused(weekly(one, two))

    assert len(found) == 1
    assert found[0].startswith(f"hours[1]: overlaps {one[0].title()} {one[1]}–{one[2]}")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("monday", "09:00", "12:00"), ("monday", "12:00", "13:00")),
        (("monday", "20:00", "08:00"), ("tuesday", "08:00", "12:00")),
        (("sunday", "20:00", "24:00"), ("monday", "00:00", "12:00")),
        (("monday", "00:00", "24:00"), ("tuesday", "00:00", "24:00")),
        (("monday", "20:00", "08:00"), ("wednesday", "00:00", "08:00")),
        (
            ("monday", "09:00", "12:00", "2025-01-01", "2025-02-02"),
            ("monday", "10:00", "13:00", "2025-02-03", "2025-12-31"),
        ),
        # The ranges meet, but no Monday lies in both.
        (
            ("monday", "09:00", "12:00", "2025-01-01", "2025-02-05"),
            ("monday", "10:00", "13:00", "2025-02-04", "2025-12-31"),
        ),
        # The last Sunday night begins before the first Monday of the new hours.
        (
            ("sunday", "20:00", "08:00", "2025-01-01", "2025-02-01"),
            ("monday", "07:00", "13:00", "2025-02-03", "2025-12-31"),
        ),
    ],
)
def test_intervals_that_only_meet_are_taken(one, two):
    assert len(read(weekly(one, two)).document["hours"]) == 2


def test_intervals_of_one_exception_that_overlap_are_refused():
    parts = [{"opens": "20:00", "closes": "02:00"}, {"opens": "23:00", "closes": "23:30"}]
    site = changed(exceptions=[{"date": "2025-03-30", "kind": "open", "intervals": parts}])

    [problem] = refused(site)
    assert problem.startswith("exceptions[0].intervals[1]: overlaps 20:00–02:00; open at 02:00")
