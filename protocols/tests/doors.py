"""Who gets in at the addresses of protocols and of the door card.

The world holds a version in force ("agreed") with a clause suspended ("suspension"), a draft of
its next version ("draft") and, in another protocol of the same partnership, a version that awaits
signatures ("waiting"). On the draft somebody said something ("comment") and proposed other wording
("proposal"). Another draft was discarded ("discarded"), so that its next version may be begun.
"""

from tests.architecture.doors import BOTH_SIDES, EVERYONE, IN_CHARGE, POLICE, SITE, Door

READERS = BOTH_SIDES | {"officer", "observer", "auditor"}
BRIEFED = (IN_CHARGE | {"officer", "auditor"}) - {"staff"}
LEADS = POLICE
LEADERS = frozenset({"leader", "police_leader"})
BINDING = frozenset({"manager", "alternate", "leader", "police_leader"})
LEADERS = frozenset({"leader", "police_leader"})
# The roles that open protocols at all, wherever; each sees their own.
OTHERS_IN_CHARGE = frozenset(
    {"other_manager", "other_leader", "other_liaison", "other_police_leader"}
)
OTHERS = OTHERS_IN_CHARGE | {"other_staff"}


def of(name):
    return lambda world: [getattr(world, name).protocol.slug, getattr(world, name).number]


def clause_of_draft(world):
    return [*of("draft")(world), world.draft.clauses.first().pk]


def talk_of_draft(world):
    return [*of("draft")(world), world.comment.clause_key]


def proposal_on_draft(world):
    return [*of("draft")(world), world.proposal.pk]


def editing(args=None, method="get"):
    return Door(
        lets=IN_CHARGE, sees=BOTH_SIDES - IN_CHARGE, method=method, args=args or of("draft")
    )


# The other side proposed it.
DECIDING = Door(lets=IN_CHARGE & SITE, sees=BOTH_SIDES - (IN_CHARGE & SITE), args=proposal_on_draft)


def of_protocol(world, *more):
    return [world.agreed.protocol.slug, *more]


DOORS = {
    "protocols:protocol_list": Door(lets=READERS | OTHERS, sees=EVERYONE - READERS - OTHERS),
    "protocols:protocol_start": Door(
        lets=IN_CHARGE | OTHERS_IN_CHARGE, sees=EVERYONE - IN_CHARGE - OTHERS_IN_CHARGE
    ),
    "protocols:protocol_detail": Door(
        lets=READERS, args=lambda world: [world.agreed.protocol.slug]
    ),
    "protocols:version_compare": Door(lets=READERS, args=of_protocol),
    "protocols:version_start": editing(args=lambda world: [world.discarded.protocol.slug]),
    "protocols:version_detail": Door(lets=READERS, args=of("agreed")),
    "protocols:version_certificate": Door(lets=READERS, args=of("agreed")),
    "protocols:version_pdf": Door(lets=READERS, args=of("agreed")),
    "protocols:version_export": Door(lets=READERS, args=of("agreed")),
    "protocols:copy_verify": Door(public=True),
    "protocols:version_settle": editing(),
    "protocols:version_discard": editing(),
    "protocols:version_send": editing(method="post"),
    "protocols:version_recall": editing(args=of("waiting")),
    "protocols:version_sign": editing(args=of("waiting")),
    "protocols:version_decline": editing(args=of("waiting")),
    "protocols:version_suspend": Door(lets=BINDING, sees=READERS - BINDING, args=of("agreed")),
    "protocols:suspension_resume": Door(
        lets=BINDING,
        sees=READERS - BINDING,
        method="post",
        args=lambda world: [*of("agreed")(world), world.suspension.pk],
    ),
    "protocols:version_terminate": Door(lets=LEADERS, sees=READERS - LEADERS, args=of("agreed")),
    "protocols:applied_then": Door(
        lets=READERS, args=lambda world: [world.agreed.protocol.covered[0].pk]
    ),
    "protocols:clause_add": editing(),
    "protocols:clause_edit": editing(args=clause_of_draft),
    "protocols:clause_move": editing(args=clause_of_draft, method="post"),
    "protocols:clause_remove": editing(args=clause_of_draft, method="post"),
    "protocols:clause_discuss": Door(lets=BOTH_SIDES, args=talk_of_draft),
    "protocols:clause_propose": editing(
        args=lambda world: [*of("draft")(world), world.draft.clauses.get(number=5).key]
    ),
    "protocols:addition_propose": editing(),
    "protocols:removal_propose": editing(
        args=lambda world: [*of("draft")(world), world.draft.clauses.get(number=5).key]
    ),
    "protocols:proposal_accept": editing(args=proposal_on_draft, method="post"),
    "protocols:proposal_counter": DECIDING,
    "protocols:proposal_decline": DECIDING,
    "protocols:proposal_withdraw": editing(args=proposal_on_draft, method="post"),
    "protocols:comment_resolve": editing(
        args=lambda world: [*of("draft")(world), world.comment.pk], method="post"
    ),
    "protocols:annex_add": editing(
        args=lambda world: [*of("annexed")(world), world.annexed_pair.pk]
    ),
    "protocols:annex_export": Door(
        lets=BOTH_SIDES,
        args=lambda world: [*of("annexed_sent")(world), world.annexed_pair.pk],
    ),
    "protocols:topic_list": editing(),
    "protocols:topic_add": editing(args=lambda world: [*of("draft")(world), "media"]),
    "protocols:table_edit": editing(),
    "protocols:answers_edit": editing(),
    "protocols:answer_everywhere": editing(args=lambda world: [*of("draft")(world), "C13"]),
    "protocols:answer_withdraw": editing(
        args=lambda world: [*of("draft")(world), "C13"], method="post"
    ),
    "protocols:answer_edit": editing(args=lambda world: [*of("draft")(world), "C13", "operating"]),
    "protocols:briefing_show": Door(lets=BRIEFED, sees=READERS - BRIEFED, args=of_protocol),
    "protocols:roll_call_open": Door(
        lets=LEADS, sees=READERS - LEADS, method="post", args=of_protocol
    ),
    "protocols:roll_call_show": Door(
        lets=POLICE | {"officer"}, args=lambda world: of_protocol(world, world.roll_call.pk)
    ),
    "protocols:roll_call_revoke": Door(
        lets=LEADS,
        sees=frozenset({"officer"}),
        method="post",
        args=lambda world: of_protocol(world, world.roll_call.pk),
    ),
    "protocols:acknowledgement_strike": Door(
        lets=LEADS,
        sees=frozenset({"officer"}),
        method="post",
        args=lambda world: of_protocol(world, world.roll_call.pk, world.acknowledgement.pk),
    ),
    "protocols:briefing_set_aside": Door(
        lets=LEADS,
        sees=READERS - LEADS,
        method="post",
        args=lambda world: of_protocol(world, world.cast.service.pk),
    ),
    "protocols:protocol_endorse": Door(
        lets=LEADERS, sees=READERS - LEADERS, method="post", args=of_protocol
    ),
    "protocols:endorsement_withdraw": Door(
        lets=LEADERS,
        sees=READERS - LEADERS,
        method="post",
        args=lambda world: of_protocol(world, world.endorsement.pk),
    ),
    "protocols:door_briefing": Door(public=True, args=lambda world: [world.door_token]),
    "protocols:door_note_list": Door(lets=frozenset({"liaison", "backup", "other_liaison"})),
    "protocols:door_note_set_aside": Door(
        lets=frozenset({"liaison", "backup"}),
        method="post",
        args=lambda world: [world.door_note.pk],
    ),
    "protocols:door_tell": Door(
        public=True,
        method="post",
        args=lambda world: [world.door_token],
        data=lambda world: {"kind": "waited"},
    ),
    "protocols:door_unclear": Door(
        public=True,
        method="post",
        args=lambda world: [world.door_token],
        data=lambda world: {"clause": "11"},
    ),
    "protocols:door_manifest": Door(public=True, args=lambda world: [world.door_token]),
    "protocols:door_print": Door(public=True, args=lambda world: [world.door_token]),
    "protocols:door_whole": Door(public=True, args=lambda world: [world.door_token]),
    "protocols:door_worker": Door(public=True),
    "protocols:door_card": Door(public=True, args=lambda world: [world.door_token]),
}
