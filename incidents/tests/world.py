"""An incident at each point of its way, logged by site staff."""

from datetime import date

from incidents.settling import Promise
from incidents.taxonomy import Severity
from incidents.tests import reports
from liaison.roles import Side

PROMISE = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 2, 14))


def furnish(world):
    world.logged = reports.logged(world.cast)
    world.released = reports.released(world.cast)
    world.acknowledged = reports.acknowledged(world.cast)
    world.proposed = reports.proposed(world.cast)
    world.settled = reports.settled(world.cast, promises=[PROMISE])
    world.critical = reports.logged(world.cast, severity=Severity.CRITICAL)
