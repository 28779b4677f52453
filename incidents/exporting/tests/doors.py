"""Who gets in where a case is exported."""

from tests.architecture.doors import IN_CHARGE, SITE, Door

_MANAGERS = SITE - {"staff"}


def _layer(world):
    return [world.released.reference, world.layer.pk]


def _own(*more, method="get", data=None):
    """For those in charge of the side whose layer it is; site staff see the incident."""
    return Door(
        lets=_MANAGERS,
        sees=frozenset({"staff"}),
        method=method,
        args=lambda world: [*_layer(world), *(one(world) for one in more)],
        data=data,
    )


def _text(world):
    return world.released.statements.get(lane="shared").pk


def _place(world):
    return world.blackout.pk


DOORS = {
    "incidents:export_list": Door(
        lets=IN_CHARGE,
        sees=frozenset({"staff"}),
        args=lambda world: [world.released.reference],
    ),
    "incidents:export_layer": _own(),
    "incidents:export_wherever": _own(
        method="post", data=lambda _world: {"said": "patrol", "why": "unrelated"}
    ),
    "incidents:export_text": _own(_text),
    "incidents:export_lift": _own(_place, method="post"),
    "incidents:export_make": _own(),
}
