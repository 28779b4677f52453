"""What one side does for itself with an incident: in the ledger of its own organisation, where
nobody of the other side reads."""

from datetime import datetime
from typing import Any

from audit import ledger
from incidents.models import Incident, MediationCase
from liaison.roles import Side


def record(
    verb: str,
    incident: Incident,
    side: Side,
    *,
    by: Any,
    at: datetime,
    about: MediationCase | None = None,
    **facts: Any,
) -> None:
    """*about*: the mediation of the incident, where it is about that."""
    ledger.record(
        verb,
        chain=chain(incident, side),
        by=by,
        about=about or incident,
        vis=vis_of(side),
        at=at,
        **facts,
    )


def chain(incident: Incident, side: Side) -> ledger.ChainRef:
    return ledger.ChainRef("organisation", incident.party_id(side))


def vis_of(side: Side) -> ledger.Vis:
    """The ledger's word for "only this side"."""
    return ledger.Vis.SITE if side is Side.SITE else ledger.Vis.POLICE
