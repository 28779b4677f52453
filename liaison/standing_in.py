"""Who speaks for a side today: the primary, and while they are away or the place is empty, the
backup."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from liaison.models import Designation, Leave, Partnership
from liaison.models.designation import DesignationQuerySet
from liaison.prepared import Prepared
from liaison.roles import Side


def present(partnership: Partnership, side: Side, *, at: datetime) -> list[UUID]:
    """The people who speak for *side* and are not away on the site's day of *at*, the primary
    first. Whether their mandate still counts is asked apart. One query."""
    return [person for person, _rank, _post in _present(partnership, side, at)]


def in_place_of(partnership: Partnership, side: Side, *, at: datetime) -> tuple[UUID, str] | None:
    """The backup, by person and post, where they speak for *side* because nobody who comes first
    is there. One query."""
    first = next(iter(_present(partnership, side, at)), None)
    if first is None or first[1] != Designation.Rank.BACKUP:
        return None
    return first[0], first[2]


def _present(partnership: Partnership, side: Side, at: datetime) -> list[tuple[UUID, str, str]]:
    day = at.astimezone(partnership.site.tz).date()
    return [(person, rank, post) for person, rank, post in _THERE.rows(partnership.pk, side, day)]


def _there(partnership_id: UUID, side: str, day: date) -> QuerySet[Any, Any]:
    away = Leave.objects.ahead(day).filter(person=OuterRef("person"), starts_on__lte=day)
    places: DesignationQuerySet = Designation.objects.on(day)
    found = places.filter(~Exists(away.order_by()), partnership_id=partnership_id, side=side)
    return found.order_by("-rank").values_list("person_id", "rank", "post")


_THERE = Prepared(_there, UUID, str, date)
