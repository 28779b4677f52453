"""Visits as a calendar program reads them (RFC 5545). Pure: the same entries give the same bytes.

A time stands on the clock of its site, so that a program shows it there as the site does. Only
where it begins or ends in the second of two equal readings, when the clocks are turned back, it
stands in UTC: the standard takes a time that the clock shows twice for the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from visits import vtimezone

PRODUCT = "-//Liaison portal//Visits//EN"
_READ_AGAIN = timedelta(hours=1)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar is told of one visit, and no more. ``sequence`` grows with each change,
    ``changed_at`` is when the last one was."""

    uid: str
    sequence: int
    status: Status
    starts: datetime
    ends: datetime
    zone: str
    summary: str
    location: str
    url: str
    changed_at: datetime


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar to be read again and again."""
    written = _calendar()
    written.add("name", name)
    written.add("x-wr-calname", name)
    written.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", vText("PT1H"))
    return _with(written, list(entries))


def invitation(entry: Entry, method: Method, *, organizer: str, attendee: str) -> bytes:
    """One entry for the calendar of *attendee*, or (CANCEL) out of it. Both are addresses."""
    written = _calendar()
    written.add("method", method)
    return _with(written, [entry], organizer=organizer, attendee=attendee)


def _calendar() -> Calendar:
    written = Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    return written


def _with(
    written: Calendar, entries: list[Entry], *, organizer: str = "", attendee: str = ""
) -> bytes:
    for zone in sorted({entry.zone for entry in entries} - {"UTC"}):
        here = [entry for entry in entries if entry.zone == zone]
        first = min(entry.starts.year for entry in here)
        last = max(entry.ends.year for entry in here)
        written.add_component(vtimezone.component(zone, first, last))
    for entry in entries:
        event = _event(entry)
        if attendee:
            event["organizer"] = vCalAddress(f"mailto:{organizer}")
            event.add("attendee", _invited(attendee), encode=False)
        written.add_component(event)
    return bytes(written.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("status", entry.status)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    starts, ends = _on_one_clock(entry)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("url", entry.url)
    event.add("class", "PRIVATE")
    if entry.status is Status.CANCELLED:
        event.add("transp", "TRANSPARENT")
    return event


def _on_one_clock(entry: Entry) -> tuple[datetime, datetime]:
    zone = ZoneInfo(entry.zone)
    starts, ends = entry.starts.astimezone(zone), entry.ends.astimezone(zone)
    if _is_second_reading(starts) or _is_second_reading(ends):
        return entry.starts.astimezone(UTC), entry.ends.astimezone(UTC)
    return starts, ends


def _is_second_reading(local: datetime) -> bool:
    return bool(local.fold) and local.replace(fold=0).utcoffset() != local.utcoffset()


def _invited(address: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"
    return attendee
