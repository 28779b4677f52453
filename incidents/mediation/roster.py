"""The mediators whom both sides of a partnership have confirmed, and whose turn it is among them.

A mediator is proposed by one side for named partnerships and confirmed by the other, so whoever
stands here has the trust of both.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from accounts.models import Person
from incidents.mediation import conflicts
from incidents.models import Incident, MediationCase
from liaison import reach
from liaison.roles import Role


def free(incident: Incident, at: datetime, *, case: MediationCase | None = None) -> list[Person]:
    """Who can mediate *incident*, the next one first: who has fewest mediations going on, and
    among those who was named longest ago. Nobody too near to it, and nobody a second time."""
    listed = reach.people_named_as(Role.MEDIATOR, incident.pair, at=at)
    near = conflicts.too_near(incident, listed, at) if listed else set()
    if case is not None:
        near |= set(case.assignments.values_list("mediator_id", flat=True))
    return sorted(_counted([one for one in listed if one.pk not in near]), key=_turn)


def _counted(people: list[Person]) -> Any:
    going_on = Count("mediations", filter=Q(mediations__ended_at=None))
    return Person.objects.filter(pk__in=[one.pk for one in people]).annotate(
        going_on=going_on, last_named=Max("mediations__named_at")
    )


def _turn(person: Any) -> tuple[int, float, str]:
    last: datetime | None = person.last_named
    return person.going_on, last.timestamp() if last else 0.0, str(person.pk)
