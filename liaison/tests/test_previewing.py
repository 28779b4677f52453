"""Which weeks a change of hours is drawn for, as they would be and as they stand."""

from datetime import date, timedelta

from liaison import opening, previewing
from liaison.week import Kind
from tests.cast import HARBOUR_HOURS, NOW

FIRST = date(2025, 2, 4)


def weeks(cast, **changes):
    document = opening.hours_file.check(HARBOUR_HOURS | changes)
    return previewing.of_hours(cast.site, document, at=NOW).weeks


def begins(found):
    return [would[0].date for would, _stands in found]


def opens(days):
    return [piece.starts for piece in days[1].of(Kind.OPERATING)]


def test_the_week_is_drawn_as_it_would_be_beside_the_one_that_stands(cast):
    late = [row | {"opens": "10:00"} for row in HARBOUR_HOURS["hours"]]

    [(would, stands)] = weeks(cast, hours=late)

    assert (opens(would)[-1], opens(stands)[-1]) == ("10:00", "09:00")


def test_the_first_week_that_changes_is_drawn_too_within_a_year(cast):
    def ending(day):
        return [row | {"valid_to": day} for row in HARBOUR_HOURS["hours"]]

    in_weeks = FIRST + timedelta(weeks=10)
    assert begins(weeks(cast)) == [FIRST]
    assert begins(weeks(cast, hours=ending(in_weeks.isoformat()))) == [FIRST, in_weeks]
    assert begins(weeks(cast, hours=ending("2026-06-30"))) == [FIRST]


def test_a_day_otherwise_in_the_next_weeks_is_drawn(cast):
    shut = {"date": "2025-02-20", "kind": "closed"}
    opening.set_hours(cast.site, HARBOUR_HOURS | {"exceptions": [shut]}, by=cast.manager, at=NOW)

    # Also where it would be as usual again.
    assert begins(weeks(cast)) == [FIRST, FIRST + timedelta(weeks=2)]
