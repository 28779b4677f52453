"""Who speaks for a side today: the primary, and while they are away or the place is empty, the
backup."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from liaison.models import Designation, Leave, Partnership
from liaison.roles import Side


def present(partnership: Partnership, side: Side, *, at: datetime) -> list[UUID]:
    """The people who speak for *side* and are not away on the site's day of *at*, the primary
    first. Whether their mandate still counts is asked apart. One query."""
    day = at.astimezone(partnership.site.tz).date()
    away = Leave.objects.ahead(day).filter(person=OuterRef("person"), starts_on__lte=day)
    places = Designation.objects.on(day).filter(partnership=partnership, side=side)
    found = places.filter(~Exists(away.order_by())).order_by("-rank")
    return list(found.values_list("person_id", flat=True))
