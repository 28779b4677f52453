"""A series as one entry: expanded by a library that did not write it, it is every visit again."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from visits import recurrence
from visits.calendars import folding, ical
from visits.calendars.ical import Entry, Status
from visits.recurrence import Frequency, Rule
from visits.tests.test_ical import MINUTE, ZONES, entry

HOUR = timedelta(hours=1)
VANCOUVER = ZoneInfo("America/Vancouver")
WEEKLY = Rule(frequency=Frequency.WEEKLY, starts_on=date(2025, 2, 5), time=time(7), weekdays=(2,))


def visit(rule: Rule, day: date, zone: str = "America/Vancouver", **over) -> Entry:
    starts = recurrence.instant(rule, ZoneInfo(zone), day)
    fields = {"uid": f"{day}@portal", "starts": starts, "ends": starts + HOUR, "zone": zone}
    return entry(**fields | over)


def seven(month: int, day: int) -> datetime:
    """On the clock of the site."""
    return datetime.combine(date(2025, month, day), time(7))


def visits(rule: Rule, first: date, last: date, zone: str = "America/Vancouver"):
    days = recurrence.dates(rule, first, last)
    return {day: visit(rule, day, zone) for day in days}


def written(rule: Rule, found: dict, zone: str = "America/Vancouver") -> list[Entry]:
    return folding.folded(rule, HOUR, entry(uid="series@portal", zone=zone), found)


def expanded(entries: list[Entry]) -> list[tuple]:
    calendar = icalendar.Calendar.from_ical(ical.feed(entries, name="Visits"))
    events = recurring_ical_events.of(calendar, skip_bad_series=False).between(
        datetime(2024, 12, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
    )
    return sorted(
        (
            one.start.astimezone(UTC),
            one.end.astimezone(UTC),
            str(one["status"]),
            str(one["location"]),
        )
        for one in events
    )


def facts(found) -> list[tuple]:
    return sorted((one.starts, one.ends, str(one.status), one.location) for one in found)


def test_a_weekly_meeting_is_one_entry_that_reads_seven_all_year():
    found = visits(WEEKLY, date(2025, 2, 5), date(2025, 12, 31))

    (one,) = written(WEEKLY, found)

    assert len(found) == 48
    assert one.uid == "series@portal"
    assert one.repeats.rule == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20251231T150000Z"
    assert one.repeats.left_out == ()
    assert expanded([one]) == facts(found.values())


def test_what_was_skipped_moved_or_called_off_differs_from_the_rule():
    found = visits(WEEKLY, date(2025, 2, 5), date(2025, 3, 26))
    del found[date(2025, 2, 19)]
    moved, off = date(2025, 3, 5), date(2025, 3, 12)
    found[moved] = visit(WEEKLY, moved, starts=found[moved].starts + 26 * HOUR, sequence=5)
    found[moved] = visit(
        WEEKLY, moved, starts=found[moved].starts, ends=found[moved].starts + HOUR, sequence=5
    )
    found[off] = visit(WEEKLY, off, status=Status.CANCELLED, sequence=3)

    one, *others = written(WEEKLY, found)

    assert one.repeats.left_out == (seven(2, 19),)
    assert [(other.stands_for, other.sequence) for other in others] == [
        (seven(3, 5), 5),
        (seven(3, 12), 3),
    ]
    assert {other.uid for other in others} == {"series@portal"}
    assert expanded([one, *others]) == facts(found.values())


def test_a_first_visit_that_was_moved_keeps_the_rule_for_the_others():
    found = visits(WEEKLY, date(2025, 2, 5), date(2025, 2, 26))
    first = date(2025, 2, 5)
    starts = found[first].starts - 20 * HOUR
    found[first] = visit(WEEKLY, first, starts=starts, ends=starts + HOUR)

    assert expanded(written(WEEKLY, found)) == facts(found.values())


def test_a_single_visit_that_is_left_keeps_the_name_of_its_series():
    found = visits(WEEKLY, date(2025, 2, 5), date(2025, 2, 5))

    (one,) = written(WEEKLY, found)
    assert one.uid == "series@portal"
    assert expanded([one]) == facts(found.values())
    assert written(WEEKLY, {}) == []


def test_a_visit_that_stands_for_no_date_of_the_rule_stands_alone():
    found = visits(WEEKLY, date(2025, 2, 5), date(2025, 2, 26))
    apart = date(2025, 2, 13)
    found[apart] = visit(WEEKLY, apart)

    one, other = written(WEEKLY, found)

    assert one.repeats
    assert other == found[apart]


def test_where_the_clock_jumps_over_the_time_each_stands_alone():
    rule = Rule(frequency=Frequency.DAILY, starts_on=date(2025, 3, 1), time=time(2, 30))
    found = visits(rule, date(2025, 3, 1), date(2025, 3, 31))

    assert written(rule, found) == list(found.values())
    assert expanded(written(rule, found)) == facts(found.values())


@st.composite
def rules(draw) -> Rule:
    frequency = draw(st.sampled_from(Frequency))
    weekdays, nth = (), None
    if frequency is Frequency.WEEKLY:
        weekdays = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1))))
    elif frequency is Frequency.MONTHLY and draw(st.booleans()):
        weekdays, nth = (draw(st.integers(0, 6)),), draw(st.sampled_from([1, 2, 3, 4, -1]))
    return Rule(
        frequency=frequency,
        starts_on=draw(st.dates(date(2025, 1, 1), date(2025, 12, 31))),
        time=draw(st.times().map(lambda at: at.replace(second=0, microsecond=0))),
        interval=draw(st.integers(1, 3)),
        weekdays=weekdays,
        nth=nth,
    )


@st.composite
def series(draw) -> tuple[Rule, str, dict[date, Entry]]:
    rule, zone = draw(rules()), draw(st.sampled_from(ZONES))
    begins = rule.starts_on + timedelta(days=draw(st.integers(0, 40)))
    found = visits(rule, begins, begins + timedelta(days=draw(st.integers(0, 120))), zone)
    for day in draw(st.lists(st.sampled_from(sorted(found)), max_size=5) if found else st.just([])):
        change = draw(st.sampled_from(["out", "moved", "off", "elsewhere"]))
        old = found.pop(day, None)
        if old is None or change == "out":
            continue
        starts = old.starts + (
            draw(st.integers(-3000, 3000)) * MINUTE if change == "moved" else 0 * MINUTE
        )
        found[day] = visit(
            rule,
            day,
            zone,
            starts=starts,
            ends=starts + HOUR,
            status=Status.CANCELLED if change == "off" else Status.CONFIRMED,
            location="The library" if change == "elsewhere" else "Harbour Street",
        )
    return rule, zone, found


@settings(max_examples=40)
@given(series())
def test_a_series_comes_back_as_every_visit_of_it(generated):
    rule, zone, found = generated

    assert expanded(written(rule, found, zone)) == facts(found.values())


@pytest.mark.parametrize("at", [time(1), time(1, 30), time(3)])
def test_a_rule_near_the_change_of_clocks_keeps_every_instant(at):
    rule = Rule(frequency=Frequency.DAILY, starts_on=date(2025, 10, 30), time=at)
    found = visits(rule, date(2025, 10, 30), date(2025, 11, 5))

    assert expanded(written(rule, found)) == facts(found.values())
