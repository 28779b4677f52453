"""Who hears that a case was exported: the others in charge of the own side, and where something
stood in it that both sides read, those of the other side who can act on it."""

from datetime import datetime
from typing import Any

from incidents.models import Export, Incident
from incidents.recusal import remaining
from liaison.roles import Permission, Side
from notifications import post


def exported(export: Export, incident: Incident, side: Side, *, by: Any, at: datetime) -> None:
    told = [(side, Permission.INCIDENT_EXPORT)]
    if export.shares:
        told.append((side.other, Permission.INCIDENT_HANDLE))
    for whom, permission in told:
        people = remaining.of_side(incident, whom, permission, at=at)
        post.send(
            "incidents/exported",
            to=remaining.on_case(incident, people, without=by),
            about=incident,
            path=incident.get_absolute_url(),
            key=f"{incident.pk}:exported:{export.pk}",
            facts={"side": whom.value, "own": whom is side},
            at=at,
        )
