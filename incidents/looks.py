"""Who looked at the details of one officer, for those in charge of the side that wrote them down:
whoever asked for such a number should know where it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Person
from audit.models import Read
from incidents.models import Incident
from incidents.taxonomy import Lane
from liaison import access
from liaison.roles import Permission, Side

# The mark of such a reading, behind the lane.
MARK = "restricted"
# The latest, for the page.
MOST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """By somebody, of either side, at *at*."""

    by: str
    at: datetime


def of(incident: Incident, side: Side | None, reader: Any) -> list[Look]:
    """The latest looks at what *side* wrote down, in its own lane and in what it released, if
    *reader* is in charge there. Two queries."""
    if side is None or not access.may(reader, Permission.INCIDENT_SEE_SIDE, incident):
        return []
    rows = Read.objects.filter(
        about_type=incident._meta.label_lower,
        about_id=str(incident.pk),
        lane__in=[f"{lane}:{MARK}" for lane in _written_by(incident, side)],
    ).order_by("-id")[:MOST]
    found = [(row.person, row.at) for row in rows]
    ids = {person for person, _at in found}
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    return [Look(names.get(person, ""), at) for person, at in found]


def _written_by(incident: Incident, side: Side) -> list[str]:
    own = [Lane.of(side).value]
    return [*own, Lane.SHARED.value] if incident.side == side else own
