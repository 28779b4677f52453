"""Who gets in where what is neither a statement of both sides nor a file is taken out."""

from incidents.models import Statement
from incidents.taxonomy import Lane
from tests.architecture.doors import IN_CHARGE, Door

SITE_HANDLES = frozenset({"manager", "alternate"})
POLICE_HANDLES = frozenset({"liaison", "backup"})


def _confided(world):
    said = Statement.objects.get(incident=world.mediated, lane=Lane.SITE_MEDIATOR)
    return [world.mediated.reference, said.pk]


def _post(world):
    return [world.released.reference, "post", world.officer_link.pk]


def _end(world):
    return [world.end_of_pattern.pattern_id, world.end_of_pattern.pk]


DOORS = {
    # What the other side cannot read is not there for it.
    "incidents:confided_take_out": Door(lets=SITE_HANDLES | {"mediator"}, args=_confided),
    "incidents:line_take_out": Door(lets=POLICE_HANDLES, args=_post),
    "incidents:pattern_end_take_out": Door(
        lets=SITE_HANDLES | POLICE_HANDLES,
        sees=IN_CHARGE - SITE_HANDLES - POLICE_HANDLES,
        args=_end,
    ),
    "telling:told_take_out": Door(lets=SITE_HANDLES, args=lambda world: [world.told.pk]),
}
