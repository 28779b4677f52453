"""One tap: what, where, when, and nothing else."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Person
from audit.models import Entry
from incidents.models import PresenceTap
from incidents.presence import tapping
from incidents.presence.tapping import CannotTap
from incidents.presence.weeks import Tapped
from tests.cast import NOW

MINUTE = timedelta(minutes=1)


def tapped(cast, kind=Tapped.VEHICLE, *, by=None, key=None, at=NOW):
    return tapping.tap(cast.site, kind, key=key or uuid.uuid4(), by=by or cast.staff, at=at)


def test_what_where_and_when_are_kept_and_nothing_else(cast):
    tapped(cast)

    row = PresenceTap.objects.values().get()
    assert set(row) == {"id", "site_id", "kind", "at", "undone_at"}
    entry = Entry.objects.select_related("body").get()
    assert (entry.chain_id, entry.vis) == (cast.operator.pk, 1)


def test_pressed_twice_it_counts_once_and_another_button_counts_too(cast):
    key = uuid.uuid4()

    tapped(cast, key=key)
    tapped(cast, key=key)
    tapped(cast, Tapped.WELL, key=key)

    assert sorted(PresenceTap.objects.values_list("kind", flat=True)) == ["vehicle", "well"]


@pytest.mark.parametrize(
    "part", ["leader", "liaison", "police_leader", "other_staff", "observer", "admin", "stranger"]
)
def test_only_staff_and_managers_of_the_site_tap(cast, part):
    with pytest.raises(PermissionDenied):
        tapped(cast, by=getattr(cast, part))


@pytest.mark.parametrize(
    ("part", "sees"),
    [("staff", True), ("manager", True), ("liaison", False), ("other_staff", False)],
)
def test_single_taps_are_the_sites_own(cast, part, sees):
    tapped(cast)

    assert PresenceTap.objects.visible_to(getattr(cast, part)).exists() is sees


@pytest.mark.parametrize("part", ["staff", "manager"])
def test_it_can_be_undone_for_five_minutes(cast, part):
    by = getattr(cast, part)
    made = tapped(cast)

    tapping.undo(made, by=by, at=NOW + 5 * MINUTE)
    tapping.undo(made, by=by, at=NOW + 6 * MINUTE)  # again, it changes nothing

    assert not PresenceTap.objects.counted().exists()
    with pytest.raises(CannotTap, match="five minutes"):
        tapping.undo(tapped(cast), by=by, at=NOW + 5 * MINUTE + timedelta(seconds=1))


def test_others_do_not_undo_it(cast):
    made = tapped(cast)

    with pytest.raises(PermissionDenied):
        tapping.undo(made, by=cast.liaison, at=NOW)


def test_a_key_that_got_stuck_is_stopped_and_the_hour_passes(cast):
    for _number in range(tapping.MOST_AN_HOUR):
        tapped(cast)

    with pytest.raises(CannotTap, match="last hour"):
        tapped(cast)
    tapped(cast, at=NOW + 61 * MINUTE)


def test_after_ninety_days_single_taps_are_gone(cast):
    tapped(cast)
    tapped(cast, at=NOW + timedelta(days=1))

    tapping.forget_old(by=Person.system(), at=NOW + timedelta(days=90, seconds=1))

    assert PresenceTap.objects.count() == 1


@pytest.mark.parametrize("change", [{"kind": "well"}, {"at": NOW - MINUTE}])
def test_the_database_lets_no_tap_become_another(cast, change):
    tapped(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        PresenceTap.objects.update(**change)
