"""Whose time a visit takes: those who speak for the sides, their leave and their other visits.

A visit, agreed or on offer, wherever the two sides meet and by telephone or video too, takes the
primary of each side; where they are away or at another visit already, the backup stands in. One
that may move takes them at both times. The two sides of one partnership never meet twice at once,
whoever would go.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.models import Person
from liaison import designation, wallclock
from liaison.designation import PlaceNow, Rank
from liaison.hours import Span
from liaison.models import Designation, Leave, Partnership
from liaison.roles import Side
from visits import availability
from visits.availability import Away, Meeting, Speaker
from visits.kinds import Place
from visits.models import Visit
from visits.models.visit import VisitQuerySet

_FIRST = {Rank.PRIMARY: 0, Rank.BACKUP: 1}
Places = dict[tuple[UUID, str], list[PlaceNow]]


def hold(*partnerships: Partnership) -> None:
    """Lock those who speak in *partnerships*, after the site and the visits: whoever puts a visit
    elsewhere before one of them waits, and then sees this one. Of several partnerships all are
    locked at once, in the order that everybody keeps."""
    speaking = Designation.objects.filter(partnership__in=partnerships, ended_at=None)
    people = Person.objects.filter(pk__in=speaking.values("person"))
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def missing(
    partnership: Partnership,
    *,
    at: datetime,
    besides: Visit | None = None,
    apart: VisitQuerySet | None = None,
) -> tuple[Away, ...]:
    """When, from *at* on, nobody of a side is there. *besides* is a visit that takes nobody, as
    are those *apart*.

    A number of queries that does not grow with visits or partnerships.
    """
    standing = places(_shared_with(partnership), at)
    zone = partnership.site.tz
    sides = {
        str(side): [
            Speaker(one.designation.person_id, _end_of(one.designation.ends_on, zone))
            for one in standing.get((partnership.pk, side), ())
            if one.designation
        ]
        for side in Side
    }
    if not any(sides.values()):
        return ()
    people = {
        one.designation.person_id
        for places_of in standing.values()
        for one in places_of
        if one.designation
    }
    leave = _leave(people, at, zone)
    meetings = _meetings(standing, at, besides, apart)
    return availability.missing(sides, leave, availability.engaged(meetings, leave))


def together(
    partnership: Partnership,
    *,
    at: datetime,
    besides: Visit | None = None,
    apart: VisitQuerySet | None = None,
) -> list[tuple[Span, str]]:
    """When the two sides of *partnership* meet from *at* on, whatever for, and at which place; as
    in ``missing`` without *besides* and *apart*. One query."""
    own = Visit.objects.filter(partnership=partnership)
    rows = _but(own, besides, apart).times_taken(at)
    return [(Span(starts, ends), place) for _pk, starts, ends, place in rows]


def elsewhere(met: Iterable[tuple[Span, str]]) -> tuple[Span, ...]:
    """What of ``together`` is not on site, where the site's bookings have it."""
    return tuple(span for span, place in met if place != Place.ON_SITE)


def _shared_with(partnership: Partnership) -> list[Partnership]:
    """*partnership* and all others in which somebody who speaks in it speaks too."""
    here = Designation.objects.filter(partnership=partnership, ended_at=None)
    theirs = Designation.objects.filter(person__in=here.values("person"), ended_at=None)
    found = Partnership.objects.with_parties().filter(pk__in=theirs.values("partnership"))
    return list(found) or [partnership]


def places(partnerships: list[Partnership], at: datetime) -> Places:
    """Those who speak, by partnership and side, the primary first. Three queries."""
    found: Places = defaultdict(list)
    for one in designation.standing(partnerships, at=at):
        if one.speaker:
            found[one.place.partnership.pk, one.place.side].append(one)
    for of_side in found.values():
        of_side.sort(key=lambda one: _FIRST[one.place.rank])
    return found


def _leave(people: Iterable[UUID], at: datetime, zone: ZoneInfo) -> dict[Any, list[Span]]:
    found: dict[Any, list[Span]] = defaultdict(list)
    day = at.astimezone(zone).date()
    for one in Leave.objects.filter(person__in=people).ahead(day):
        following = one.ends_on + timedelta(days=1)
        found[one.person_id].append(
            Span(wallclock.midnight(one.starts_on, zone), wallclock.midnight(following, zone))
        )
    return found


def speakers(found: Places, pk: UUID, side: Side, until: datetime) -> list[Designation]:
    """Those who may go to what ends at *until*, the primary first; whose term ends before goes
    nowhere."""
    return [
        one.designation
        for one in found.get((pk, side), ())
        if one.designation and _speaks(one.designation, one.place.partnership.site.tz, until)
    ]


def _meetings(
    standing: Places, at: datetime, besides: Visit | None, apart: VisitQuerySet | None
) -> list[Meeting]:
    found = Visit.objects.filter(partnership__in={pk for pk, _side in standing})
    taking = _but(found, besides, apart).times_taken(at)
    return [
        Meeting(Span(starts, ends), tuple(_people(standing, pk, side, ends) for side in Side))
        for pk, starts, ends, _place in taking
    ]


def _but(found: VisitQuerySet, besides: Visit | None, apart: VisitQuerySet | None) -> VisitQuerySet:
    if besides is not None:
        found = found.exclude(pk=besides.pk)
    return found if apart is None else found.exclude(pk__in=apart)


def _people(standing: Places, pk: UUID, side: Side, until: datetime) -> tuple[Any, ...]:
    return tuple(one.person_id for one in speakers(standing, pk, side, until))


def _speaks(one: Designation, zone: ZoneInfo, until: datetime) -> bool:
    ended = _end_of(one.ends_on, zone)
    return ended is None or until <= ended


def _end_of(day: date | None, zone: ZoneInfo) -> datetime | None:
    return wallclock.midnight(day + timedelta(days=1), zone) if day else None
