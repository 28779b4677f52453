"""What applies at one of several sites alone: who writes it, who reads it, how it is signed."""

import hashlib
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Person
from audit.models import EntryBody
from protocols import (
    annexes,
    answering,
    canonical,
    document,
    drafting,
    editing,
    in_force,
    reading,
    sending,
    suspending,
    telling,
    texts,
)
from protocols.answering import Reply
from protocols.editing import CannotEdit, Wording
from protocols.entry import Disposition
from protocols.models import EntryRow
from protocols.sending import CannotSend
from protocols.suspending import CannotSuspend
from protocols.telling import CannotTell
from protocols.tests import frames
from protocols.tests.conftest import SENT
from protocols.tests.frames import framework, second_site
from protocols.tests.test_answering import PATROL, seen
from tests.cast import NOW

OURS = "Cars stand on Pier Road."
THEIRS = "The quay gate opens to the night watch."


@pytest.fixture
def quay(cast):
    return second_site(cast)


@pytest.fixture
def frame(cast, quay):
    return framework(cast, quay)


def words(body, heading="The gate"):
    return {code: Wording(heading, body) for code in ("en", "fr")}


def write(version, partnership, body, by, heading="The gate"):
    return editing.add_to_annex(version, partnership, texts=words(body, heading), by=by)


@pytest.fixture
def annexed(cast, quay, frame):
    """One clause for Harbour Street, two for the other site."""
    write(frame, cast.partnership, OURS, cast.manager)
    write(frame, quay, THEIRS, cast.other_manager)
    write(frame, quay, "A second one.", cast.police_leader)
    return frame


@pytest.fixture
def agreed(cast, annexed):
    return frames.in_force(annexed, cast)


def page(client, version, more=""):
    return client.get(version.get_absolute_url() + more).content.decode()


def numbers(version, person):
    return [one.number for one in reading.clauses(texts.read_by(person, version), "en")]


def last_common(version):
    return version.clauses.common().count()


# Writing ------------------------------------------------------------------------------------


def test_each_annex_goes_on_where_the_common_clauses_end(cast, annexed):
    common = list(range(1, last_common(annexed) + 1))
    after = last_common(annexed) + 1

    assert numbers(annexed, cast.manager) == [*common, after]
    assert numbers(annexed, cast.other_manager) == [*common, after, after + 1]
    assert numbers(annexed, cast.police_leader) == [*common, after, after, after + 1]


def test_a_common_clause_that_comes_or_goes_moves_every_annex(cast, annexed):
    before = last_common(annexed)
    added = editing.add_clause(annexed, texts=words("More."), number=3, by=cast.manager)
    assert numbers(annexed, cast.other_manager)[-2:] == [before + 2, before + 3]

    editing.remove_clause(added, revision=1, by=cast.manager)
    assert numbers(annexed, cast.other_manager)[-2:] == [before + 1, before + 2]


def test_a_clause_moves_within_its_annex_and_no_further(cast, quay, annexed):
    first, second = annexed.clauses.filter(partnership=quay).order_by("number")
    after = last_common(annexed) + 1

    editing.move_clause(second, number=1, revision=1, by=cast.other_manager)

    moved = annexed.clauses.filter(partnership=quay).order_by("number")
    assert [(one.pk, one.number) for one in moved] == [(second.pk, after), (first.pk, after + 1)]
    assert last_common(annexed) + 1 == after


@pytest.mark.parametrize("part", ["manager", "liaison", "other_staff"])
def test_only_who_drafts_at_that_site_writes_its_annex(cast, quay, annexed, part):
    theirs, person = annexed.clauses.filter(partnership=quay).first(), getattr(cast, part)
    for attempt in (
        lambda: write(annexed, quay, "Ours now.", person),
        lambda: editing.reword(theirs, texts=words("Ours."), revision=1, by=person),
        lambda: editing.move_clause(theirs, number=1, revision=1, by=person),
        lambda: editing.remove_clause(theirs, revision=1, by=person),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_protocol_for_one_site_needs_no_annex(cast, draft, quay):
    for partnership in (cast.partnership, quay):
        with pytest.raises(CannotEdit, match="one of several sites"):
            write(draft, partnership, "Words.", cast.police_leader)


def test_an_answer_rests_on_what_applies_everywhere(cast, annexed):
    reply = Reply(Disposition.ASK_CONSENT, last_common(annexed) + 1, {"en": ["Ask."]})
    with pytest.raises(CannotEdit, match="no clause of that number"):
        answering.answer(annexed, reply, seen=seen(annexed, PATROL), by=cast.manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryRow.objects.filter(version=annexed).update(
            clause=annexed.clauses.exclude(partnership=None).first()
        )


def test_the_database_keeps_a_clause_in_its_annex(cast, quay, annexed):
    clause = annexed.clauses.filter(partnership=quay).first()
    for there in (None, cast.partnership.pk, cast.other_partnership.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            annexed.clauses.filter(pk=clause.pk).update(partnership=there, number=999)
    with pytest.raises(IntegrityError), transaction.atomic():
        annexed.clauses.create(number=999, partnership=cast.other_partnership)


def test_what_is_done_to_an_annex_stands_in_its_own_record_alone(cast, quay, annexed):
    key = str(annexed.clauses.filter(partnership=quay).first().key)
    said = EntryBody.objects.filter(body__contains=key)

    assert {body.entry.chain_id for body in said} == {quay.pk}


def test_blanks_of_an_annex_keep_the_whole_from_being_sent(cast, quay, frame):
    write(frame, quay, "The watch is [name of the watch].", cast.other_manager)

    with pytest.raises(CannotSend) as told:
        sending.send(frame, by=cast.other_manager)
    assert "name of the watch" in told.value.nearest[0].words
    with pytest.raises(CannotSend) as refused:
        sending.send(frame, by=cast.manager)
    (point,) = refused.value.nearest
    assert "annex of another site has blanks (ask Coastal Police," in point.words
    assert "watch" not in point.words


# Reading ------------------------------------------------------------------------------------


def test_a_reader_finds_the_annexes_of_their_own_sites(cast, as_, annexed):
    ours, theirs = page(as_(cast.manager), annexed), page(as_(cast.other_manager), annexed)
    both = page(as_(cast.police_leader), annexed)

    assert OURS in ours
    assert THEIRS not in ours
    assert "sites that you do not reach" in ours
    assert THEIRS in theirs
    assert OURS not in theirs
    assert OURS in both
    assert THEIRS in both
    assert "sites that you do not reach" not in both
    assert "Annex: Quay House" in both


def test_so_it_is_once_it_is_signed(cast, as_, agreed):
    for part in ("officer", "staff", "liaison", "manager", "observer"):
        text = page(as_(getattr(cast, part)), agreed)
        assert OURS in text
        assert THEIRS not in text
        assert "Annex: Quay House" not in text
    assert THEIRS in page(as_(cast.other_staff), agreed)
    for part in ("manager", "other_manager", "police_leader"):
        text = page(as_(getattr(cast, part)), agreed, "certificate/")
        assert ("Annex: Quay House" in text) == (part != "manager")


def test_no_address_leads_into_the_annex_of_another_site(cast, quay, as_, annexed):
    clause = annexed.clauses.filter(partnership=quay).first()
    base = f"{annexed.get_absolute_url()}clauses/{clause.pk}/"
    client = as_(cast.manager)

    assert client.get(base).status_code == 404
    assert client.post(base, {"revision": 1, "heading_en": "x", "body_en": "x"}).status_code == 404
    assert client.post(f"{base}remove/", {"revision": 1}).status_code == 404
    assert client.get(f"{annexed.get_absolute_url()}annexes/{quay.pk}/new/").status_code == 404
    assert as_(cast.other_manager).get(base).status_code == 200


def test_a_clause_is_written_for_one_site_on_its_page(cast, quay, as_, frame):
    client = as_(cast.other_manager)
    address = f"{frame.get_absolute_url()}annexes/{quay.pk}/new/"
    assert f'href="{address}"' in page(client, frame)
    assert "applies at Quay House alone" in client.get(address).content.decode()

    response = client.post(
        address, {"revision": 0, "heading_en": "The gate", "body_en": THEIRS, "heading_fr": ""}
    )

    clause = frame.clauses.get(partnership=quay)
    assert response.status_code == 302
    assert response.url.endswith(f"#{clause.anchor}")
    assert THEIRS in page(client, frame)


def test_a_text_that_takes_over_brings_along_the_annexes_that_still_apply(cast, quay, agreed):
    pier = second_site(cast, name="Pier House")
    other = drafting.start(
        [cast.partnership, pier], title="Other", base=agreed, by=cast.police_leader, at=NOW
    )
    alone = drafting.start([quay], title="Alone", base=agreed, by=cast.other_leader, at=NOW)

    annex = other.clauses.exclude(partnership=None)
    assert [one.texts.get(language="en").body for one in annex] == [OURS]
    assert not alone.clauses.exclude(partnership=None).exists()
    assert THEIRS in {one.body for one in reading.clauses(texts.of(alone), "en")}


# Holding ------------------------------------------------------------------------------------


def test_a_clause_of_an_annex_is_suspended_at_its_own_site(cast, quay, agreed):
    longer = last_common(agreed) + 2
    held = {"days": 2, "reason": "The watch has changed.", "by": cast.police_leader, "at": NOW}

    with pytest.raises(CannotSuspend, match="no such clause"):
        suspending.suspend(agreed, cast.partnership, clause=longer, **held)
    suspending.suspend(agreed, quay, clause=longer, **held)

    assert in_force.what_applied(quay, NOW).hold.clauses == [longer]
    assert not in_force.what_applied(cast.partnership, NOW).hold


def test_no_door_tells_of_a_clause_of_an_annex(cast, quay, agreed):
    """No answer rests on one, and the number of one stands in every annex."""
    for door in (cast.partnership, quay):
        with pytest.raises(CannotTell):
            telling.find_unclear(
                door, last_common(agreed) + 1, version=agreed.pk, by=Person.system(), at=NOW
            )


# Signing ------------------------------------------------------------------------------------


def test_whoever_holds_the_text_and_one_annex_can_check_what_was_signed(cast, quay, agreed):
    """With nothing but the standard library, as the reader of one site would."""
    main, annex = document.of(agreed), document.annex_of(agreed, quay.pk)
    assert THEIRS not in json.dumps(main)
    assert OURS not in json.dumps(annex)

    def by_hand(scheme, content):
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(f"{scheme}\n{written}".encode()).hexdigest()

    named = {one["partnership"]: one["digest"] for one in main["annexes"]}
    assert by_hand("portal-protocol-v3-annex", annex) == named[str(quay.pk)]
    assert by_hand("portal-protocol-v3", main) == agreed.digest
    assert agreed.scheme == canonical.SCHEME


def test_another_word_in_any_annex_is_another_digest(cast, quay, annexed):
    sending.send(annexed, by=cast.police_leader, at=SENT)
    annexed.refresh_from_db()
    before = annexed.digest
    sending.recall(annexed, by=cast.police_leader, at=SENT)
    annexed.refresh_from_db()
    assert document.names_of(annexed)["salts"] != document.names_of(annexed)["salts"]
    clause = annexed.clauses.filter(partnership=quay).first()
    editing.reword(clause, texts=words("Other words."), revision=1, by=cast.other_manager)
    sending.send(annexed, by=cast.police_leader, at=SENT)
    annexed.refresh_from_db()

    assert annexed.digest != before
    assert document.is_intact(annexed)
    assert [one.name for one in annexes.digests(texts.read_by(cast.other_manager, annexed))] == [
        "Quay House"
    ]
