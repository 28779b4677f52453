"""Who hears what about an incident. Codes only: no words about it, no site."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from incidents.models import Commitment, Incident, Settlement, Statement
from liaison import access, reach
from liaison.roles import Permission, Side
from notifications import post


def critical(incident: Incident, *, by: Any, at: datetime) -> None:
    """Everybody in charge of the own side, at once, also where it is not settled yet with which
    service it will be discussed. Whoever may not see it after all is not told."""
    permission, side = Permission.INCIDENT_SEE_SIDE, incident.author_side
    people = (
        access.people_who_may(permission, incident.pair, side)
        if incident.partnership
        else reach.people_in(incident.organisation, permission, at=at)
    )
    _tell("critical", incident, side, key="critical", by=by, at=at, people=people)


def released(incident: Incident, *, by: Any, side: Side, at: datetime) -> None:
    _tell("released", incident, side.other, key="released", by=by, at=at)


def acknowledged(incident: Incident, *, by: Any, side: Side, at: datetime) -> None:
    _tell("acknowledged", incident, side.other, key="acknowledged", by=by, at=at)


def discussed(
    incident: Incident, statement: Statement, *, by: Any, side: Side, at: datetime
) -> None:
    _tell("discussed", incident, side.other, key=f"said:{statement.pk}", by=by, at=at)


def proposed(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = Side(settlement.side).other
    _tell("proposed", incident, side, key=f"proposed:{settlement.pk}", by=by, at=at)


def withdrawn(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = Side(settlement.side).other
    _tell("withdrawn", incident, side, key=f"withdrawn:{settlement.pk}", by=by, at=at)


def declined(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = Side(settlement.side)
    _tell("declined", incident, side, key=f"declined:{settlement.pk}", by=by, at=at)


def settled(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    """Both sides hear it: the promises of a settlement are everybody's business."""
    for side in Side:
        _tell("settled", incident, side, key=f"settled:{settlement.pk}", by=by, at=at)


def promise_due(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    """To the side that is asked whether the other kept it."""
    side = promise.promiser.other
    _tell("promise_due", incident, side, key=f"due:{promise.pk}", by=by, at=at)


def promise_done(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    side = promise.promiser.other
    _tell("promise_done", incident, side, key=f"done:{promise.pk}", by=by, at=at)


def promise_checked(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    side = promise.promiser
    _tell("promise_checked", incident, side, key=f"checked:{promise.pk}", by=by, at=at)


def _tell(
    kind: str,
    incident: Incident,
    side: Side,
    *,
    key: str,
    by: Any,
    at: datetime,
    people: Iterable[Any] | None = None,
) -> None:
    """*people*, else those of *side* who can act on it, save the one who did it."""
    if people is None:
        people = access.people_who_may(Permission.INCIDENT_HANDLE, incident.pair, side)
    post.send(
        f"incidents/{kind}",
        to=[person for person in people if person.pk != by.pk],
        about=incident,
        path=incident.get_absolute_url(),
        key=f"{incident.pk}:{key}",
        facts={"side": side.value, "good": incident.is_positive},
        at=at,
    )
