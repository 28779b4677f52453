"""Who gets in at the addresses of a mediation."""

from uuid import uuid4

from incidents.mediation.tests import cases
from tests.architecture.doors import BOTH_SIDES, IN_CHARGE, OTHERS, Door

HANDLES = frozenset({"manager", "alternate", "liaison", "backup"})
MEDIATOR = frozenset({"mediator"})
CONSENTS = HANDLES | {"police_leader"}


def _reference(name):
    return lambda world: [getattr(world, name).reference]


def _yes(world):
    return {"says": "yes"}


def _to_the_site(world):
    return {"lane": "site_mediator", "words": "In confidence.", "key": uuid4()}


DOORS = {
    "incidents:mediation_detail": Door(lets=IN_CHARGE | MEDIATOR, args=_reference("mediated")),
    "incidents:mediation_offer": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=_reference("acknowledged")
    ),
    "incidents:mediation_answer": Door(
        lets=CONSENTS,
        sees=IN_CHARGE - CONSENTS,
        method="post",
        args=_reference("offered"),
        data=_yes,
    ),
    "incidents:mediation_leave": Door(
        lets=CONSENTS,
        sees=IN_CHARGE - CONSENTS | MEDIATOR,
        method="post",
        args=_reference("mediated"),
    ),
    "incidents:mediator_answer": Door(
        lets=HANDLES,
        sees=IN_CHARGE - HANDLES | MEDIATOR,
        method="post",
        args=_reference("named"),
        data=_yes,
    ),
    "incidents:mediator_step_back": Door(
        lets=MEDIATOR, sees=IN_CHARGE, method="post", args=_reference("mediated")
    ),
    "incidents:mediation_terms": Door(
        lets=HANDLES | MEDIATOR, sees=IN_CHARGE - HANDLES, args=_reference("to_sign")
    ),
    "incidents:mediation_confide": Door(
        lets=frozenset({"manager", "alternate"}) | MEDIATOR,
        sees=IN_CHARGE - {"manager", "alternate"},
        method="post",
        args=_reference("mediated"),
        data=_to_the_site,
    ),
    "incidents:mediation_agreement": Door(lets=IN_CHARGE | MEDIATOR, args=_reference("in_draft")),
    "incidents:mediation_draft": Door(lets=MEDIATOR, sees=IN_CHARGE, args=_reference("in_draft")),
    "incidents:mediation_lay_out": Door(
        lets=MEDIATOR,
        sees=IN_CHARGE,
        method="post",
        args=_reference("in_draft"),
        data=lambda world: {"digest": cases.digest_of(world.in_draft.mediations.get())},
    ),
    "incidents:mediation_close": Door(lets=MEDIATOR, sees=IN_CHARGE, args=_reference("mediated")),
    "incidents:mediation_go_back": Door(
        lets=CONSENTS,
        sees=IN_CHARGE - CONSENTS | MEDIATOR,
        method="post",
        args=_reference("thinking_again"),
    ),
    "incidents:mediation_meeting": Door(
        lets=HANDLES | MEDIATOR, sees=IN_CHARGE - HANDLES, args=_reference("mediated")
    ),
    "incidents:mediation_survey": Door(lets=IN_CHARGE | MEDIATOR, args=_reference("mediated")),
    "incidents:survey_results": Door(
        lets=IN_CHARGE | (OTHERS - {"other_staff"}) | MEDIATOR | {"observer"}
    ),
    "incidents:mediation_seen": Door(lets=IN_CHARGE | MEDIATOR, args=_reference("mediated")),
}
