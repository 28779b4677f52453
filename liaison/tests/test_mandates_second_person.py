"""How an organisation with one leader gets its second pair of eyes."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from liaison import access, mandates
from liaison.four_eyes import CannotGive
from liaison.models import Confirmation, Mandate
from liaison.roles import Permission, Role
from liaison.tests.conftest import NEW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def alone(cast):
    """The leader is the only one of the operator who may confirm."""
    for person in (cast.manager, cast.alternate):
        mandates.end(person.mandates.get(), by=cast.leader)
    return cast.leader


def test_a_leader_alone_appoints_a_second_person_first(cast, appointment, alone):
    with pytest.raises(CannotGive, match=r"Site leader or Site manager.*accepting"):
        mandates.give(cast.stranger, appointment(Role.SITE_STAFF), by=alone)


def test_the_second_person_confirms_by_accepting_and_the_row_says_so(
    cast, appointment, alone, written
):
    mandate = mandates.give(cast.stranger, appointment(Role.SITE_MANAGER), by=alone)
    assert mandate.confirmation == Confirmation.ACCEPTANCE
    with pytest.raises(PermissionDenied):
        mandates.confirm(mandate, by=alone)

    mandates.confirm(mandate, by=cast.stranger)

    assert access.may(cast.stranger, Permission.MANDATE_CONFIRM, cast.operator)
    facts = {body["facts"]["confirmation"] for *_rest, body in written("liaison.mandate_confirmed")}
    assert facts == {"acceptance"}


def test_only_one_second_person_is_made_that_way(cast, appointment, alone):
    mandates.give(NEW, appointment(Role.SITE_MANAGER), by=alone)

    with pytest.raises(CannotGive, match="has not accepted yet"):
        mandates.give(cast.stranger, appointment(Role.SITE_LEADER), by=alone)


def test_with_two_people_everything_needs_two(cast, appointment, alone):
    first = mandates.give(cast.stranger, appointment(Role.SITE_MANAGER), by=alone)
    mandates.confirm(first, by=cast.stranger)

    second = mandates.give(NEW, appointment(Role.SITE_STAFF), by=alone)

    assert second.confirmation == Confirmation.SECOND_PERSON
    mandates.confirm(second, by=cast.stranger)


@pytest.mark.parametrize(
    ("way", "by", "role"),
    [
        (Confirmation.SECOND_PERSON, "leader", Role.SITE_STAFF),
        (Confirmation.SECOND_PERSON, "stranger", Role.SITE_STAFF),
        (Confirmation.OTHER_SIDE, "leader", Role.SITE_STAFF),
        (Confirmation.ACCEPTANCE, "manager", Role.SITE_STAFF),
        (Confirmation.FOUNDING, "leader", Role.SITE_STAFF),
        (Confirmation.FOUNDING, "manager", Role.SITE_LEADER),
    ],
)
def test_the_database_holds_the_four_eyes(cast, frozen, way, by, role):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            person=cast.stranger,
            organisation=cast.operator,
            role=role,
            starts_on=TODAY,
            given_by=cast.leader,
            given_at=frozen,
            confirmation=way,
            confirmed_by=getattr(cast, by),
            confirmed_at=frozen,
        )
