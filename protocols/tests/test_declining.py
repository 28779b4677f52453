"""Not signing, and saying why."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from liaison.models import Mandate
from liaison.roles import Role
from notifications.models import Notice
from protocols import declining, reading, sending, texts
from protocols.declining import CannotDecline
from protocols.lifecycle import Stage
from protocols.models import DeclineReason, Version
from protocols.tests.conftest import SENT, agree, put_name
from tests.cast import SINCE

REASON = "Clause 7 should name the supervisor."


def test_a_text_nobody_signed_goes_back_to_draft_with_the_reason(cast, sent):
    draft = declining.decline(sent, reason=REASON, by=cast.police_leader)

    assert draft == sent
    sent.refresh_from_db()
    assert sent.is_draft
    move = sent.moves.get(what="declined")
    assert (move.side, move.reason.words()) == ("police", REASON)


def test_a_text_that_was_signed_stays_and_the_next_version_begins_with_its_words(cast, half_signed):
    draft = declining.decline(half_signed, reason=REASON, by=cast.police_leader)

    half_signed.refresh_from_db()
    assert half_signed.stage == Stage.DECLINED
    assert half_signed.signatures.get().person == cast.manager
    assert (draft.number, draft.base, draft.is_draft) == (2, half_signed, True)
    assert reading.table(texts.of(draft), "fr") == reading.table(texts.of(half_signed), "fr")


def test_the_reason_is_not_kept_in_the_clear(cast, sent):
    declining.decline(sent, reason=REASON, by=cast.police_leader)

    assert REASON.encode() not in bytes(DeclineReason.objects.get().ciphertext)
    entries = Entry.objects.of(cast.partnership.chain)
    assert not any("supervisor" in entry.body.body for entry in entries)


def test_everybody_else_in_charge_on_both_sides_is_told(cast, sent):
    declining.decline(sent, reason=REASON, by=cast.police_leader)

    told = Notice.objects.filter(kind="protocols/declined")
    assert {notice.recipient_id for notice in told} == {
        getattr(cast, part).pk for part in ("manager", "alternate", "leader", "liaison", "backup")
    }
    assert all("supervisor" not in str(notice.facts) for notice in told)


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_reason_is_needed(cast, sent, reason):
    with pytest.raises(CannotDecline) as refused:
        declining.decline(sent, reason=reason, by=cast.manager)
    assert refused.value.field == "reason"


@pytest.mark.parametrize("part", ["staff", "officer", "other_manager", "stranger"])
def test_only_who_may_sign_may_decline(cast, sent, part):
    with pytest.raises(PermissionDenied):
        declining.decline(sent, reason=REASON, by=getattr(cast, part))


@pytest.mark.parametrize("part", ["liaison", "leader"])
def test_whose_post_was_not_named_does_not_decline(cast, sent, part):
    with pytest.raises(CannotDecline, match="not among those that sign"):
        declining.decline(sent, reason=REASON, by=getattr(cast, part))


@pytest.mark.parametrize("part", ["manager", "alternate"])
def test_a_side_that_signed_does_not_decline(cast, half_signed, part):
    with pytest.raises(CannotDecline, match="already signed"):
        declining.decline(half_signed, reason=REASON, by=getattr(cast, part))


def test_nobody_declines_for_both_sides(cast, sent):
    Mandate.objects.create(
        person=cast.manager,
        organisation=cast.service,
        role=Role.LIAISON_OFFICER,
        starts_on=SINCE,
        given_by=cast.leader,
        given_at=SENT,
        confirmed_by=cast.admin,
        confirmed_at=SENT,
    )
    with pytest.raises(CannotDecline, match="both sides"):
        declining.decline(sent, reason=REASON, by=cast.manager)


def test_a_draft_or_a_signed_version_is_not_declined(cast, signed):
    with pytest.raises(CannotDecline, match="does not wait"):
        declining.decline(signed, reason=REASON, by=cast.manager)


def test_what_was_declined_can_be_mended_sent_and_signed(cast, half_signed):
    draft = declining.decline(half_signed, reason=REASON, by=cast.police_leader)
    sending.send(draft, by=cast.liaison)
    put_name(draft, cast.manager)
    put_name(draft, cast.police_leader)

    assert draft.in_force.exists()
    assert not half_signed.in_force.exists()
    assert Version.objects.get(pk=half_signed.pk).stage == Stage.DECLINED


def test_why_a_draft_was_declined_is_for_those_who_read_drafts(cast, as_, sent):
    declining.decline(sent, reason=REASON, by=cast.police_leader)
    sent.refresh_from_db()
    agree(sent, cast)

    for part in ("staff", "manager", "liaison"):
        assert REASON in as_(getattr(cast, part)).get(sent.get_absolute_url()).content.decode()
    for part in ("officer", "observer", "auditor"):
        page = as_(getattr(cast, part)).get(sent.get_absolute_url())
        assert page.status_code == 200
        assert REASON not in page.content.decode()
