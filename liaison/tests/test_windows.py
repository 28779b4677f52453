"""``manage.py windows``: one JSON object a line, in the site's own time."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from liaison import opening
from liaison.models import Site
from tests.cast import HARBOUR_HOURS, NOW


@pytest.fixture
def windows(capsys, cast):
    """Asks for Harbour Street unless told otherwise; returns (status, lines, stderr)."""

    def run(start, end, *more, slug=cast.site.slug, kind="closed", known_at=None):
        status = 0
        more += ("--known-at", known_at) if known_at else ()
        try:
            call_command("windows", slug, "--from", start, "--to", end, "--kind", kind, *more)
        except SystemExit as stop:
            status = stop.code
        told = capsys.readouterr()
        return status, told.out.splitlines(), told.err

    return run


def pairs(lines):
    found = [json.loads(line) for line in lines]
    assert all(list(one) == ["from", "to"] for one in found)
    return [(one["from"], one["to"]) for one in found]


def test_the_closed_window_of_the_night_the_clocks_go_forward(windows):
    status, lines, _err = windows("2025-03-08T12:00", "2025-03-09T12:00")

    assert status == 0
    assert pairs(lines) == [("2025-03-09T03:00:00-07:00", "2025-03-09T09:00:00-07:00")]


def test_the_operating_window_of_the_night_the_clocks_go_back(windows):
    _status, lines, _err = windows("2025-11-01T05:00", "2025-11-02T05:00", kind="operating")

    assert pairs(lines) == [("2025-11-01T09:00:00-07:00", "2025-11-02T03:00:00-08:00")]


def test_what_is_otherwise_every_month_counts_too_as_it_was_known(windows, cast):
    closed = {"nth": 1, "weekday": "wednesday", "days": 2, "kind": "closed"}
    later = NOW + timedelta(minutes=1)
    opening.set_hours(
        cast.site, {**HARBOUR_HOURS, "recurring": [closed]}, by=cast.manager, at=later
    )

    asked = ("2025-02-05T03:00", "2025-02-08T00:00")
    now = windows(*asked, kind="operating")[1]
    then = windows(*asked, kind="operating", known_at=NOW.isoformat())[1]

    assert [start[:16] for start, _end in pairs(now)] == ["2025-02-07T09:00"]
    assert len(pairs(then)) == 3


def test_buffers_and_blackouts_count_when_a_visit_is_meant(windows):
    # Tuesday: cleaning from 04:00 to 05:00.
    _status, lines, _err = windows("2025-02-04T00:00", "2025-02-04T12:00", "--bookable")
    _status, taken, _err = windows(
        "2025-02-04T00:00", "2025-02-04T12:00", "--bookable", kind="operating"
    )

    assert [(a[11:16], b[11:16]) for a, b in pairs(lines)] == [
        ("03:45", "04:00"),
        ("05:00", "08:30"),
    ]
    assert [(a[11:16], b[11:16]) for a, b in pairs(taken)] == [
        ("00:00", "03:45"),
        ("04:00", "05:00"),
        ("08:30", "12:00"),
    ]


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2025-02-04T05:00", "2025-02-04T05:00:00-08:00"),
        ("2025-02-04T05:00Z", "2025-02-04T03:00:00-08:00"),
        ("2025-02-04T14:00+01:00", "2025-02-04T05:00:00-08:00"),
        ("2025-02-04", "2025-02-04T03:00:00-08:00"),
        # 02:30 is jumped over: the end of the gap is 03:00.
        ("2025-03-09T02:30", "2025-03-09T03:00:00-07:00"),
    ],
)
def test_a_time_without_an_offset_is_the_sites(windows, start, first):
    _status, lines, _err = windows(start, f"{start[:10]}T12:00")

    assert pairs(lines)[0][0] == first


def test_of_a_time_that_comes_twice_the_first_is_meant(windows):
    _status, lines, _err = windows("2025-11-02T01:30", "2025-11-02T01:45", kind="operating")

    assert pairs(lines) == [("2025-11-02T01:30:00-07:00", "2025-11-02T01:45:00-07:00")]


def test_hours_nobody_has_said_are_one_operating_window(windows, cast):
    opening.set_hours(cast.site, {}, by=cast.manager, at=NOW)

    assert pairs(windows("2025-02-04", "2025-02-06", kind="operating")[1]) == [
        ("2025-02-04T00:00:00-08:00", "2025-02-06T00:00:00-08:00")
    ]
    assert windows("2025-02-04", "2025-02-06", kind="closed")[1] == []


def test_a_suspended_site_does_not_operate(windows, cast):
    opening.set_lifecycle(cast.site, "suspended", by=cast.manager, at=NOW)

    assert windows("2025-02-04T00:00", "2025-02-06T00:00", kind="operating")[1] == []


@pytest.fixture
def changed(cast):
    """On 4 February at 10:00 the site, open from 09:00 to 03:00, moves east and is suspended."""
    Site.objects.filter(pk=cast.site.pk).update(zone="America/Edmonton")
    cast.site.refresh_from_db()
    opening.set_lifecycle(cast.site, "suspended", by=cast.manager, at=NOW)
    return cast.site


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("known_at", "expected"),
    [
        # As the record says now, of a day that has passed too.
        (None, []),
        ("2025-02-04T18:00Z", []),
        # The minute before: open, by the clocks of that time.
        (
            "2025-02-04T17:59Z",
            [("2025-02-03T09:00:00-08:00", "2025-02-03T12:00:00-08:00")],
        ),
    ],
)
def test_a_past_day_is_answered_by_what_is_known_now_or_was_known_then(windows, known_at, expected):
    lines = windows("2025-02-03T05:00", "2025-02-03T12:00", known_at=known_at, kind="operating")[1]

    assert pairs(lines) == expected


def test_before_anybody_had_said_hours_all_of_it_counts_as_operating(windows):
    def lines(kind):
        return windows("2025-02-03", "2025-02-04", kind=kind, known_at="2001-01-01")[1]

    assert (len(lines("operating")), lines("closed")) == (1, [])


@pytest.mark.parametrize(
    ("start", "end", "options", "reason"),
    [
        ("2025-02-05", "2025-02-04", {}, "--from must lie before --to."),
        ("2025-02-05", "2025-02-05", {}, "--from must lie before --to."),
        ("tomorrow", "2025-02-05", {}, "--from: 'tomorrow' is not a date and time"),
        ("2025-02-04", "2025-02-30", {}, "--to: '2025-02-30' is not a date and time"),
        ("0001-01-01", "2025-02-05", {}, "--from: '0001-01-01' is not a date and time"),
        ("2025-02-04", "9999-12-31", {}, "--to: '9999-12-31' is not a date and time"),
        ("2025-02-04", "2025-02-05", {"slug": "nowhere"}, "No site has the short name 'nowhere'."),
        ("2025-02-04", "2025-02-05", {"slug": "a\0b"}, "No site has the short name"),
        ("2025-02-04", "2025-02-05", {"known_at": "then"}, "--known-at: 'then' is not a date and"),
        ("2025-02-04", "2025-02-05", {"kind": "open"}, "argument --kind: invalid choice: 'open'"),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(windows, start, end, options, reason):
    status, lines, err = windows(start, end, **options)

    assert (status, lines) == (1, [])
    assert err.startswith(reason)
    assert len(err.splitlines()) == 1
