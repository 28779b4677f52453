"""An incident at each point of its way, logged by site staff."""

from incidents.tests import reports


def furnish(world):
    world.logged = reports.logged(world.cast)
    world.released = reports.released(world.cast)
    world.acknowledged = reports.acknowledged(world.cast)
    world.proposed = reports.proposed(world.cast)
