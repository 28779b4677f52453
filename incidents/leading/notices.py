"""Who hears what of an incident that is with the leaders. Codes only."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from incidents.models import Escalation
from incidents.recusal import remaining
from liaison import access
from liaison.roles import Permission, Side
from notifications import post


def asked(escalation: Escalation, *, but: Iterable[Any], at: datetime) -> None:
    """The leaders of both sides, and those who answer for either: their turn is over for now.
    Not those who know it already (*but*)."""
    _tell("leaders_asked", escalation, _everybody(escalation), "asked", but=but, at=at)


def review_asked(escalation: Escalation, *, but: Iterable[Any], at: datetime) -> None:
    _tell("review_asked", escalation, _everybody(escalation), "asked", but=but, at=at)


def put_forward(escalation: Escalation, side: Side, *, by: Any, at: datetime) -> None:
    """The leaders of the other side."""
    pair = escalation.incident.pair
    people = access.people_who_may(Permission.INCIDENT_LEAD, pair, side.other)
    key = f"forward:{escalation.incident.revision}"
    _tell("leaders_put_forward", escalation, people, key, but=[by], at=at)


def decided(escalation: Escalation, *, by: Any, at: datetime) -> None:
    _tell("leaders_decided", escalation, _everybody(escalation), "decided", but=[by], at=at)


def _everybody(escalation: Escalation) -> Iterable[Any]:
    pair = escalation.incident.pair
    people = {
        one.pk: one
        for permission in (Permission.INCIDENT_LEAD, Permission.INCIDENT_HANDLE)
        for one in access.people_who_may(permission, pair)
    }
    return people.values()


def _tell(
    kind: str,
    escalation: Escalation,
    people: Iterable[Any],
    key: str,
    *,
    but: Iterable[Any],
    at: datetime,
) -> None:
    incident, known = escalation.incident, {one.pk for one in but}
    post.send(
        f"incidents/{kind}",
        to=[one for one in remaining.on_case(incident, people) if one.pk not in known],
        about=incident,
        path=incident.get_absolute_url(),
        key=f"{escalation.pk}:{key}",
        facts={"way": escalation.way},
        at=at,
    )
