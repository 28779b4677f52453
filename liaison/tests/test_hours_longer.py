"""What "open longer" has to say, so that it takes nothing away."""

from datetime import date

import pytest

from liaison import days, hours_file, hours_longer

LATE = {"opens": "09:00", "closes": "03:00"}


def shortened(**document):
    weekly = [{"weekday": "monday", **LATE}, {"weekday": "tuesday", **LATE, "closes": "17:00"}]
    return [
        (problem.path[:2], problem.reason)
        for problem in hours_longer.shortened(hours_file.check({"hours": weekly} | document))
    ]


def longer(*parts, **days):
    intervals = [dict(zip(("opens", "closes"), part, strict=True)) for part in parts]
    return [{"kind": "extended", "intervals": intervals, **days}]


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        ("2025-02-10", [("08:00", "03:00")]),
        ("2025-02-10", [("08:00", "10:00"), ("10:00", "04:00")]),
        ("2025-02-11", [("09:00", "17:00"), ("20:00", "22:00")]),
        ("2025-02-12", [("10:00", "12:00")]),  # a day on which it does not open as a rule
    ],
)
def test_whoever_says_the_usual_hours_too_is_open_longer(day, parts):
    assert shortened(exceptions=longer(*parts, date=day)) == []


def test_a_day_of_another_kind_may_be_as_short_as_it_likes():
    [row] = longer(("10:00", "12:00"), date="2025-02-10")
    assert shortened(exceptions=[row | {"kind": "special"}]) == []


def test_what_a_month_says_is_usual_on_its_days():
    monthly = {"nth": 2, "weekday": "monday", "days": 1}
    short = {"kind": "open", "intervals": [{"opens": "12:00", "closes": "14:00"}]}
    exceptions = longer(("11:00", "14:00"), date="2025-02-10")

    assert shortened(exceptions=exceptions, recurring=[monthly | short]) == []


def test_each_day_of_a_month_is_looked_at_while_its_hours_count():
    run = longer(("08:00", "03:00"), nth=1, weekday="monday", days=7, valid_to="2025-06-30")
    fine = {"weekday": "monday", **LATE}
    early = {"weekday": "wednesday", "opens": "06:00", "closes": "07:00"}

    assert shortened(recurring=run, hours=[fine, early | {"valid_from": "2025-07-01"}]) == []
    [(where, reason)] = shortened(recurring=run, hours=[fine, early])
    assert where == ("recurring", 0)
    assert "On Wednesday" in reason
    assert "Write 2 rows of these days: 06:00–07:00, 08:00–03:00; or choose" in reason


def test_what_to_write_instead_is_said_in_the_words_of_the_page_or_of_the_file():
    document = hours_file.check({"hours": [{"weekday": "monday", **LATE}]})
    document["exceptions"] = longer(("08:00", "12:00"), date="2025-02-10")

    [on_page] = hours_longer.shortened(document)
    [in_file] = hours_longer.shortened(document, in_file=True)

    assert on_page.reason.endswith("Write 08:00–03:00 here, or choose “Has other hours”.")
    assert in_file.reason.endswith("Write 08:00–03:00, or say “special”.")


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([(540, 1620), (420, 540)], [(420, 1620)]),
        ([(540, 600), (660, 720)], [(540, 600), (660, 720)]),
        ([(540, 1200), (600, 660)], [(540, 1200)]),
        # More than a day is said in two.
        ([(120, 600), (540, 1620)], [(120, 540), (540, 1620)]),
    ],
)
def test_what_belongs_together_is_as_few_intervals_as_can_be(spans, found):
    assert hours_longer.together(spans) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [("2024-02-29", "2028-02-29"), ("2024-03-01", "2025-03-01"), ("2024-02-03", "2026-02-03")],
)
def test_a_day_that_is_over_comes_again(day, found):
    again = days.again(date.fromisoformat(day), date(2025, 2, 4))
    assert again == date.fromisoformat(found)
