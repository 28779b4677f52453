"""After a serious encounter that both sides know of: the way to a debrief."""

from typing import Any

from incidents.models import Incident
from incidents.taxonomy import Severity
from visits import addresses


def way(incident: Incident, person: Any) -> str:
    """Where *person* proposes a debrief about *incident*. Nothing for a milder one, while only one
    side knows of it, and for somebody who proposes no visits. The address says nothing of it."""
    if incident.released_at is None or incident.severity < Severity.SERIOUS:
        return ""
    return addresses.debrief(incident.pair, person)
