"""What one side does for itself with an incident: in the ledger of its own organisation, where
nobody of the other side reads; what it does in a lane, in the ledger of whoever reads that lane."""

from datetime import datetime
from typing import Any

from audit import ledger
from incidents.models import Incident, MediationCase
from incidents.taxonomy import Lane
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


def record_in(
    lane: Lane, verb: str, incident: Incident, *, by: Any, at: datetime, **facts: Any
) -> None:
    """*lane*: that of one side, or the shared one of an incident that is released."""
    alone = None if lane is Lane.SHARED else Side(lane.value)
    ledger.record(
        verb,
        chain=chain(incident, alone) if alone else incident.pair.chain,
        by=by,
        about=incident,
        vis=vis_of(alone) if alone else ledger.Vis.SHARED,
        at=at,
        **facts,
    )


def chain(incident: Incident, side: Side) -> ledger.ChainRef:
    return ledger.ChainRef("organisation", incident.party_id(side))


def vis_of(side: Side) -> ledger.Vis:
    """The ledger's word for "only this side"."""
    return ledger.Vis.SITE if side is Side.SITE else ledger.Vis.POLICE
