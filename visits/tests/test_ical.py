"""What calendar programs read, held against a library that did not write it, and zoneinfo."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from visits.calendars import ical, vtimezone
from visits.calendars.entries import STATUS
from visits.calendars.ical import Entry, Method, Status
from visits.lifecycle import Stage

ZONES = (
    "America/Vancouver",
    "America/St_Johns",
    "Europe/Dublin",  # the clock of its winter is the "daylight" one
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # changes with the moon
)
# Nights on which one of them, or all, change their clocks.
CHANGES = [
    datetime(2025, 3, 9, tzinfo=UTC),
    datetime(2025, 3, 30, tzinfo=UTC),
    datetime(2025, 4, 5, 15, tzinfo=UTC),
    datetime(2025, 10, 4, 15, tzinfo=UTC),
    datetime(2025, 10, 26, tzinfo=UTC),
    datetime(2025, 11, 2, tzinfo=UTC),
]
MINUTE = timedelta(minutes=1)


def entry(**over) -> Entry:
    fields = {
        "uid": "1@portal.example.org",
        "sequence": 2,
        "status": Status.CONFIRMED,
        "starts": datetime(2025, 2, 12, 14, tzinfo=UTC),
        "ends": datetime(2025, 2, 12, 15, tzinfo=UTC),
        "zone": "America/Vancouver",
        "summary": "Check-in · Harbour Street",
        "location": "Harbour Street",
        "url": "https://portal.example.org/visits/1/",
        "changed_at": datetime(2025, 2, 4, 18, tzinfo=UTC),
    }
    return Entry(**fields | over)


_SIGNS = st.characters(exclude_categories=("C", "Zl", "Zp"))
_TEXT = st.text(_SIGNS, min_size=1, max_size=120).map(str.strip).filter(bool)


@st.composite
def entries(draw) -> list[Entry]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        near = draw(st.sampled_from(CHANGES))
        starts = near + draw(st.integers(-2880, 2880)) * MINUTE
        found.append(
            entry(
                uid=f"{number}@portal.example.org",
                sequence=draw(st.integers(1, 10_000)),
                status=draw(st.sampled_from(Status)),
                starts=starts,
                ends=starts + draw(st.integers(15, 480)) * MINUTE,
                zone=draw(st.sampled_from(ZONES)),
                summary=draw(_TEXT),
                location=draw(_TEXT),
            )
        )
    return found


def _read(event) -> Entry:
    return Entry(
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        status=Status(str(event["status"])),
        starts=event.start.astimezone(UTC),
        ends=event.end.astimezone(UTC),
        zone="",
        summary=str(event["summary"]),
        location=str(event["location"]),
        url=str(event["url"]),
        changed_at=event["dtstamp"].dt,
    )


def _without_zone(found: Entry) -> Entry:
    return entry(
        **{name: getattr(found, name) for name in Entry.__slots__ if name != "zone"} | {"zone": ""}
    )


@settings(max_examples=40)
@given(entries())
def test_a_feed_comes_back_as_it_went(sent):
    calendar = icalendar.Calendar.from_ical(ical.feed(sent, name="Visits"))

    # The library expands it, as a calendar program does, rather than reading it line by line.
    found = recurring_ical_events.of(calendar, skip_bad_series=False).all()

    assert sorted(map(_read, found), key=lambda one: one.uid) == [
        _without_zone(one) for one in sent
    ]


@settings(max_examples=40)
@given(entries())
def test_the_written_zone_says_what_the_clocks_of_the_place_say(sent):
    """As the standard has it read, and not as a library that knows the zone by its name."""
    calendar = icalendar.Calendar.from_ical(ical.feed(sent, name="Visits"))
    zones = {str(zone["tzid"]): zone for zone in calendar.walk("VTIMEZONE")}

    for event in calendar.walk("VEVENT"):
        for name in ("dtstart", "dtend"):
            zone = event[name].params.get("TZID")
            if zone:
                wall = event[name].dt
                assert _offset(zones[zone], wall.replace(tzinfo=None)) == wall.utcoffset()


def _offset(zone, wall: datetime) -> timedelta:
    """RFC 5545, 3.6.5: that of the last observance whose onset is not after *wall*."""
    onsets = {part["dtstart"].dt: part["tzoffsetto"].td for part in zone.subcomponents}
    return onsets[max(onset for onset in onsets if onset <= wall)]


@pytest.mark.parametrize("zone", ZONES)
def test_every_change_of_the_clocks_is_written(zone):
    written = vtimezone.component(zone, 2024, 2027)
    tz = ZoneInfo(zone)

    onsets = []
    for part in written.subcomponents[1:]:
        before, after = part["tzoffsetfrom"].td, part["tzoffsetto"].td
        onset = (part["dtstart"].dt - before).replace(tzinfo=UTC)
        onsets.append(onset)
        assert (onset - MINUTE).astimezone(tz).utcoffset() == before
        assert onset.astimezone(tz).utcoffset() == after

    day = datetime(2024, 1, 1, tzinfo=UTC)
    while day < datetime(2028, 1, 1, tzinfo=UTC):
        later = day + timedelta(days=1)
        if day.astimezone(tz).utcoffset() != later.astimezone(tz).utcoffset():
            assert any(day < onset <= later for onset in onsets)
        day = later


def test_the_same_entries_give_the_same_bytes():
    assert ical.feed([entry()], name="Visits") == ical.feed([entry()], name="Visits")


def test_a_time_that_comes_twice_keeps_its_instant():
    """01:30 in Vancouver on the night of 2 November: once in summer time, an hour later again."""
    first = datetime(2025, 11, 2, 8, 30, tzinfo=UTC)
    twice = [
        entry(uid=str(hours), starts=first + timedelta(hours=hours), ends=first + 3 * 60 * MINUTE)
        for hours in (0, 1)
    ]

    calendar = icalendar.Calendar.from_ical(ical.feed(twice, name="Visits"))

    assert [event.start.astimezone(UTC) for event in calendar.walk("VEVENT")] == [
        one.starts for one in twice
    ]


def test_a_feed_says_no_more_than_when_where_and_what_kind():
    event = icalendar.Calendar.from_ical(ical.feed([entry()], name="Visits")).walk("VEVENT")[0]

    assert set(event) == {
        "UID",
        "SEQUENCE",
        "STATUS",
        "DTSTAMP",
        "LAST-MODIFIED",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "LOCATION",
        "URL",
        "CLASS",
    }
    assert event["class"] == "PRIVATE"
    assert event["dtstart"].params["TZID"] == "America/Vancouver"
    assert event["dtstart"].dt.hour == 6


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028", "\\n"])
def test_a_line_break_in_a_place_begins_no_line_of_its_own(end):
    place = f"The library{end}ATTENDEE:mailto:someone@example.org{end}END:VEVENT"

    calendar = icalendar.Calendar.from_ical(ical.feed([entry(location=place)], name="Visits"))

    (event,) = calendar.walk("VEVENT")
    assert "attendee" not in event
    assert event["class"] == "PRIVATE"


def test_what_was_called_off_takes_no_time():
    sent = ical.feed([entry(status=Status.CANCELLED)], name="Visits")
    event = icalendar.Calendar.from_ical(sent).walk("VEVENT")[0]

    assert (event["status"], event["transp"]) == ("CANCELLED", "TRANSPARENT")


@pytest.mark.parametrize("method", Method)
def test_an_invitation_names_who_asks_and_who_is_asked(method):
    sent = ical.invitation(
        [entry()], method, organizer="portal@example.org", attendee="o'hara+x@example.org"
    )

    calendar = icalendar.Calendar.from_ical(sent)
    event = calendar.walk("VEVENT")[0]
    assert calendar["method"] == method
    assert event["organizer"] == "mailto:portal@example.org"
    assert event["attendee"] == "mailto:o'hara+x@example.org"
    assert b"\r\n" in sent
    assert max(map(len, sent.split(b"\r\n"))) <= 75


def test_an_empty_feed_is_a_calendar_still():
    calendar = icalendar.Calendar.from_ical(ical.feed([], name="Visits"))

    assert calendar.walk("VEVENT") == []
    assert calendar["version"] == "2.0"


def test_every_stage_has_a_status():
    assert set(STATUS) == set(Stage)
