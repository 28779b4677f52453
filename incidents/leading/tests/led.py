"""An incident with the leaders of both sides, and on its way from there."""

from incidents.leading import deciding, escalating
from incidents.leading.deciding import Choice
from incidents.models.escalation import Way
from incidents.tests import reports
from tests.cast import NOW

WHY = "We have written to each other four times about the same corner."


def escalated(cast, *, by=None, at=NOW, stage="discussed", **changes):
    incident = getattr(reports, stage)(cast, **changes)
    escalating.escalate(incident, WHY, by=by or cast.manager, at=at)
    incident.refresh_from_db()
    return incident


def forward(cast, incident, choice, *, by=None, at=NOW):
    """What the site's leader puts forward."""
    deciding.put_forward(incident, choice, by=by or cast.leader, at=at)
    incident.refresh_from_db()
    return incident.escalations.get().words.get(side="site" if by is None else "police")


def decided(cast, way, *, at=NOW, **changes):
    incident = escalated(cast, **changes)
    for by in (cast.leader, cast.police_leader):
        deciding.put_forward(incident, Choice(way), by=by, at=at)
    incident.refresh_from_db()
    return incident


def referred(cast, **changes):
    return decided(cast, Way.REFER, **changes)
