"""What the database itself refuses, past every operation."""

import pytest
from django.db import IntegrityError, transaction

from liaison.models import Confirmation, MandateScope
from liaison.roles import Role
from liaison.tests.conftest import TODAY

pytestmark = pytest.mark.django_db


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


def test_a_legal_basis_is_kept(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.site.legal_bases.update(reference="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.site.legal_bases.all().delete()
