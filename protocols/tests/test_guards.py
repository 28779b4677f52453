"""What the database refuses by itself, in raw SQL, on whichever engine runs the tests."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit import guards
from protocols import drafting, sending
from protocols.models import (
    Clause,
    ClauseText,
    EntryRow,
    EntryStep,
    EntryStepText,
    Protocol,
    ProtocolPartnership,
    SignatorySlot,
    Signature,
    Version,
)
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND
from protocols.tests.frames import second_site
from protocols.tests.raw_sql import is_sqlite, refused, signature_of

DAY = timedelta(days=1)


def test_every_guard_is_in_place(db):
    missing = [name for name in guards.missing(connection) if name.startswith("protocols_")]

    assert missing == []


def test_a_draft_stays_in_its_protocol_and_keeps_who_began_it(cast, draft):
    other = drafting.start([cast.other_partnership], title="Entry", by=cast.other_manager)
    move = "UPDATE protocols_version SET {} = %s WHERE id = %s"

    assert refused(move.format("protocol_id"), other.protocol_id, draft.pk)
    assert refused(move.format("number"), 7, draft.pk)
    assert refused(move.format("begun_by_id"), cast.liaison.pk, draft.pk)
    assert not refused(move.format("notice_days"), 31, draft.pk)


# Frozen texts -------------------------------------------------------------------------------

EDITS = {
    "a heading": "UPDATE protocols_clausetext SET heading = 'x' WHERE id = %s",
    "a body": "UPDATE protocols_clausetext SET body = 'x' WHERE id = %s",
    "a number": "UPDATE protocols_clause SET number = 99 WHERE id = %s",
    "an answer": "UPDATE protocols_entryrow SET disposition = 'enter_now' WHERE id = %s",
    "a cited clause": "UPDATE protocols_entryrow SET clause_id = NULL WHERE id = %s",
    "the order of steps": 'UPDATE protocols_entrystep SET "order" = 99 WHERE id = %s',
    "a step": "UPDATE protocols_entrysteptext SET text = 'x' WHERE id = %s",
    "a slot": "UPDATE protocols_signatoryslot SET post = 'x' WHERE id = %s",
    "a clause away": "DELETE FROM protocols_clausetext WHERE id = %s",
    "a step away": "DELETE FROM protocols_entrysteptext WHERE id = %s",
    "a slot away": "DELETE FROM protocols_signatoryslot WHERE id = %s",
    "a partnership away": "DELETE FROM protocols_protocolpartnership WHERE id = %s",
}


def _row_of(sql, version):
    """The id of a row of *version* in the table the statement names."""
    texts = ClauseText.objects.filter(clause__version=version)
    step_texts = EntryStepText.objects.filter(step__row__version=version)
    rows = {
        "protocols_clausetext": texts,
        "protocols_clause ": Clause.objects.filter(version=version),
        "protocols_entryrow": EntryRow.objects.filter(version=version, circumstance="C13"),
        "protocols_entrystep ": EntryStep.objects.filter(row__version=version),
        "protocols_entrysteptext": step_texts,
        "protocols_signatoryslot": SignatorySlot.objects.filter(version=version),
        "protocols_protocolpartnership": ProtocolPartnership.objects.filter(
            protocol=version.protocol
        ),
    }
    return next(found.first().pk for table, found in rows.items() if table in sql)


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_of_a_sent_text_changes(sent, edit):
    assert refused(EDITS[edit], _row_of(EDITS[edit], sent))


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_of_a_signed_text_changes(signed, edit):
    assert refused(EDITS[edit], _row_of(EDITS[edit], signed))


@pytest.mark.parametrize(
    "edit", [name for name in EDITS if "slot" not in name and "partnership" not in name]
)
def test_a_draft_is_free_to_change(draft, edit):
    assert not refused(EDITS[edit], _row_of(EDITS[edit], draft))


def test_nothing_is_added_to_a_sent_text(sent):
    row = sent.rows.first()
    for add in (
        lambda: Clause.objects.create(version=sent, number=99),
        lambda: ClauseText.objects.create(
            clause=sent.clauses.first(), language="de", heading="x", body="x"
        ),
        lambda: EntryStep.objects.create(row=row, order=99),
        lambda: EntryStepText.objects.create(step=row.steps.first(), language="de", text="x"),
        lambda: SignatorySlot.objects.create(
            version=sent,
            organisation=sent.slots.first().organisation,
            side="site",
            post="another",
            order=9,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            add()


def test_a_clause_does_not_wander_from_a_sent_text_into_a_draft(signed, cast):
    draft = drafting.start_next(signed.protocol, by=cast.manager)
    move = "UPDATE protocols_clause SET version_id = %s, number = 99 WHERE id = %s"

    assert refused(move, draft.pk, signed.clauses.first().pk)
    assert refused(move, signed.pk, draft.clauses.first().pk)


def test_what_a_protocol_covers_is_settled_before_its_first_version(draft, cast):
    away = "DELETE FROM protocols_protocolpartnership WHERE protocol_id = %s"

    assert refused(away, draft.protocol.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolPartnership.objects.create(protocol=draft.protocol, partnership=second_site(cast))


def test_one_protocol_does_not_join_what_shares_no_party(cast):
    protocol = Protocol.objects.create(slug="both", title="Both")
    ProtocolPartnership.objects.create(protocol=protocol, partnership=cast.partnership)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolPartnership.objects.create(protocol=protocol, partnership=cast.other_partnership)
    ProtocolPartnership.objects.create(protocol=protocol, partnership=second_site(cast))


# Stages -------------------------------------------------------------------------------------

STAGE = "UPDATE protocols_version SET stage = '{}' WHERE id = %s"


def test_a_draft_does_not_jump_over_its_signatures(draft):
    for stage in ("signed", "declined", "awaiting_signatures"):
        assert refused(STAGE.format(stage), draft.pk)


def test_a_version_is_not_signed_while_a_slot_waits(half_signed):
    assert refused(STAGE.format("signed"), half_signed.pk)


def test_a_version_that_carries_a_signature_is_no_draft_again(half_signed):
    back = (
        "UPDATE protocols_version SET stage = 'draft', digest = '', scheme = '', sent_at = NULL, "
        "sent_by_id = NULL WHERE id = %s"
    )

    assert refused(back, half_signed.pk)


@pytest.mark.parametrize(
    "change",
    ["digest = 'f'", "number = 9", "starts_on = '2030-01-01'", "review_on = NULL", "scheme = 'x'"]
    + ["stage = 'draft'", "stage = 'declined'", "languages = '[]'", "named = '{}'"],
)
def test_a_signed_version_never_changes(signed, change):
    assert refused(f"UPDATE protocols_version SET {change} WHERE id = %s", signed.pk)  # noqa: S608


@pytest.mark.parametrize("change", ["digest = 'f'", "number = 9", "starts_on = '2030-01-01'"])
def test_a_sent_version_does_not_change_under_the_readers_eyes(sent, change):
    assert refused(f"UPDATE protocols_version SET {change} WHERE id = %s", sent.pk)  # noqa: S608


def test_a_sent_version_is_not_removed(signed):
    assert refused("DELETE FROM protocols_version WHERE id = %s", signed.pk)


def test_a_version_begins_as_a_draft(signed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            protocol=signed.protocol,
            number=9,
            stage="declined",
            digest="f",
            scheme="x",
            sent_at=SIGNED_FIRST,
            sent_by=signed.sent_by,
            begun_at=SIGNED_FIRST,
            begun_by=signed.begun_by,
        )


# Signatures ---------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["name = 'x'", "digest = 'f'", "signed_at = '2020-01-01'"])
def test_a_signature_never_changes(half_signed, change):
    signature = half_signed.signatures.get()

    assert refused(f"UPDATE protocols_signature SET {change} WHERE id = %s", signature.pk)  # noqa: S608
    assert refused("DELETE FROM protocols_signature WHERE id = %s", signature.pk)


def test_a_signature_over_another_digest_is_refused(half_signed, cast):
    with pytest.raises(IntegrityError, match="text that awaits it"), transaction.atomic():
        signature_of(half_signed, cast.police_leader, digest="0" * 64).save()


def test_a_signature_in_another_versions_slot_is_refused(half_signed, signed_elsewhere, cast):
    slot = signed_elsewhere.slots.get(side="police")

    with pytest.raises(IntegrityError), transaction.atomic():
        signature_of(half_signed, cast.police_leader, slot=slot).save()


def test_nobody_signs_what_is_a_draft_again(sent, cast):
    slot, digest = sent.slots.get(side="police"), sent.digest
    sending.recall(sent, by=cast.manager)

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(
            version=sent,
            slot_id=slot.pk,
            person=cast.police_leader,
            name="x",
            post="x",
            digest=digest,
            signed_at=SIGNED_SECOND,
        )


@pytest.fixture
def signed_elsewhere(cast):
    other = drafting.start([cast.partnership], title="Elsewhere", by=cast.manager)
    sending.send(other, by=cast.manager)
    other.refresh_from_db()
    return other


@pytest.mark.parametrize(
    "table",
    ["protocols_inforce", "protocols_signature", "protocols_version", "protocols_clausetext"],
)
def test_no_table_of_these_is_emptied_at_once(signed, table):
    if is_sqlite():
        assert refused(f"DELETE FROM {table}")  # noqa: S608
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing is pending that would hide it
        assert refused(f"TRUNCATE {table} CASCADE")


def test_the_record_of_moves_and_reasons_stays(signed, cast):
    move = signed.moves.first()

    assert refused("UPDATE protocols_versionmove SET what = 'sent' WHERE id = %s", move.pk)
    assert refused("DELETE FROM protocols_versionmove WHERE id = %s", move.pk)
