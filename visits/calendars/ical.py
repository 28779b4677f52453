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

from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from visits.calendars import vtimezone

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
class Repeats:
    """A rule as RFC 5545 writes it, when it comes for the last time, and the times on the site's
    clock that it leaves out."""

    rule: str
    until: datetime
    left_out: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar is told of one visit, and no more. ``sequence`` grows with each change,
    ``changed_at`` is when the last one was.

    One that ``repeats`` is that of many; one that ``stands_for`` a time of such a rule (on the
    site's clock) replaces it.
    """

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
    repeats: Repeats | None = None
    stands_for: datetime | None = None


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar to be read again and again."""
    written = _calendar()
    written.add("name", name)
    written.add("x-wr-calname", name)
    written.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", vText("PT1H"))
    return _with(written, list(entries))


def invitation(entries: Iterable[Entry], method: Method, *, organizer: str, attendee: str) -> bytes:
    """One appointment, with what differs from its rule, for the calendar of *attendee*, or
    (CANCEL) out of it. Both are addresses."""
    written = _calendar()
    written.add("method", method)
    return _with(written, list(entries), organizer=organizer, attendee=attendee)


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
        first = min(_from_year(entry) for entry in here)
        last = max(_last_year(entry) for entry in here)
        written.add_component(vtimezone.component(zone, first, last))
    for entry in entries:
        event = _event(entry)
        if attendee:
            event["organizer"] = vCalAddress(f"mailto:{organizer}")
            event.add("attendee", _invited(attendee), encode=False)
        written.add_component(event)
    return bytes(written.to_ical())


def _from_year(entry: Entry) -> int:
    return min(at.year for at in (entry.starts, entry.stands_for) if at)


def _last_year(entry: Entry) -> int:
    until = entry.repeats.until if entry.repeats else None
    return max(at.year for at in (entry.ends, entry.stands_for, until) if at)


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
    _say_how_it_repeats(event, entry)
    event.add("summary", entry.summary)
    event.add("location", entry.location)
    event.add("url", entry.url)
    event.add("class", "PRIVATE")
    if entry.status is Status.CANCELLED:
        event.add("transp", "TRANSPARENT")
    return event


def _say_how_it_repeats(event: Event, entry: Entry) -> None:
    zone = ZoneInfo(entry.zone)
    if entry.repeats:
        event.add("rrule", vRecur.from_ical(entry.repeats.rule))
        for wall in entry.repeats.left_out:
            event.add("exdate", wall.replace(tzinfo=zone))
    if entry.stands_for:
        event.add("recurrence-id", entry.stands_for.replace(tzinfo=zone))


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
