"""The edges of opening hours, each with the instants it must have."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from liaison import hours
from liaison.hours import Rule, Schedule, Span, State
from liaison.hours_rows import WEEKDAYS

VANCOUVER = ZoneInfo("America/Vancouver")


def schedule(*intervals, zone="America/Vancouver", days=WEEKDAYS, before=0, after=0, **more):
    """The same intervals on each of *days*."""
    rows = [{"weekday": day, "opens": a, "closes": b} for day in days for a, b in intervals]
    document = {
        "hours": rows,
        "exceptions": [],
        "buffer_before_minutes": before,
        "buffer_after_minutes": after,
        "blackouts": [],
    }
    return Schedule.from_document({**document, **more}, ZoneInfo(zone))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text, zone=VANCOUVER):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def span(start, end):
    return Span(utc(start), utc(end))


def on_wall(spans, zone=VANCOUVER):
    """As the wall clock of the site shows them: day and time."""
    return [
        tuple(f"{at.astimezone(zone):%d %H:%M}" for at in (found.start, found.end))
        for found in spans
    ]


@pytest.mark.parametrize(
    ("zone", "opens", "closes", "first", "last", "length"),
    [
        ("America/Edmonton", "20:00", "08:00", "2025-03-09T03:00", "2025-03-09T14:00", 11),
        ("America/Edmonton", "20:00", "08:00", "2025-11-02T02:00", "2025-11-02T15:00", 13),
        ("America/Vancouver", "09:00", "03:00", "2025-03-08T17:00", "2025-03-09T10:00", 17),
        ("America/Vancouver", "09:00", "03:00", "2025-11-01T16:00", "2025-11-02T11:00", 19),
        # The south turns its clocks the other way round.
        ("Australia/Sydney", "21:30", "09:30", "2025-04-05T10:30", "2025-04-05T23:30", 13),
        ("Australia/Sydney", "21:30", "09:30", "2025-10-04T11:30", "2025-10-04T22:30", 11),
    ],
    ids=["night-spring", "night-autumn", "late-spring", "late-autumn", "south-long", "south-short"],
)
def test_a_night_is_as_long_as_the_clock_change_makes_it(zone, opens, closes, first, last, length):
    night = span(first, last)

    found = hours.operating(
        schedule((opens, closes), zone=zone),
        night.start - timedelta(hours=2),
        night.end + timedelta(hours=2),
    )

    assert found == [night]
    assert night.minutes == length * 60


def test_the_closed_window_after_the_short_night_lasts_six_hours():
    found = hours.closed(
        schedule(("09:00", "03:00")), utc("2025-03-09T00:00"), utc("2025-03-10T00:00")
    )

    assert found == [span("2025-03-09T10:00", "2025-03-09T16:00")]
    assert found[0].minutes == 6 * 60


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        # 02:30 does not exist on 9 March: the first instant after the gap is 10:00Z.
        ("02:30", "06:00", span("2025-03-09T10:00", "2025-03-09T13:00")),
        ("22:00", "02:30", span("2025-03-09T06:00", "2025-03-09T10:00")),
    ],
    ids=["opening", "closing"],
)
def test_a_wall_time_that_is_jumped_over_is_the_end_of_the_gap(opens, closes, expected):
    found = hours.operating(
        schedule((opens, closes)), expected.start - timedelta(hours=1), utc("2025-03-09T14:00")
    )

    assert found == [expected]


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        # 01:30 comes twice on 2 November: at 08:30Z and at 09:30Z.
        ("01:30", "06:00", span("2025-11-02T08:30", "2025-11-02T14:00")),
        ("22:00", "01:30", span("2025-11-02T05:00", "2025-11-02T09:30")),
        ("01:15", "01:30", span("2025-11-02T08:15", "2025-11-02T09:30")),
        # 01:00 is the first minute that comes twice.
        ("22:00", "01:00", span("2025-11-02T05:00", "2025-11-02T09:00")),
    ],
    ids=["opening", "closing", "both", "first-repeated-minute"],
)
def test_a_wall_time_that_comes_twice_opens_early_and_closes_late(opens, closes, expected):
    found = hours.operating(
        schedule((opens, closes)), expected.start - timedelta(hours=1), utc("2025-11-02T15:00")
    )

    assert found == [expected]


def test_an_interval_that_lies_in_the_gap_does_not_happen():
    inside_the_gap = schedule(("02:15", "02:45"), days=["sunday"])

    assert not hours.operating(inside_the_gap, utc("2025-03-09T00:00"), utc("2025-03-10T00:00"))


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([("18:00", "24:00")], [("04 18:00", "05 00:00")]),
        ([("18:00", "00:00")], [("04 18:00", "05 00:00")]),
        (
            [("09:00", "12:00"), ("14:00", "17:30")],
            [("04 09:00", "04 12:00"), ("04 14:00", "04 17:30")],
        ),
        ([("09:00", "12:00"), ("12:00", "17:00")], [("04 09:00", "04 17:00")]),
        ([("09:00", "09:00")], [("04 09:00", "05 09:00")]),
        ([("00:00", "24:00")], [("04 00:00", "05 00:00")]),
        ([("20:00", "08:00")], [("04 20:00", "05 08:00")]),
    ],
    ids=["to-24:00", "to-midnight", "twice", "adjoining", "round", "whole-day", "over-midnight"],
)
def test_one_day_of_the_week(intervals, expected):
    tuesdays = schedule(*intervals, days=["tuesday"])

    found = hours.operating(tuesdays, local("2025-02-03T00:00"), local("2025-02-08T00:00"))

    assert on_wall(found) == expected


def test_a_site_that_never_closes_has_one_span_and_no_gap():
    always = schedule(("00:00", "24:00"), before=30, after=45)
    start, end = local("2025-03-01T12:00"), local("2025-03-20T12:00")

    assert hours.operating(always, start, end) == [Span(start, end)]
    assert not hours.closed(always, start, end)
    assert not hours.bookable(always, start, end)
    assert hours.next_change(always, start, timedelta(days=60)) is None


def test_a_site_that_never_opens_is_free_all_the_time():
    never = schedule(days=())
    start, end = local("2025-03-01T12:00"), local("2025-03-20T12:00")

    assert hours.bookable(never, start, end) == [Span(start, end)]
    assert hours.state_at(never, start) == State.NON_OPERATIONAL


def test_hours_nobody_has_said_count_as_operating():
    nobody_knows = Schedule.unknown(VANCOUVER)
    start, end = local("2025-03-01T12:00"), local("2025-03-02T12:00")
    visit = Span(start, end)

    assert hours.operating(nobody_knows, start, end) == [visit]
    assert not hours.bookable(nobody_knows, start, end)
    assert hours.state_at(nobody_knows, start) == State.OPERATING
    assert [reason.rule for reason in hours.reasons(nobody_knows, visit)] == [Rule.HOURS_UNKNOWN]


@pytest.mark.parametrize(
    ("exception", "expected"),
    [
        # The night that began on the 3rd still runs until 03:00 of the 4th.
        ({"kind": "closed"}, [("03 09:00", "04 03:00"), ("05 09:00", "06 03:00")]),
        (
            {"kind": "open", "intervals": [{"opens": "12:00", "closes": "15:00"}]},
            [("03 09:00", "04 03:00"), ("04 12:00", "04 15:00"), ("05 09:00", "06 03:00")],
        ),
        (
            {"kind": "open", "intervals": [{"opens": "00:00", "closes": "24:00"}]},
            [("03 09:00", "05 00:00"), ("05 09:00", "06 03:00")],
        ),
        (
            {"kind": "open", "intervals": [{"opens": "01:00", "closes": "04:00"}]},
            [("03 09:00", "04 04:00"), ("05 09:00", "06 03:00")],
        ),
    ],
    ids=["closed", "shorter", "whole-day", "meets-the-night-before"],
)
def test_an_exception_replaces_only_what_begins_on_its_date(exception, expected):
    rules = schedule(("09:00", "03:00"), exceptions=[{"date": "2025-02-04", **exception}])

    found = hours.operating(rules, local("2025-02-03T05:00"), local("2025-02-06T05:00"))

    assert on_wall(found) == expected


def test_an_exception_on_the_night_the_clock_changes():
    night = {"opens": "22:00", "closes": "06:00"}
    rules = schedule(
        ("09:00", "17:00"),
        exceptions=[{"date": "2025-11-01", "kind": "open", "intervals": [night]}],
    )

    found = hours.operating(rules, local("2025-11-01T00:00"), local("2025-11-02T08:00"))

    assert found == [span("2025-11-02T05:00", "2025-11-02T14:00")]
    assert found[0].minutes == 9 * 60


def test_hours_count_from_their_first_day_to_their_last_included():
    row = {
        "opens": "20:00",
        "closes": "08:00",
        "valid_from": "2025-02-04",
        "valid_to": "2025-02-05",
    }
    rules = schedule(hours=[{"weekday": day, **row} for day in WEEKDAYS])

    found = hours.operating(rules, local("2025-02-01T00:00"), local("2025-02-10T00:00"))

    assert on_wall(found) == [("04 20:00", "05 08:00"), ("05 20:00", "06 08:00")]


def test_windows_are_clipped_to_what_was_asked():
    start, end = local("2025-02-04T10:00:00.25"), local("2025-02-04T10:00:00.75")

    assert hours.operating(schedule(("09:00", "17:00")), start, end) == [Span(start, end)]
    assert not hours.operating(schedule(("09:00", "17:00")), end, start)


@pytest.mark.parametrize("asker", ["Europe/Paris", "Asia/Kathmandu", "UTC"])
def test_the_asker_may_be_in_another_zone(asker):
    site = schedule(("09:00", "03:00"), before=30, after=45)
    start, end = local("2025-03-08T00:00"), local("2025-03-11T00:00")
    there = ZoneInfo(asker)

    found = hours.busy(site, start.astimezone(there), end.astimezone(there))

    assert found == hours.busy(site, start, end)
    assert all(edge.tzinfo is UTC for span_ in found for edge in (span_.start, span_.end))


def test_a_time_without_a_zone_is_not_guessed():
    with pytest.raises(TypeError):
        hours.operating(schedule(("09:00", "17:00")), datetime(2025, 2, 4), datetime(2025, 2, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("at", "state", "change"),
    [
        ("2025-02-04T08:59", State.NON_OPERATIONAL, "2025-02-04T09:00"),
        ("2025-02-04T09:00", State.OPERATING, "2025-02-04T17:00"),
        ("2025-02-04T16:59:59.999999", State.OPERATING, "2025-02-04T17:00"),
        ("2025-02-04T17:00", State.NON_OPERATIONAL, "2025-02-05T09:00"),
    ],
)
def test_open_or_closed_now_and_until_when(at, state, change):
    site = schedule(("09:00", "17:00"))

    assert hours.state_at(site, local(at)) == state
    assert hours.next_change(site, local(at), timedelta(days=7)) == local(change)


def test_a_rule_of_long_ago_gives_what_a_new_one_gives():
    old = schedule(("09:00", "03:00"))
    row = {"opens": "09:00", "closes": "03:00", "valid_from": "2025-01-01"}
    new = schedule(hours=[{"weekday": day, **row} for day in WEEKDAYS])
    start, end = local("2025-02-01T00:00"), local("2025-05-01T00:00")

    assert hours.busy(old, start, end) == hours.busy(new, start, end)


def test_three_whole_days_replace_the_nights_that_begin_on_them():
    whole_days = [
        {
            "date": str(date(2025, 2, 26) + timedelta(days=day)),
            "kind": "open",
            "intervals": [{"opens": "00:00", "closes": "24:00"}],
        }
        for day in range(3)
    ]
    site = schedule(("09:00", "03:00"), exceptions=whole_days)

    found = hours.closed(site, local("2025-02-25T00:00"), local("2025-03-02T00:00"))

    assert on_wall(found) == [("25 03:00", "25 09:00"), ("01 00:00", "01 09:00")]
