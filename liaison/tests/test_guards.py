"""What the database itself refuses, past every operation."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from liaison import division_links, door_links, site_links
from liaison.models import Confirmation, DoorLink, Invitation, MandateScope, TellLink
from liaison.roles import Role
from liaison.tests.conftest import TODAY
from tests.cast import RECORDED

pytestmark = pytest.mark.django_db

AT, DAY = RECORDED + timedelta(days=30), timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.SITE_LEADER},
        {"starts_on": TODAY},
        {"ends_on": TODAY},
        {"confirmation": Confirmation.ACCEPTANCE},
        {"given_at": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_mandate_stays_as_it_was_given(cast, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.staff.mandates.update(**change)


def test_neither_person_nor_organisation_of_a_mandate_changes(cast):
    for change in ({"person": cast.stranger}, {"organisation": cast.service}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cast.staff.mandates.update(**change)


def test_the_places_of_a_mandate_are_not_widened(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateScope.objects.filter(mandate__person=cast.manager).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateScope.objects.filter(mandate__person=cast.manager).update(site=cast.other_site)


def test_a_designation_is_handed_over_and_never_rewritten(cast):
    for change in ({"person": cast.backup}, {"post": "Somebody"}, {"ends_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cast.partnership.designations.filter(rank="primary", side="police").update(**change)


@pytest.mark.parametrize(
    "change",
    [{"ended_at": None, "ended_by": None}, {"ended_at": AT}, {"confirmed_at": AT}],
    ids=["revived", "ended later", "confirmed later"],
)
def test_a_mandate_that_has_ended_is_not_revived(cast, change):
    cast.staff.mandates.update(ended_at=AT - DAY, ended_by=cast.leader)

    with pytest.raises(IntegrityError), transaction.atomic():
        cast.staff.mandates.update(**change)


def test_a_designation_that_has_ended_is_not_revived(cast):
    speaks = cast.partnership.designations.filter(rank="backup", side="police")
    assert speaks.update(ended_at=AT) == 1

    with pytest.raises(IntegrityError), transaction.atomic():
        speaks.update(ended_at=None)


@pytest.mark.parametrize("model", [DoorLink, TellLink])
def test_a_link_that_was_revoked_opens_nothing_again(cast, model):
    link = site_links.issue(model, cast.site, "Central Division", by=cast.manager, at=AT)
    site_links.revoke(link, by=cast.manager, at=AT)

    for change in ({"revoked_at": None}, {"site": cast.other_site}, {"token_hash": "f"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()


def test_a_link_of_a_division_that_was_revoked_opens_nothing_again(cast):
    link = division_links.issue(cast.division, by=cast.liaison, at=AT)
    division_links.revoke(link, by=cast.liaison, at=AT)

    for change in ({"revoked_at": None}, {"token_hash": "f"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cast.division.door_links.update(**change)


@pytest.mark.parametrize("used", ["accepted_at", "withdrawn_at"])
def test_an_invitation_is_good_once(cast, used):
    values = {"invited_by": cast.leader, "invited_at": AT, "expires_at": AT + DAY, used: AT}
    Invitation.objects.create(person=cast.stranger, **values)

    for change in ({used: None}, {"expires_at": AT + 9 * DAY}, {"person": cast.former}):
        with pytest.raises(IntegrityError), transaction.atomic():
            cast.stranger.invitations.update(**change)


def test_a_legal_basis_is_kept(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.site.legal_bases.update(reference="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.site.legal_bases.all().delete()


def test_what_the_record_names_keeps_the_name(cast):
    """An entry of the ledger names a thing by its id alone."""
    door_links.issue(cast.site, "Front door", by=cast.manager)
    for things in (cast.site.doorlinks, cast.partnership.designations.filter(rank="primary")):
        with pytest.raises(IntegrityError), transaction.atomic():
            things.filter(pk=things.first().pk).update(id=uuid4())
