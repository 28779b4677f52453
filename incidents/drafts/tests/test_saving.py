"""What somebody types is kept for them alone, and gone for good when it is over."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from audit.models import Entry
from incidents.drafts import saving
from incidents.drafts.saving import CannotSave, Hand, HasEnded, WrittenElsewhere
from incidents.models import LogDraft
from tests.cast import NOW
from vault.models import DataKey

FIELDS = {"kind": ["P1"], "narrative": ["A car stood at the door."]}
OTHER = {"kind": ["P1"], "narrative": ["A van stood at the door."]}


def hand(key=None, window=None, revision=0):
    return Hand(key or uuid.uuid4(), window or uuid.uuid4(), revision)


def saved(cast, who=None, fields=FIELDS, at=NOW, **parts):
    return saving.keep(fields, hand(**parts), by=who or cast.staff, at=at)


def texts(person):
    return [
        saving.opened(one).fields["narrative"][0] for one in LogDraft.objects.visible_to(person)
    ]


def test_what_was_typed_is_there_again_with_the_key_of_its_form(cast):
    key = uuid.uuid4()
    draft = saved(cast, key=key)

    kept = saving.opened(LogDraft.objects.get())
    assert (kept.key, kept.fields) == (key, FIELDS)
    assert draft.lapses_at == NOW + timedelta(hours=24)


@pytest.mark.parametrize(
    "part", ["manager", "alternate", "leader", "liaison", "admin", "auditor", "other_staff"]
)
def test_nobody_else_sees_it(cast, part):
    draft = saved(cast)

    assert not LogDraft.objects.visible_to(getattr(cast, part)).exists()
    with pytest.raises(HasEnded):
        saving.discard(draft, by=getattr(cast, part))
    assert texts(cast.staff) == ["A car stood at the door."]


def test_neither_the_words_nor_the_key_stand_in_the_database(cast):
    key = uuid.uuid4()
    saved(cast, key=key)

    row = LogDraft.objects.values().get()
    assert key not in row.values()
    assert b"car stood" not in bytes(row["ciphertext"])
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("part", "domain"), [("staff", "site"), ("liaison", "police")])
def test_it_is_sealed_in_the_lane_of_its_author(cast, part, domain):
    draft = saved(cast, getattr(cast, part))

    assert draft.data_key.domain == domain


def test_somebody_who_logs_nothing_keeps_nothing(cast):
    with pytest.raises(PermissionDenied):
        saved(cast, cast.observer)


def test_one_window_writes_on_and_on_and_each_time_for_a_day(cast):
    mine = {"key": uuid.uuid4(), "window": uuid.uuid4()}
    saved(cast, **mine)
    later = NOW + timedelta(hours=3)

    draft = saved(cast, fields=OTHER, at=later, **mine)

    assert texts(cast.staff) == ["A van stood at the door."]
    assert (draft.revision, draft.lapses_at) == (2, later + timedelta(hours=24))
    assert DataKey.objects.count() == 1


def test_another_window_that_has_not_seen_it_does_not_write_over_it(cast):
    key = uuid.uuid4()
    saved(cast, key=key)

    with pytest.raises(WrittenElsewhere) as refused:
        saved(cast, key=key, fields=OTHER)
    assert saving.opened(refused.value.draft).fields == FIELDS
    with pytest.raises(WrittenElsewhere):
        saving.refuse_unseen(hand(key=key), by=cast.staff)

    # Seen, it does; and now it is the first one that has not seen all.
    saved(cast, key=key, fields=OTHER, revision=refused.value.draft.revision)
    assert texts(cast.staff) == ["A van stood at the door."]


def test_logged_it_is_destroyed_and_what_comes_late_does_not_bring_it_back(cast):
    mine = {"key": uuid.uuid4(), "window": uuid.uuid4()}
    saved(cast, **mine)

    saving.end(hand(**mine), by=cast.staff, at=NOW)

    assert DataKey.objects.get().wrapped is None
    assert not LogDraft.objects.visible_to(cast.staff).exists()
    with pytest.raises(HasEnded):
        saved(cast, fields=OTHER, **mine)
    saving.end(hand(**mine), by=cast.staff, at=NOW)  # a second press changes nothing


def test_logged_before_its_first_words_arrived_it_stays_away(cast):
    mine = {"key": uuid.uuid4(), "window": uuid.uuid4()}

    saving.end(hand(**mine), by=cast.staff, at=NOW)

    with pytest.raises(HasEnded):
        saved(cast, **mine)
    assert not LogDraft.objects.visible_to(cast.staff).exists()


def test_words_of_another_window_outlive_a_log_that_has_not_seen_them(cast):
    key = uuid.uuid4()
    saved(cast, key=key)

    saving.end(hand(key=key), by=cast.staff, at=NOW)

    assert texts(cast.staff) == ["A car stood at the door."]


def test_discarded_it_cannot_be_read_again(cast):
    draft = saved(cast)

    saving.discard(draft, by=cast.staff, at=NOW)

    assert DataKey.objects.get().destroyed_at == NOW
    with pytest.raises(HasEnded):
        saving.discard(draft, by=cast.staff, at=NOW)


def test_there_are_ten_at_most_and_they_are_not_endless(cast):
    for _number in range(saving.MOST_OPEN):
        saved(cast)

    with pytest.raises(CannotSave, match="ten"):
        saved(cast)
    with pytest.raises(CannotSave, match="too long"):
        saved(cast, fields={"narrative": ["x" * (saving.LONGEST + 1)]})


@pytest.mark.parametrize(
    "change", [{"ended_at": None}, {"ciphertext": b"x"}, {"form": uuid.UUID(int=1)}]
)
def test_the_database_lets_none_come_back(cast, change):
    draft = saved(cast)
    saving.discard(draft, by=cast.staff, at=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        LogDraft.objects.update(**change)
