"""Visits to which the one who would go for a side is away: who stands in, or that nobody does.

Reading only. Nothing moves by itself: the side says that the backup goes, or moves the visit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from accounts.models import Person
from liaison.events import Uncovered
from liaison.models import Designation, Leave
from liaison.roles import Side
from visits import engaging, foreseeing, lifecycle
from visits.lifecycle import Stage
from visits.models import SideMark, Visit
from visits.models.visit import VisitQuerySet

_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)
Away = dict[UUID, list[tuple[date, date]]]


@dataclass(frozen=True, slots=True)
class Absence:
    """The first of those who speak for *side* is away when *visit* takes place."""

    visit: Visit
    side: Side
    who: Person
    stands_in: Person | None

    @property
    def is_settled(self) -> bool:
        """The side said of the visit as it stands that the backup goes, and one still can."""
        said = (SideMark.Kind.BACKUP, self.side, self.visit.revision)
        marks = ((mark.kind, mark.side, mark.revision) for mark in self.visit.marks.all())
        return self.stands_in is not None and said in marks


def if_away(person: Any, first: date, last: date, *, at: datetime) -> list[Uncovered]:
    """What would miss *person*, were they away on these days as well: visits agreed or on offer to
    which they would go, or for which nobody else is left."""
    speaking = Designation.objects.filter(person=person, ended_at=None)
    own = set(speaking.values_list("partnership", "side"))
    visits = Visit.objects.visible_to(person).filter(
        partnership__in={pk for pk, _side in own}, stage__in=lifecycle.OCCUPYING
    )
    away = _away([pk for pk, _side in own], first)
    away[person.pk].append((first, last))
    return [
        Uncovered(
            hit=foreseeing.hit_of(one.visit),
            where=str(one.visit.partnership),
            zone=one.visit.site.zone,
            stands_in=one.stands_in.name if one.stands_in else "",
        )
        for one in _absences(_between(visits, first, last, at), away, at)
        if (one.visit.partnership_id, one.side) in own
        and (one.who == person or one.stands_in is None)
        and _falls_into(one.visit, [(first, last)])
    ]


def ahead(partnerships: Iterable[UUID], at: datetime) -> list[Absence]:
    """Those of confirmed visits to come, in order. One query where nobody is away."""
    away = _away(partnerships, at.date() - _DAY)
    if not away:
        return []
    days = [day for stretches in away.values() for pair in stretches for day in pair]
    visits = Visit.objects.filter(partnership__in=partnerships, stage=Stage.CONFIRMED)
    standing = _between(visits, min(days), max(days), at).filter(starts__gt=at)
    return list(_absences(standing.prefetch_related("marks"), away, at))


def of(visit: Visit, side: Side, at: datetime) -> Absence | None:
    """That of one confirmed visit to come. One query where nobody is away."""
    if visit.stage_at(at) is not Stage.CONFIRMED or visit.starts <= at:
        return None
    away = _away([visit.partnership_id], at.date() - _DAY)
    found = _absences([visit], away, at) if away else ()
    return next((one for one in found if one.side is side), None)


def _away(partnerships: Iterable[UUID], day: date) -> Away:
    """By person, when those who speak in *partnerships* are away from *day* on."""
    speaking = Designation.objects.filter(partnership__in=partnerships, ended_at=None)
    found: Away = defaultdict(list)
    for one in Leave.objects.filter(person__in=speaking.values("person")).ahead(day):
        found[one.person_id].append((one.starts_on, one.ends_on))
    return found


def _between(visits: VisitQuerySet, first: date, last: date, at: datetime) -> VisitQuerySet:
    """Those that are not over and, at any place on earth, may fall into these days."""
    low, high = (datetime.combine(day, time.min, tzinfo=UTC) for day in (first, last))
    ahead = visits.filter(ends__gt=max(at, low - _DAY), starts__lt=high + 2 * _DAY)
    return ahead.with_parties().order_by("starts", "id")


def _absences(visits: Iterable[Visit], away: Away, at: datetime) -> Iterator[Absence]:
    visits = [one for one in visits if not one.has_expired(at)]
    partnerships = {one.partnership_id: one.partnership for one in visits}
    places = engaging.places(list(partnerships.values()), at)
    for visit in visits:
        for side in Side:
            held = engaging.speakers(places, visit.partnership_id, side, visit.ends)
            there = [one.person for one in held if not _falls_into(visit, away[one.person_id])]
            if held and held[0].person not in there:
                yield Absence(visit, side, held[0].person, next(iter(there), None))


def _falls_into(visit: Visit, stretches: Iterable[tuple[date, date]]) -> bool:
    """Whether *visit* takes place on one of these days, by the calendar of its site."""
    begins = visit.starts.astimezone(visit.tz).date()
    ends = (visit.ends - _INSTANT).astimezone(visit.tz).date()
    return any(begins <= last and ends >= first for first, last in stretches)
