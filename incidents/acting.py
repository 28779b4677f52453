"""Who acts for a side while whoever speaks first for it is away, for the bar that says whose turn
it is: the same person whom the reminders go to first."""

from datetime import datetime

from incidents.models import Incident
from incidents.recusal import remaining
from liaison import standing_in, timekeeping
from liaison.roles import Side


def stand_in(incident: Incident, side: Side | None, *, at: datetime) -> str:
    """The post of the backup who stands in for *side* at *at*; empty where nobody does, or they are
    off the case. One query, one more where somebody stands in."""
    if side is None or incident.partnership_id is None:
        return ""
    day = timekeeping.day_at(incident.site, at)
    found = standing_in.in_place_of(incident.partnership_id, side, on=day)
    if found is None or found[0] in remaining.off(incident):
        return ""
    return found[1]
