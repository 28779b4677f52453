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
    day = at.astimezone(partnership.site.tz).date()
    return [person for person, _rank, _post in _THERE.rows(partnership.pk, side, day)]


def in_place_of(partnership_id: UUID, side: Side, *, on: date) -> tuple[UUID, str] | None:
    """The backup, by person and post, where they speak for *side* because nobody who comes first
    is there *on* the day, by the site's clock. One query."""
    first = next(iter(_THERE.rows(partnership_id, side, on)), None)
    if first is None or first[1] != Designation.Rank.BACKUP:
        return None
    return first[0], first[2]


def _there(partnership_id: UUID, side: str, day: date) -> QuerySet[Any, Any]:
    away = Leave.objects.ahead(day).filter(person=OuterRef("person"), starts_on__lte=day)
    places: DesignationQuerySet = Designation.objects.on(day)
    found = places.filter(~Exists(away.order_by()), partnership_id=partnership_id, side=side)
    return found.order_by("-rank").values_list("person_id", "rank", "post")


_THERE = Prepared(_there, UUID, str, date)
