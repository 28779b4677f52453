"""Visits as lists: what waits, what is coming, what has been. Reading only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from liaison import access
from liaison.among import Among
from liaison.instances import Instances, Part
from liaison.keyset import Place
from liaison.models import Site
from liaison.prepared import Prepared
from liaison.roles import Permission
from visits import exceptions, lifecycle
from visits.lifecycle import Stage
from visits.models import Visit
from visits.models.visit import VisitQuerySet, lapsed

PAGE = 25
# More than one person can answer; whoever has more waiting begins with what takes place first.
MOST_WAITING = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; ``more`` is the place after its last visit, empty at the end."""

    visits: list[Visit]
    more: str = ""


def waiting(person: Any, at: datetime, only: UUID | None = None) -> list[Visit]:
    """What somebody has to do something about at *at*: on offer, to be given a new time, or over
    without a word about it. The first to take place first."""
    found = (
        _seen_by(person, only)
        .alone()
        .filter(
            Q(stage__in=lifecycle.OPEN, expires_at__gt=at)
            | Q(stage=Stage.NEEDS_RESCHEDULING)
            | Q(stage=Stage.CONFIRMED, ends__lte=at)
        )
    )
    return list(found.order_by("starts", "id")[:MOST_WAITING])


def coming(person: Any, at: datetime, *, only: UUID | None = None, after: str = "") -> Page:
    """The confirmed visits that are not over at *at*, the next first. Errors: ``NoSuchPlace``."""
    found = _seen_by(person, only).coming(at).order_by("starts", "id")
    if after:
        place = Place.read(after)
        found = found.filter(Q(starts__gt=place.at) | Q(starts=place.at, pk__gt=place.id))
    return _page(found)


def ahead(person: Any, at: datetime, limit: int) -> list[Visit]:
    """The next confirmed visits, and of each series only its next date."""
    sooner = Visit.objects.coming(at).filter(
        series=OuterRef("series"), starts__lt=OuterRef("starts")
    )
    found = _seen_by(person, None).coming(at).filter(~Exists(sooner))
    return list(found.order_by("starts", "id")[:limit])


def past(person: Any, at: datetime, *, only: UUID | None = None, after: str = "") -> Page:
    """What is over: held, missed, called off, declined or lapsed. The newest first.

    Errors: ``NoSuchPlace``.
    """
    found = (
        _seen_by(person, only)
        .alone()
        .filter(Q(stage__in=lifecycle.OVER) | lapsed(at))
        # What a series left out is told with the series.
        .exclude(series__isnull=False, stage__in=lifecycle.GONE)
        .order_by("-starts", "-id")
    )
    if after:
        place = Place.read(after)
        found = found.filter(Q(starts__lt=place.at) | Q(starts=place.at, pk__lt=place.id))
    return _page(found)


def upcoming(person: Any, site: Site, at: datetime, limit: int = 5) -> list[Any]:
    """The next confirmed visits of *site* that *person* may see, marked like those of a list;
    without their parties."""
    covered = access.standing(person).partnerships_for(Permission.VISIT_SEE)
    found = _NEXT.found(list(covered), site.pk, at)[:limit] if covered else []
    excepted = dict(_EXCEPTED.rows([visit.pk for visit in found])) if found else {}
    for visit in found:
        visit.excepted = excepted.get(visit.pk, "")
    return found


def _next(covered: list[UUID], site_id: UUID, at: datetime) -> QuerySet[Visit]:
    seen = Visit.objects.covered(covered).of_site(site_id)
    return seen.coming(at).order_by("starts", "id")[:PAGE]


def _excepted(visits: list[UUID]) -> QuerySet[Any]:
    found = exceptions.marked(Visit.objects.filter(Among("id", visits)))
    return found.values_list("id", "excepted")


_EXCEPTED = Prepared(_excepted, list)
_NEXT = Instances(_next, [Part("", Visit)], list, UUID, datetime)


def _seen_by(person: Any, only: UUID | None) -> Any:
    found = Visit.objects.visible_to(person).with_parties()
    return exceptions.marked(found.filter(partnership=only) if only else found)


def _page(found: VisitQuerySet) -> Page:
    visits = list(found[: PAGE + 1])
    if len(visits) <= PAGE:
        return Page(visits)
    last = visits[PAGE - 1]
    return Page(visits[:PAGE], str(Place(last.starts, last.pk)))
