"""Who gets in at the addresses of incidents."""

import uuid

from tests.architecture.doors import BOTH_SIDES, OTHERS, Door

SITE_HANDLES = frozenset({"manager", "alternate"})
POLICE_HANDLES = frozenset({"liaison", "backup"})
HANDLES = SITE_HANDLES | POLICE_HANDLES


def _reference(name):
    return lambda world: [getattr(world, name).reference]


def _terms(world):
    return [world.proposed.reference, world.proposed.settlements.open().get().pk]


def _promise(world):
    return [world.settled.reference, world.settled.settlements.get().commitments.get().pk]


def _seen(name, **fields):
    return lambda world: {"seen": getattr(world, name).stamp, **fields}


DOORS = {
    "incidents:incident_list": Door(lets=BOTH_SIDES | OTHERS),
    "incidents:incident_log": Door(lets=BOTH_SIDES | OTHERS),
    "incidents:incident_detail": Door(lets=BOTH_SIDES, args=_reference("released")),
    "incidents:incident_note": Door(
        lets=BOTH_SIDES,
        method="post",
        args=_reference("released"),
        data=lambda world: {"note": "For our side.", "key": uuid.uuid4()},
    ),
    "incidents:incident_release": Door(
        lets=SITE_HANDLES, sees=frozenset({"staff", "leader"}), args=_reference("logged")
    ),
    "incidents:incident_keep": Door(
        lets=SITE_HANDLES,
        sees=frozenset({"staff", "leader"}),
        method="post",
        args=_reference("logged"),
        data=_seen("logged"),
    ),
    "incidents:incident_take_up": Door(
        lets=SITE_HANDLES,
        sees=frozenset({"staff", "leader"}),
        method="post",
        args=_reference("critical"),
        data=_seen("critical", words="The director, at 14:20."),
    ),
    "incidents:promise_done": Door(
        lets=POLICE_HANDLES, sees=BOTH_SIDES - POLICE_HANDLES, args=_promise
    ),
    "incidents:promise_check": Door(
        lets=SITE_HANDLES, sees=BOTH_SIDES - SITE_HANDLES, args=_promise
    ),
    "incidents:incident_acknowledge": Door(
        lets=POLICE_HANDLES,
        sees=BOTH_SIDES - POLICE_HANDLES,
        method="post",
        args=_reference("released"),
        data=_seen("released"),
    ),
    "incidents:incident_say": Door(
        lets=HANDLES,
        sees=BOTH_SIDES - HANDLES,
        method="post",
        args=_reference("acknowledged"),
        data=_seen("acknowledged", words="We asked the shift to park elsewhere."),
    ),
    "incidents:incident_settle": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=_reference("acknowledged")
    ),
    "incidents:settlement_accept": Door(
        lets=POLICE_HANDLES,
        sees=BOTH_SIDES - POLICE_HANDLES,
        method="post",
        args=_terms,
        data=_seen("proposed"),
    ),
    "incidents:settlement_decline": Door(
        lets=POLICE_HANDLES, sees=BOTH_SIDES - POLICE_HANDLES, args=_terms
    ),
    "incidents:settlement_withdraw": Door(
        lets=SITE_HANDLES,
        sees=BOTH_SIDES - SITE_HANDLES,
        method="post",
        args=_terms,
        data=_seen("proposed"),
    ),
}
