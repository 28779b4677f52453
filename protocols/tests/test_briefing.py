"""Roll-calls, and officers who acknowledge a version."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from accounts.models import Person
from audit import canonical, ledger
from audit.models import EntryBody
from liaison.refusal import Stale
from protocols import briefing, codes, drafting
from protocols.briefing import CannotBrief, Sheet, Unit
from protocols.models import Acknowledgement, BriefingSetAside, LeftPost, RollCall
from protocols.tests.conftest import agree
from protocols.tests.rolls import WEEK, acknowledge, open_for, second_division, unit_of
from tests.cast import NOW


@pytest.fixture
def roll_call(cast, signed):
    return open_for(signed, unit_of(cast), cast.liaison)


def _said(entry_body):
    return canonical.read(entry_body.body)


def test_a_code_is_sealed_and_found_by_its_hash(roll_call):
    code = roll_call.words()

    assert len(code) == codes.LENGTH
    assert roll_call.code_hash == briefing.hash_of_code(code)
    assert code.encode() not in bytes(roll_call.ciphertext)


@pytest.mark.parametrize("name", ["manager", "leader", "staff", "officer", "observer", "stranger"])
def test_only_those_who_lead_briefings_open_a_roll_call(cast, signed, name):
    with pytest.raises(PermissionDenied):
        open_for(signed, unit_of(cast), getattr(cast, name))


@pytest.mark.parametrize("name", ["other_liaison", "other_police_leader"])
def test_nobody_of_another_service_opens_one(cast, signed, name):
    with pytest.raises(PermissionDenied):
        open_for(signed, unit_of(cast), getattr(cast, name))
    with pytest.raises(PermissionDenied):
        open_for(signed, Unit(cast.other_service), getattr(cast, name))


def test_only_a_version_in_force_is_briefed(cast, sent):
    with pytest.raises(CannotBrief, match="in force"):
        open_for(sent, unit_of(cast), cast.liaison)


def test_a_new_version_ends_the_codes_of_the_former_and_asks_again(cast, signed, roll_call):
    acknowledge(roll_call, "4471")
    later = NOW + timedelta(days=1)
    second = drafting.start_next(signed.protocol, by=cast.manager, at=NOW)
    agree(second, cast, at=later)

    with pytest.raises(CannotBrief, match="does not count"):
        acknowledge(roll_call, "4472", at=later)
    with pytest.raises(CannotBrief, match="in force"):
        open_for(signed, unit_of(cast), cast.liaison, at=later)
    again = open_for(second, unit_of(cast), cast.liaison, at=later)
    acknowledge(again, "4471", at=later)
    assert second.acknowledgements.count() == signed.acknowledgements.count() == 1


@pytest.mark.parametrize("at", [NOW + WEEK, NOW + WEEK * 5])
def test_a_code_runs_out(roll_call, at):
    with pytest.raises(CannotBrief):
        acknowledge(roll_call, "4471", at=at)


def test_a_code_never_lasts_longer_than_four_weeks(cast, signed):
    roll_call = open_for(signed, unit_of(cast), cast.liaison, lasts=timedelta(days=900))

    assert roll_call.expires_at == NOW + briefing.LONGEST


def test_a_revoked_code_counts_no_more(cast, roll_call):
    briefing.revoke(roll_call, by=cast.backup, at=NOW)

    with pytest.raises(CannotBrief):
        acknowledge(roll_call, "4471")
    with pytest.raises(CannotBrief, match="revoked"):
        briefing.record_sheet(roll_call, ["4471"], by=cast.liaison, at=NOW)
    with pytest.raises(Stale):
        briefing.revoke(roll_call, by=cast.liaison, at=NOW)


@pytest.mark.parametrize("name", ["officer", "manager", "other_liaison"])
def test_only_those_who_lead_briefings_revoke_one(cast, roll_call, name):
    with pytest.raises(PermissionDenied):
        briefing.revoke(roll_call, by=getattr(cast, name), at=NOW)


def test_codes_do_not_pile_up(cast, signed, monkeypatch):
    monkeypatch.setattr(briefing, "MOST_OPEN", 1)
    first = open_for(signed, unit_of(cast), cast.liaison)

    with pytest.raises(CannotBrief, match="Revoke a code"):
        open_for(signed, unit_of(cast), cast.liaison)
    briefing.revoke(first, by=cast.liaison, at=NOW)
    assert open_for(signed, unit_of(cast), cast.liaison)


def test_no_more_use_a_code_than_there_are(cast, signed):
    with pytest.raises(CannotBrief, match="At most all 10 officers") as refused:
        open_for(signed, unit_of(cast), cast.liaison, officers=10, most=11)

    assert (refused.value.field, refused.value.nearest) == ("most", (10,))


def test_one_that_is_sent_twice_is_one(cast, signed):
    key = uuid4()
    first = open_for(signed, unit_of(cast), cast.liaison, key=key)

    assert open_for(signed, unit_of(cast), cast.liaison, key=key) == first
    # Whose form it was does not matter to somebody else.
    assert open_for(signed, unit_of(cast), cast.backup, key=key) != first


def test_an_officer_acknowledges_once_and_is_told_the_same_again(roll_call):
    acknowledge(roll_call, "4471")
    acknowledge(roll_call, "4471")

    assert Acknowledgement.objects.count() == 1
    assert Acknowledgement.objects.get().recorded_by is None


def test_the_service_number_is_nowhere_in_the_database(roll_call):
    acknowledge(roll_call, "CP98127364")

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            assert "98127364" not in str(cursor.fetchall()), table


def test_the_same_number_stands_for_somebody_else_in_each_version(cast, signed, roll_call):
    second = agree(
        drafting.start_next(signed.protocol, by=cast.manager, at=NOW),
        cast,
        at=NOW + timedelta(hours=1),
    )
    again = open_for(second, unit_of(cast), cast.liaison, at=NOW + timedelta(hours=2))

    hashes = {briefing.hash_of_number(one, "4471") for one in (roll_call, again)}
    assert len(hashes) == 2


def test_a_post_is_kept_only_where_one_was_left_and_sealed(roll_call):
    acknowledge(roll_call, "4471", post="Constable, A watch")
    acknowledge(roll_call, "4472")

    left = LeftPost.objects.get()
    assert left.words() == "Constable, A watch"
    assert left.data_key.domain == "police"


@pytest.mark.parametrize("name", ["liaison", "backup", "police_leader", "officer"])
def test_a_sheet_is_typed_by_anybody_of_the_police_side(cast, roll_call, name):
    by = getattr(cast, name)

    sheet = briefing.record_sheet(roll_call, ["4471", "4472", "4471"], by=by, at=NOW)

    assert sheet == Sheet(recorded=2, known=0)
    assert {one.recorded_by for one in Acknowledgement.objects.all()} == {by}


@pytest.mark.parametrize("name", ["manager", "leader", "staff", "observer", "other_liaison"])
def test_nobody_else_types_one(cast, roll_call, name):
    with pytest.raises(PermissionDenied):
        briefing.record_sheet(roll_call, ["4471"], by=getattr(cast, name), at=NOW)

    assert not Acknowledgement.objects.exists()


def test_a_sheet_counts_those_who_were_there_before(cast, roll_call):
    acknowledge(roll_call, "4471")

    sheet = briefing.record_sheet(roll_call, ["4471", "4472"], by=cast.liaison, at=NOW)

    assert sheet == Sheet(recorded=1, known=1)


def test_a_sheet_may_be_typed_after_the_code_ran_out(cast, roll_call):
    sheet = briefing.record_sheet(roll_call, ["4471"], by=cast.officer, at=NOW + WEEK * 2)

    assert sheet.recorded == 1


def test_the_ledger_says_that_and_not_who(cast, roll_call):
    numbers = ["PX4471", "PX4472", "PX4473"]  # Signs that no random key is written with.
    acknowledge(roll_call, numbers[0], post="Watch Q")
    briefing.record_sheet(roll_call, numbers, by=cast.liaison, at=NOW)
    briefing.revoke(roll_call, by=cast.liaison, at=NOW)

    said = [b for b in map(_said, EntryBody.objects.all()) if b["about_id"] == str(roll_call.pk)]
    assert [b["verb"] for b in said] == [
        "protocols.roll_call_opened",
        "protocols.acknowledged",
        "protocols.acknowledged",
        "protocols.roll_call_revoked",
    ]
    assert [b["facts"].get("officers") for b in said] == [10, 1, 2, None]
    assert said[1]["by"] == str(Person.system().pk)
    hashes = set(Acknowledgement.objects.values_list("officer_hash", flat=True))
    assert not any(one in str(said) for one in (*hashes, *numbers, "Watch Q"))
    assert ledger.verify(cast.partnership.chain)


def test_reminders_are_put_aside_once(cast, signed):
    for by in (cast.liaison, cast.police_leader):
        briefing.set_aside(signed, cast.service, by=by, at=NOW)

    assert BriefingSetAside.objects.get().by == cast.liaison
    with pytest.raises(PermissionDenied):
        briefing.set_aside(signed, cast.service, by=cast.manager, at=NOW)


def test_only_the_service_itself_sees_its_roll_calls(cast, roll_call):
    sees = {
        name
        for name in ("liaison", "backup", "police_leader", "officer", "manager", "leader", "staff")
        + ("observer", "auditor", "other_liaison", "former", "stranger")
        if RollCall.objects.visible_to(getattr(cast, name)).exists()
    }

    assert sees == {"liaison", "backup", "police_leader", "officer"}


def _change(table, column, value):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("protocols_acknowledgement", "officer_hash", "another"),
        ("protocols_rollcall", "code_hash", "another"),
        ("protocols_rollcall", "officers", 3),
    ],
)
def test_the_database_keeps_what_was_recorded(roll_call, table, column, value):
    acknowledge(roll_call, "4471")

    with pytest.raises(IntegrityError):
        _change(table, column, value)


def test_the_database_refuses_an_acknowledgement_of_another_version(cast, signed, roll_call):
    other = drafting.start_next(signed.protocol, by=cast.manager, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Acknowledgement.objects.create(
            version=other, roll_call=roll_call, officer_hash="x", acknowledged_at=NOW
        )


def test_the_database_refuses_to_forget_who_was_told(roll_call):
    acknowledge(roll_call, "4471")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM protocols_acknowledgement")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4471", "4471"),
        (" cp-44 71 ", "CP4471"),
        ("44/71", "4471"),
        ("1", ""),
        ("", ""),
        ("x" * 13, ""),
        ("44;71", ""),
        ("４４７１", ""),
    ],
)
def test_a_service_number_has_one_spelling(typed, read):
    assert codes.read_number(typed) == read


def test_a_code_is_read_however_it_was_typed():
    code = codes.new_code()

    assert codes.read_code(f" {codes.in_groups(code).lower()} ") == code
    assert not set(code) & set("01IO")


def test_a_second_division_has_its_own_roll_call(cast, signed, roll_call):
    other = open_for(signed, second_division(cast), cast.liaison, officers=4)

    acknowledge(roll_call, "4471")
    acknowledge(other, "4471")  # the same officer, on loan

    assert Acknowledgement.objects.get().roll_call == roll_call
