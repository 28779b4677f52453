"""Sending a draft for signature, and taking it back."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from liaison.models import Organisation
from notifications.models import Notice
from protocols import canonical, document, editing, profile, sending
from protocols.drafting import CannotDraft
from protocols.lifecycle import Stage
from protocols.models import EntryRow
from protocols.sending import CannotRecall, CannotSend
from protocols.tests.conftest import put_name


def test_sending_freezes_the_text_under_its_digest(cast, sent):
    assert sent.stage == Stage.AWAITING_SIGNATURES
    assert sent.scheme == canonical.SCHEME
    assert sent.digest == document.digest_of(sent)
    assert document.is_intact(sent)


def test_where_nobody_is_named_one_post_signs_for_each_organisation(cast, sent):
    slots = [(slot.organisation, slot.side, slot.post) for slot in sent.slots.all()]

    assert slots == [
        (cast.operator, "site", "Site manager"),
        (cast.service, "police", "Police leader"),
    ]
    assert (sent.sign_by, sent.in_order) == (date(2025, 1, 27), False)


def test_the_digest_covers_names_as_they_were_and_survives_new_ones(cast, sent):
    Organisation.objects.filter(pk=cast.service.pk).update(name="Renamed Police")

    assert document.is_intact(sent)
    assert "Coastal Police" in canonical.serialise(document.of(sent))


def test_the_document_holds_every_clause_and_every_answer(sent):
    written = json.loads(canonical.serialise(document.of(sent)))

    assert len(written["clauses"]) == len(profile.TOPICS)
    assert len(written["entry"]) == 66
    assert written["languages"] == ["en", "fr"]
    assert {party["side"] for party in written["parties"]} == {"site", "police"}
    assert written["words"]["en"]["circumstances"]["C13"]
    alarm = next(one for one in written["entry"] if one["circumstance"] == "C20")
    assert (alarm["call"], alarm["log"]) == (["in_charge"], ["note", "tell_liaison"])
    assert written["words"]["fr"]["calls"]["keyholder"]
    assert written["words"]["fr"]["logs"]["note"]


@pytest.mark.parametrize("scheme", [canonical.FIRST, canonical.SECOND])
def test_a_text_signed_before_answers_said_whom_to_call_keeps_its_form(draft, scheme):
    draft.scheme, draft.named = scheme, document.names_of(draft)

    written = document.of(draft)
    assert all("call" not in one and "log" not in one for one in written["entry"])


def test_two_drafts_that_differ_in_one_sign_have_two_digests(cast, draft):
    sending.send(draft, by=cast.liaison)
    draft.refresh_from_db()
    first = draft.digest
    sending.recall(draft, by=cast.liaison)
    clause = draft.clauses.get(number=1)
    texts = {
        t.language: editing.Wording(t.heading, t.body + ("." if t.language == "fr" else ""))
        for t in clause.texts.all()
    }
    editing.reword(clause, texts=texts, revision=1, by=cast.liaison)
    sending.send(draft, by=cast.liaison)

    draft.refresh_from_db()
    assert draft.digest != first


def test_a_draft_with_a_gap_is_not_sent_and_the_gap_is_named(cast, draft):
    EntryRow.objects.filter(version=draft, circumstance="C13", state="suspended").delete()

    with pytest.raises(CannotSend, match="one answer") as refused:
        sending.send(draft, by=cast.manager)
    (gap,) = refused.value.nearest
    assert (gap.circumstance, gap.state, gap.fault) == ("C13", "suspended", "no_answer")


def test_a_table_that_contradicts_a_fixed_rule_is_not_sent(cast, draft):
    EntryRow.objects.filter(version=draft, circumstance="C04").update(disposition="do_not_enter")

    with pytest.raises(CannotSend) as refused:
        sending.send(draft, by=cast.manager)
    assert {gap.fault for gap in refused.value.nearest} == {"against_rule"}


def test_a_clause_without_words_is_not_sent(cast, draft):
    draft.clauses.get(number=2).texts.all().delete()

    with pytest.raises(CannotSend, match="no text"):
        sending.send(draft, by=cast.manager)


def test_a_text_with_a_hidden_sign_is_not_sent(cast, draft):
    draft.clauses.get(number=2).texts.filter(language="fr").update(body="en\u202etrez")

    with pytest.raises(CannotSend, match=r"U\+202E"):
        sending.send(draft, by=cast.manager)
    draft.refresh_from_db()
    assert draft.is_draft


def test_what_was_sent_is_not_sent_again(cast, sent):
    with pytest.raises(CannotDraft):
        sending.send(sent, by=cast.manager)


@pytest.mark.parametrize("part", ["staff", "officer", "auditor", "other_liaison"])
def test_only_people_in_charge_send_and_take_back(cast, draft, part):
    with pytest.raises(PermissionDenied):
        sending.send(draft, by=getattr(cast, part))
    sending.send(draft, by=cast.manager)
    with pytest.raises(PermissionDenied):
        sending.recall(draft, by=getattr(cast, part))


@pytest.mark.parametrize("part", ["manager", "liaison"])
def test_either_side_takes_it_back_while_nobody_has_signed(cast, sent, part):
    sending.recall(sent, by=getattr(cast, part))

    sent.refresh_from_db()
    assert (sent.stage, sent.digest, sent.named, sent.sent_by) == (Stage.DRAFT, "", {}, None)
    assert not sent.slots.exists()


def test_a_text_that_somebody_signed_is_not_taken_back(cast, half_signed):
    with pytest.raises(CannotRecall, match="decline it"):
        sending.recall(half_signed, by=cast.liaison)


def test_a_draft_cannot_be_taken_back(cast, draft):
    with pytest.raises(CannotRecall, match="does not wait"):
        sending.recall(draft, by=cast.liaison)


def test_a_version_can_be_taken_back_and_sent_until_it_is_signed(cast, sent):
    for _round in range(3):
        sending.recall(sent, by=cast.manager)
        sending.send(sent, by=cast.liaison)
    put_name(sent, cast.manager)
    put_name(sent, cast.police_leader)

    assert sent.in_force.exists()


def test_the_others_in_charge_are_told_of_both(cast, sent):
    sending.recall(sent, by=cast.manager)

    told = _told("sent") + _told("asked")
    assert len(told) == len(set(told)) == 5
    assert cast.liaison.pk not in told
    assert set(_told("asked")) == {cast.manager.pk, cast.alternate.pk, cast.police_leader.pk}
    assert len(_told("recalled")) == 5
    assert cast.manager.pk not in _told("recalled")


def _told(kind):
    found = Notice.objects.filter(kind=f"protocols/{kind}")
    return list(found.values_list("recipient", flat=True))
