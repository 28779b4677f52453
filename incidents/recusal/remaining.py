"""Who of a side is still on a case."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Person
from incidents.models import Incident, Recusal
from liaison import reach
from liaison.roles import Permission, Side


def on_case(
    incident: Incident, people: Iterable[Person], *, without: Person | None = None
) -> list[Person]:
    """Those of *people* who are not off the case, nor *without*. One query."""
    away = off(incident) | ({without.pk} if without else set())
    return [person for person in people if person.pk not in away]


def off(incident: Incident) -> set[UUID]:
    return set(Recusal.objects.current().filter(incident=incident).values_list("person", flat=True))


def off_among(incidents: Collection[UUID], person: Any) -> set[UUID]:
    """Those of *incidents* (ids) off which *person* is. One query."""
    rows = Recusal.objects.current().filter(person=person, incident__in=incidents)
    return set(rows.values_list("incident", flat=True))


def of_side(
    incident: Incident, side: Side, permission: Permission, *, at: datetime
) -> list[Person]:
    """Those of *side* who may, also where it is not settled yet with which service."""
    if incident.partnership:
        return reach.people_who_may(permission, incident.pair, side, at=at)
    return reach.people_at(incident.site, incident.organisation, permission, at=at)
