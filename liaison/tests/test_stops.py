"""Where a site on wheels stands, and where it says so."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given, settings

from liaison import hours, hours_file, opening, stops, timekeeping
from liaison.hours import Schedule, Span
from liaison.hours_rows import WEEKDAYS
from liaison.tests.hours_page import text
from liaison.tests.test_hours import local
from liaison.tests.test_hours_against_the_wall import minutes_in, seeds, situation_from
from tests.cast import NOW

VANCOUVER = ZoneInfo("America/Vancouver")
ROUTE = hours_file.check(
    {
        "hours": [
            {"weekday": day, "opens": opens, "closes": closes, "stop": stop}
            for day in WEEKDAYS
            for opens, closes, stop in (
                ("09:00", "12:00", "Pier 3"),
                ("12:00", "15:00", "Market Lane"),
                ("23:00", "02:00", "Station"),
            )
        ],
        "exceptions": [
            {"date": "2025-02-06", "kind": "round_the_clock", "stop": "Fair ground"},
            {
                "date": "2025-02-07",
                "kind": "special",
                "intervals": [
                    {"opens": "10:00", "closes": "11:00", "stop": "Pier 3"},
                    {"opens": "11:00", "closes": "12:00"},
                ],
            },
        ],
        "parked_at": "The depot",
    }
)


@pytest.fixture
def route():
    return Schedule.from_document(ROUTE, VANCOUVER)


@pytest.fixture
def on_wheels(cast):
    """Harbour Street at 10:00 of Tuesday 4 February, standing at Pier 3."""
    cast.site.is_mobile = True
    cast.site.save()
    opening.set_hours(cast.site, ROUTE, by=cast.manager, at=NOW)
    return cast.site


@pytest.mark.parametrize(
    ("at", "stop"),
    [
        ("2025-02-04T08:59", ""),
        ("2025-02-04T09:00", "Pier 3"),
        ("2025-02-04T11:59", "Pier 3"),
        ("2025-02-04T12:00", "Market Lane"),
        ("2025-02-04T15:00", ""),
        ("2025-02-05T01:59", "Station"),
        ("2025-02-06T05:00", "Fair ground"),
        ("2025-02-07T10:30", "Pier 3"),
        ("2025-02-07T11:30", ""),
    ],
)
def test_it_stands_where_its_hours_say(route, at, stop):
    assert stops.stop_at(route, local(at)) == stop


def test_a_window_names_its_stops_once_each_as_they_come(route):
    day = Span(local("2025-02-04T09:00"), local("2025-02-05T02:00"))

    assert stops.names(route, day) == ("Pier 3", "Market Lane", "Station")


def test_a_stretch_is_cut_where_the_stop_changes(route):
    day = Span(local("2025-02-07T10:00"), local("2025-02-07T12:00"))

    assert [(span.minutes, stop) for span, stop in stops.split(route, [day])] == [
        (60, "Pier 3"),
        (60, ""),
    ]


def test_hours_nobody_knows_have_no_stops():
    unknown = Schedule.unknown(VANCOUVER)

    assert stops.stop_at(unknown, local("2025-02-04T12:00")) == ""


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_a_site_that_always_names_its_stop_stands_there_whenever_it_operates(seed):
    document, zone, start, end = situation_from(seed)
    rows = [*document["hours"]]
    for row in (*document["exceptions"], *document["recurring"]):
        rows += row.get("intervals", [])
        if row["kind"] == "round_the_clock":
            rows.append(row)
    for row in rows:
        row["stop"] = "Pier 3"
    site = Schedule.from_document(document, zone)

    stood = minutes_in(one.span for one in stops.stands(site, start, end))

    assert stood == minutes_in(hours.operating(site, start, end))


@pytest.mark.parametrize("page", ["liaison:hours_show", "desk:site_detail"])
def test_both_pages_of_the_site_say_where_it_stands(cast, as_, on_wheels, page):
    with time_machine.travel(NOW, tick=False):
        said = text(as_(cast.liaison).get(reverse(page, args=[on_wheels.slug])))

    read = " ".join(re.sub(r"<.*?>", " ", said).split())
    moving = "at Pier 3 until Tue 4 Feb 2025, 12:00 (Vancouver) , then at Market Lane until 15:00"
    assert f"Operating {moving}" in read
    # Operating next: what has begun, one night at one stop, and a day at two.
    assert "now– 12:00 Pier 3 12:00 – 15:00 Market Lane" in read
    assert "Wed 5 Feb 2025, 02:00 (Vancouver) · Station" in read
    assert "09:00 – 12:00 Pier 3 12:00 – 15:00 Market Lane" in read


def test_the_hours_page_says_where_it_stands_when_and_where_it_is_parked(cast, as_, on_wheels):
    with time_machine.travel(NOW, tick=False):
        said = text(as_(cast.liaison).get(reverse("liaison:hours_show", args=[on_wheels.slug])))

    assert "Outside its hours the unit stands at The depot." in said
    assert "<dd>09:00–12:00 · Pier 3</dd>" in said
    assert "09:00–12:00</span> (Pier 3), <span" in said  # the table of the week


def test_only_a_site_on_wheels_is_parked_anywhere(cast, on_wheels):
    assert timekeeping.parked_at(on_wheels) == "The depot"
    on_wheels.is_mobile = False
    assert timekeeping.parked_at(on_wheels) == ""
    assert timekeeping.parked_at(cast.other_site) == ""


def test_a_window_goes_by_the_hours_of_its_day(route):
    found = timekeeping.windows(route, local("2025-02-06T12:00") + timedelta(hours=1))

    # Round the clock at the fair ground, and the usual night at the station after it.
    assert [stay.stop for stay in found[0].stays] == ["Fair ground", "Station"]


def now_at(site, moment):
    known = timekeeping.hours_known(site)
    now = timekeeping.now_of(site, known, timekeeping.schedule_from(site, known), local(moment))
    stays = [(f"{one.span.end.astimezone(VANCOUVER):%a %H:%M}", one.stop) for one in now.stays]
    return now.stop, stays


@pytest.mark.parametrize(
    ("at", "stop", "stays"),
    [
        ("2025-02-04T10:00", "Pier 3", [("Tue 12:00", "Pier 3"), ("Tue 15:00", "Market Lane")]),
        ("2025-02-04T13:00", "Market Lane", []),  # it closes before it moves
        ("2025-02-04T08:00", "", []),
        ("2025-02-07T10:30", "Pier 3", [("Fri 11:00", "Pier 3"), ("Fri 12:00", "")]),
    ],
)
def test_where_it_goes_before_it_closes_is_known(on_wheels, at, stop, stays):
    assert now_at(on_wheels, at) == (stop, stays)


@pytest.mark.parametrize(
    ("stops_by_day", "stays"),
    [
        (["Pier 3"] * 7, []),
        (["Pier 3"] * 6 + ["Station"], [("Sun 00:00", "Pier 3"), ("Mon 00:00", "Station")]),
    ],
)
def test_one_that_never_closes_tells_only_of_moves_that_are_seen(cast, stops_by_day, stays):
    rows = [
        {"weekday": day, "opens": "00:00", "closes": "24:00", "stop": stop}
        for day, stop in zip(WEEKDAYS, stops_by_day, strict=True)
    ]
    opening.set_hours(cast.site, {"hours": rows}, by=cast.manager, at=NOW)

    assert now_at(cast.site, "2025-02-04T10:00") == ("Pier 3", stays)
