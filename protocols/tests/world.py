"""What the door table needs of protocols: one version in each stage, and a door card."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Person
from liaison import door_links
from liaison.models import DoorLink
from protocols import (
    commenting,
    discarding,
    drafting,
    editing,
    endorsing,
    proposing,
    sending,
    suspending,
    telling,
)
from protocols.editing import Wording
from protocols.models import DoorNote
from protocols.tests.conftest import BEGUN, SENT, agree
from protocols.tests.frames import by_leaders, framework, second_site
from protocols.tests.rolls import acknowledge, open_for, unit_of
from tests.cast import NOW

TOKEN = "a-token-that-opens-the-card"


def door_link(site, by, token=TOKEN, label="Central Division"):
    link = DoorLink(
        site=site,
        label=label,
        token_hash=door_links.hash_of(token),
        issued_at=BEGUN,
        issued_by=by,
    )
    link.seal(token, domain="system")
    link.save()
    return link


def furnish(world: SimpleNamespace) -> None:
    cast = world.cast
    first = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=BEGUN)
    world.agreed = agree(first, cast)
    world.suspension = suspending.suspend(
        world.agreed,
        cast.partnership,
        clause=12,
        days=14,
        reason="The back gate is being rebuilt.",
        by=cast.manager,
        at=timezone.now() - timedelta(days=1),
    )
    world.draft = drafting.start_next(first.protocol, by=cast.manager, at=SENT + timedelta(days=5))
    clause = world.draft.clauses.get(number=3)
    world.comment = commenting.comment(
        world.draft, clause.key, words="Which gate is meant?", by=cast.manager, at=NOW
    )
    world.proposal = proposing.propose(
        clause, texts={"en": Wording("Gate", "By the back gate.")}, revision=1, by=cast.liaison
    )
    world.discarded = discarding.discard(
        drafting.start([cast.partnership], title="Lighting", by=cast.manager, at=BEGUN),
        reason="It belongs to the perimeter.",
        by=cast.manager,
        at=SENT,
    )
    world.waiting = drafting.start([cast.partnership], title="Perimeter", by=cast.liaison, at=BEGUN)
    sending.send(world.waiting, by=cast.liaison, at=SENT)
    world.waiting.refresh_from_db()
    world.annexed = framework(cast)
    world.annexed_pair = cast.partnership
    world.annexed_sent = framework(cast, second_site(cast, name="Pier House"), title="Two sites")
    said = {code: Wording("Cars", "Cars stand on Pier Road.") for code in ("en", "fr")}
    editing.add_to_annex(world.annexed_sent, cast.partnership, texts=said, by=cast.manager)
    by_leaders(world.annexed_sent, by=cast.police_leader, at=SENT)
    door_link(cast.site, cast.manager)
    world.door_token = TOKEN
    now = timezone.now()
    world.roll_call = open_for(world.agreed, unit_of(cast), cast.liaison, at=now)
    acknowledge(world.roll_call, "4471", at=now)
    world.acknowledgement = world.roll_call.acknowledgements.get()
    world.endorsement = endorsing.endorse(
        world.agreed, form="letter", given_on=NOW.date(), by=cast.police_leader, at=now
    )
    world.door_note = telling.tell(
        cast.partnership, DoorNote.Kind.ENTERED, by=Person.system(), at=now
    )
