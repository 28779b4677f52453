"""Who gets in at the addresses of incidents."""

import uuid

from incidents.corrections.tests.doors import DOORS as OF_CORRECTIONS
from incidents.critical.tests.doors import DOORS as OF_CRITICAL
from incidents.exporting.tests.doors import DOORS as OF_EXPORTS
from incidents.leading.tests.doors import DOORS as OF_LEADERS
from incidents.lines.tests.doors import DOORS as OF_LINES
from incidents.mediation.tests.doors import DOORS as OF_MEDIATIONS
from incidents.questions.tests.doors import DOORS as OF_QUESTIONS
from tests.architecture.doors import BOTH_SIDES, OTHERS, POLICE, SITE, Door

SITE_HANDLES = frozenset({"manager", "alternate"})
POLICE_HANDLES = frozenset({"liaison", "backup"})
HANDLES = SITE_HANDLES | POLICE_HANDLES


def _reference(name):
    return lambda world: [getattr(world, name).reference]


def _terms(world):
    return [world.proposed.reference, world.proposed.settlements.open().get().pk]


def _promise(world):
    return [world.settled.reference, world.settled.settlements.get().commitments.get().pk]


def _words(world):
    return [world.released.reference, world.released.statements.get(lane="shared").pk]


def _file(name):
    return lambda world: [getattr(world, name).incident.reference, getattr(world, name).pk]


def _seen(name, **fields):
    return lambda world: {"seen": getattr(world, name).stamp, **fields}


def _answer_to_the_end():
    return Door(
        lets=POLICE_HANDLES,
        sees=BOTH_SIDES - POLICE_HANDLES - {"staff"},
        method="post",
        args=lambda world: [world.end_of_pattern.pattern_id, world.end_of_pattern.pk],
    )


DOORS = {
    "incidents:incident_list": Door(lets=BOTH_SIDES | OTHERS),
    "incidents:incident_log": Door(lets=BOTH_SIDES | OTHERS),
    "incidents:draft_list": Door(lets=BOTH_SIDES | OTHERS),
    "incidents:draft_save": Door(
        lets=BOTH_SIDES | OTHERS, method="post", data=lambda _world: {"key": uuid.uuid4()}
    ),
    "incidents:draft_discard": Door(
        lets=frozenset({"staff"}), method="post", args=lambda world: [world.log_draft.pk]
    ),
    "incidents:presence_tap": Door(
        lets=frozenset({"staff", "manager", "alternate", "other_staff", "other_manager"})
    ),
    "incidents:presence_undo": Door(
        lets=frozenset({"staff", "manager", "alternate"}),
        method="post",
        args=lambda world: [world.tap.pk],
    ),
    "incidents:presence_list": Door(lets=(BOTH_SIDES | OTHERS) - {"staff", "other_staff"}),
    "incidents:presence_week": Door(
        lets=BOTH_SIDES - {"staff"}, args=lambda world: [world.week.pk]
    ),
    "incidents:presence_note": Door(
        lets=POLICE_HANDLES,
        sees=BOTH_SIDES - POLICE_HANDLES - {"staff"},
        method="post",
        args=lambda world: [world.week.pk],
    ),
    "incidents:presence_send": Door(
        lets=SITE_HANDLES,
        sees=BOTH_SIDES - SITE_HANDLES - {"staff"},
        method="post",
        args=lambda world: [world.partnership.pk, world.week.starts_on],
    ),
    "incidents:pattern_list": Door(lets=(BOTH_SIDES | OTHERS) - {"staff", "other_staff"}),
    "incidents:pattern_detail": Door(
        lets=BOTH_SIDES - {"staff"}, args=lambda world: [world.pattern.pk]
    ),
    "incidents:pattern_agree": _answer_to_the_end(),
    "incidents:pattern_talk_on": _answer_to_the_end(),
    "incidents:conflict": Door(lets=BOTH_SIDES, args=_reference("released")),
    "incidents:conflict_end": Door(
        lets=frozenset({"manager", "leader"}),
        sees=SITE - {"manager", "leader", "alternate"},
        method="post",
        args=lambda world: [world.recusal.incident.reference, world.recusal.pk],
    ),
    "incidents:statement_ask": Door(lets=POLICE_HANDLES, args=_reference("released")),
    "incidents:statement_revoke": Door(
        lets=POLICE_HANDLES,
        method="post",
        args=lambda world: [world.released.reference, world.officer_link.pk],
    ),
    "incidents:statement_give": Door(public=True, args=lambda world: [world.officer_link.words()]),
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
    "incidents:incident_count": Door(
        lets=SITE_HANDLES,
        sees=frozenset({"staff", "leader"}),
        method="post",
        args=_reference("logged"),
        data=_seen("logged"),
    ),
    "incidents:incident_recall": Door(
        lets=SITE_HANDLES,
        sees=frozenset({"staff", "leader"}),
        method="post",
        args=_reference("planned"),
        data=_seen("planned"),
    ),
    "incidents:incident_take_up": Door(
        lets=SITE_HANDLES,
        sees=frozenset({"staff", "leader"}),
        method="post",
        args=_reference("critical"),
        data=_seen("critical", words="The director, at 14:20."),
    ),
    "incidents:incident_apart": Door(
        lets=POLICE | {"staff"}, sees=SITE - {"staff"}, args=_reference("with_badge")
    ),
    "incidents:words_take_out": Door(lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=_words),
    "incidents:incident_attach": Door(lets=BOTH_SIDES, method="post", args=_reference("released")),
    "incidents:attachment_file": Door(lets=BOTH_SIDES, args=_file("shared_file")),
    "incidents:attachment_show": Door(
        lets=SITE_HANDLES, sees=SITE - SITE_HANDLES, args=_file("site_file")
    ),
    "incidents:attachment_take_out": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=_file("shared_file")
    ),
    "incidents:promise_done": Door(
        lets=POLICE_HANDLES, sees=BOTH_SIDES - POLICE_HANDLES, args=_promise
    ),
    "incidents:promise_check": Door(
        lets=SITE_HANDLES, sees=BOTH_SIDES - SITE_HANDLES, args=_promise
    ),
    "incidents:promise_again": Door(
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
    "incidents:incident_reopen": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=_reference("settled")
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
    "telling:tell": Door(public=True, args=lambda world: [world.tell_link.words()]),
    "telling:status": Door(public=True),
    "telling:told_list": Door(lets=SITE_HANDLES | {"other_manager"}),
    "telling:told_detail": Door(lets=SITE_HANDLES, args=lambda world: [world.told.pk]),
}
DOORS |= (
    OF_CORRECTIONS | OF_LINES | OF_MEDIATIONS | OF_CRITICAL | OF_LEADERS | OF_QUESTIONS | OF_EXPORTS
)
