"""A critical matter of either side, as far as its side has come with it."""

from incidents import ending, taking_up
from incidents.critical import confirming
from incidents.referring import Told
from incidents.taxonomy import Severity
from incidents.tests import reports
from tests.cast import NOW

CALLED = "The director, at 14:20; the duty inspector, at 14:30."


def logged(cast, *, side="site", **changes):
    by = {"site": cast.staff, "police": cast.liaison}[side]
    return reports.logged(cast, by=by, severity=Severity.CRITICAL, **changes)


def called(cast, *, side="site", at=NOW, **changes):
    incident = logged(cast, side=side, **changes)
    by = {"site": cast.manager, "police": cast.liaison}[side]
    taking_up.take_up(incident, CALLED, by=by, at=at)
    incident.refresh_from_db()
    return incident


def confirmed(cast, *, side="site", at=NOW, **changes):
    """What the other side learns of it."""
    incident = called(cast, side=side, at=at, **changes)
    by = {"site": cast.manager, "police": cast.police_leader}[side]
    return confirming.confirm(incident, by=by, at=at)


def reported(cast, *, at=NOW, number="2025-26417", **changes):
    """The site's manager told the statutory body, that day by the site's clock."""
    incident = called(cast, **changes)
    day = at.astimezone(incident.tz).date()
    ending.report(incident, Told("The commissioner", day, number), by=cast.manager, at=at)
    incident.refresh_from_db()
    return incident


def closed(cast, *, at=NOW, **changes):
    incident = called(cast, **changes)
    ending.close(incident, "The body decides.", by=cast.manager, at=at)
    incident.refresh_from_db()
    return incident
