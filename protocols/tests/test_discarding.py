"""Putting a draft aside: who may, what is told and kept, what comes after."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from liaison.refusal import Refused
from notifications.models import Notice
from protocols import (
    agenda,
    commenting,
    discarding,
    drafting,
    drafting_agenda,
    editing,
    proposing,
    reading,
    sending,
    texts,
)
from protocols.discarding import CannotDiscard
from protocols.drafting import CannotDraft
from protocols.editing import Wording
from protocols.lifecycle import Stage
from protocols.models import Version
from protocols.tests.conftest import SENT, agree
from protocols.tests.raw_sql import refused
from protocols.tests.test_guards import EDITS, STAGE, _row_of
from protocols.tests.test_printing import read, words

REASON = "The board wants to wait for the new gate."
TEXTS = {"en": Wording("Gate", "By the back gate.")}


@pytest.fixture
def proposal(cast, draft):
    clause = draft.clauses.get(number=3)
    return proposing.propose(clause, texts=TEXTS, revision=1, by=cast.liaison, at=SENT)


@pytest.fixture
def discarded(cast, draft):
    return discarding.discard(draft, reason=REASON, by=cast.liaison, at=SENT)


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader"])
def test_either_side_may_and_says_why(cast, draft, part):
    discarding.discard(draft, reason=REASON, by=getattr(cast, part), at=SENT)

    draft.refresh_from_db()
    assert draft.is_discarded
    assert draft.is_settled
    move = draft.moves.get(what="discarded")
    assert (move.stage, move.at, move.reason.words()) == (Stage.DISCARDED, SENT, REASON)
    assert move.side == ("site" if part == "manager" else "police")


@pytest.mark.parametrize("part", ["staff", "officer", "auditor", "other_manager", "stranger"])
def test_nobody_else_may(cast, draft, part):
    with pytest.raises(PermissionDenied):
        discarding.discard(draft, reason=REASON, by=getattr(cast, part))
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_reason_is_needed(cast, draft, reason):
    with pytest.raises(CannotDiscard) as told:
        discarding.discard(draft, reason=reason, by=cast.manager)
    assert told.value.field == "reason"


@pytest.mark.parametrize("reached", ["sent", "signed"])
def test_what_was_sent_or_signed_is_not_discarded(cast, request, reached):
    version = request.getfixturevalue(reached)
    with pytest.raises(CannotDraft):
        discarding.discard(version, reason=REASON, by=cast.manager)


def test_the_ledger_tells_it_and_not_why(cast, discarded):
    bodies = [entry.body.body for entry in Entry.objects.of(cast.partnership.chain)]

    assert sum("protocols.discarded" in body for body in bodies) == 1
    assert not any("new gate" in body for body in bodies)


def test_everybody_else_in_charge_on_both_sides_is_told(cast, discarded):
    told = Notice.objects.filter(kind="protocols/discarded")

    assert {notice.recipient_id for notice in told} == {
        getattr(cast, part).pk
        for part in ("manager", "alternate", "leader", "backup", "police_leader")
    }
    assert all("new gate" not in str(notice.facts) for notice in told)


def test_it_leaves_every_desk_even_with_an_open_proposal(cast, draft, proposal):
    assert drafting_agenda.waiting_for(cast.manager, SENT)

    discarding.discard(draft, reason=REASON, by=cast.manager, at=SENT)

    for part in ("manager", "liaison"):
        person = getattr(cast, part)
        assert drafting_agenda.waiting_for(person, SENT) == []
        assert agenda.waiting_for(person, SENT) == []


def test_nothing_is_done_with_it_any_more(cast, discarded, draft):
    clause = draft.clauses.get(number=3)
    deeds = (
        lambda: discarding.discard(draft, reason=REASON, by=cast.manager),
        lambda: editing.reword(clause, texts=TEXTS, revision=1, by=cast.manager),
        lambda: sending.send(draft, by=cast.manager),
        lambda: commenting.comment(draft, clause.key, words="Hm.", by=cast.manager),
    )
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_the_first_draft_can_be_taken_up_from_its_own_words(cast, draft, discarded):
    following = drafting.start_next(draft.protocol, by=cast.manager)

    assert (following.number, following.base, following.is_draft) == (2, draft, True)
    assert reading.table(texts.of(following), "en") == reading.table(texts.of(draft), "en")


def test_the_next_begins_from_what_was_agreed_and_not_from_what_was_discarded(cast, signed):
    second = drafting.start_next(signed.protocol, by=cast.manager)
    discarding.discard(second, reason=REASON, by=cast.manager)

    third = drafting.start_next(signed.protocol, by=cast.liaison)

    assert (third.number, third.base) == (3, signed)
    assert agree(third, cast).is_signed


# What the database holds ---------------------------------------------------------------------


@pytest.mark.parametrize("stage", [stage for stage in Stage.values if stage != "discarded"])
def test_a_discarded_draft_goes_nowhere(discarded, stage):
    assert refused(STAGE.format(stage), discarded.pk)


@pytest.mark.parametrize("edit", [edit for edit in EDITS if "slot" not in edit])
def test_nothing_of_it_changes(discarded, edit):
    assert refused(EDITS[edit], _row_of(EDITS[edit], discarded))


def test_it_is_not_removed_nor_is_what_was_sent_discarded(discarded, sent_elsewhere):
    assert refused("DELETE FROM protocols_version WHERE id = %s", discarded.pk)
    unsent = (
        "UPDATE protocols_version SET stage = 'discarded', digest = '', scheme = '', "
        "sent_at = NULL, sent_by_id = NULL WHERE id = %s"
    )
    assert refused(unsent, sent_elsewhere.pk)


@pytest.fixture
def sent_elsewhere(cast):
    version = drafting.start([cast.partnership], title="Perimeter", by=cast.manager)
    sending.send(version, by=cast.liaison)
    return Version.objects.get(pk=version.pk)


def test_a_draft_with_an_open_proposal_is_discarded_by_the_database_too(proposal):
    assert not refused(STAGE.format("discarded"), proposal.version_id)


# Pages ---------------------------------------------------------------------------------------


def test_the_page_asks_first_and_its_button_does_it(cast, draft, as_):
    client = as_(cast.manager)
    address = f"{draft.get_absolute_url()}discard/"
    assert address in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(address).status_code == 200
    assert Version.objects.get(pk=draft.pk).is_draft

    assert client.post(address, {"reason": " "}).status_code == 422
    done = client.post(address, {"reason": REASON}, follow=True)

    assert done.redirect_chain[0][0] == draft.get_absolute_url()
    assert Version.objects.get(pk=draft.pk).is_discarded


def test_who_was_slower_keeps_what_they_typed(cast, discarded, as_):
    again = as_(cast.manager).post(
        f"{discarded.get_absolute_url()}discard/", {"reason": "Not needed any more."}
    )

    assert again.status_code == 422
    assert "Not needed any more." in again.content.decode()


@pytest.mark.parametrize("part", ["manager", "liaison", "staff"])
def test_both_sides_read_it_and_why(cast, proposal, discarded, as_, part):
    shown = as_(getattr(cast, part)).get(discarded.get_absolute_url()).content.decode()

    assert REASON in shown
    assert "Discarded by" in shown
    assert "/discard/" not in shown
    assert "/send/" not in shown


def test_it_stands_in_the_list_until_the_next_is_begun(cast, discarded, as_):
    client = as_(cast.manager)
    listed = client.get("/protocols/").content.decode()
    assert discarded.get_absolute_url() in listed
    assert "Discarded" in listed

    following = drafting.start_next(discarded.protocol, by=cast.manager)

    listed = client.get("/protocols/").content.decode()
    assert discarded.get_absolute_url() not in listed
    assert following.get_absolute_url() in listed
    of_protocol = client.get(discarded.protocol.get_absolute_url()).content.decode()
    assert discarded.get_absolute_url() in of_protocol


def test_officers_see_nothing_of_it(cast, discarded, as_):
    client = as_(cast.officer)
    assert client.get(discarded.get_absolute_url()).status_code == 404
    assert discarded.get_absolute_url() not in client.get("/protocols/").content.decode()


def test_its_paper_says_on_every_page_what_it_is_and_that_it_never_applies(cast, discarded, as_):
    paper = as_(cast.manager).get(f"{discarded.get_absolute_url()}text.pdf")

    assert paper.status_code == 200
    pages = words(read(discarded))
    assert all("DISCARDED" in page for page in pages)
    assert "A draft that was discarded. It never applied." in pages[0]
    assert "Never: it was discarded." in pages[0]
    assert "the last signature" not in pages[0]
