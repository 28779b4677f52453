"""What the database holds about times in force, in raw SQL, on whichever engine runs the tests."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from protocols import drafting, sending
from protocols.models import InForce
from protocols.tests.conftest import SIGNED_FIRST, SIGNED_SECOND, agree
from protocols.tests.raw_sql import refused, signature_of

DAY = timedelta(days=1)


def test_nothing_is_in_force_without_asignature_of(sent, cast):
    _refuses_in_force(sent, cast)


def test_nothing_is_in_force_with_onesignature_of(half_signed, cast):
    _refuses_in_force(half_signed, cast)


def test_a_draft_is_not_in_force(draft, cast):
    _refuses_in_force(draft, cast)


def test_a_version_is_not_in_force_where_it_was_not_meant(signed, cast):
    with pytest.raises(IntegrityError, match="signatures of both"), transaction.atomic():
        InForce.objects.create(
            version=signed, partnership=cast.other_partnership, starts=SIGNED_SECOND
        )


def _refuses_in_force(version, cast):
    with pytest.raises(IntegrityError, match="signatures of both"), transaction.atomic():
        InForce.objects.create(version=version, partnership=cast.partnership, starts=SIGNED_SECOND)


@pytest.fixture
def two(cast, signed):
    """Two signed versions, the second of another protocol, ten days apart."""
    other = drafting.start([cast.partnership], title="Other", by=cast.manager, at=SIGNED_FIRST)
    return signed, agree(other, cast, at=SIGNED_SECOND + 10 * DAY)


@pytest.mark.parametrize(
    ("change", "moment"),
    [
        ("starts", SIGNED_SECOND + 5 * DAY),
        ("ends", SIGNED_SECOND + 11 * DAY),
        ("ends", None),
    ],
)
def test_two_times_in_force_never_overlap_by_a_change(two, change, moment):
    first, second = two
    row = (second if change == "starts" else first).in_force.get()

    assert refused(f"UPDATE protocols_inforce SET {change} = %s WHERE id = %s", moment, row.pk)  # noqa: S608


def test_two_times_in_force_never_overlap_by_an_addition(two):
    """Even with the rule that a version comes into force once set aside."""
    first, _second = two
    version = _signed_but_not_in_force(first)

    for starts, ends in (
        (SIGNED_SECOND - DAY, None),
        (SIGNED_SECOND + DAY, SIGNED_SECOND + 2 * DAY),
        (SIGNED_SECOND + 20 * DAY, None),
        (SIGNED_SECOND - DAY, SIGNED_SECOND + timedelta(seconds=1)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            InForce.objects.create(
                version=version,
                partnership=first.in_force.get().partnership,
                starts=starts,
                ends=ends,
            )
    before = InForce(
        version=version,
        partnership=first.in_force.get().partnership,
        starts=SIGNED_SECOND - DAY,
        ends=SIGNED_SECOND,
    )
    before.save()  # one that ends where the next begins is allowed


def _signed_but_not_in_force(first):
    """A version that both sides signed, whose row was not written."""
    person = first.begun_by
    other = drafting.start([first.protocol.covered[0]], title="Third", by=person, at=SIGNED_FIRST)
    sending.send(other, by=person, at=SIGNED_FIRST)
    other.refresh_from_db()
    for signature in first.signatures.select_related("slot"):
        slot = other.slots.get(side=signature.slot.side)
        signature_of(other, signature.person, slot=slot).save()
    return other


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM protocols_inforce WHERE id = %s",
        "UPDATE protocols_inforce SET starts = '2020-01-01' WHERE id = %s",
    ],
)
def test_what_applied_stays_what_applied(signed, sql):
    assert refused(sql, signed.in_force.get().pk)


def test_an_end_comes_by_what_both_signed_and_may_come_sooner_but_never_later(signed):
    row = signed.in_force.get()
    end = "UPDATE protocols_inforce SET ends = %s WHERE id = %s"

    assert refused(end, SIGNED_SECOND + 5 * DAY, row.pk)  # nobody gave notice, nothing replaces it
    other = _signed_but_not_in_force(signed)
    other.stage = "signed"
    other.save()
    assert not refused(end, SIGNED_SECOND + 5 * DAY, row.pk)
    row.ends = SIGNED_SECOND + 5 * DAY
    row.save()
    assert not refused(end, SIGNED_SECOND + 3 * DAY, row.pk)
    assert refused(end, SIGNED_SECOND + 6 * DAY, row.pk)
    assert refused(end, None, row.pk)
