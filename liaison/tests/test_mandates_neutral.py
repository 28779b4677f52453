"""Neutral people are proposed by one side and confirmed by the other."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from liaison import access, mandates
from liaison.four_eyes import CannotGive
from liaison.roles import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def reached(person: Person) -> bool:
    return bool(access.standing(person).partnership_ids)


def test_one_side_proposes_an_observer_and_the_other_confirms(cast, appointment):
    wanted = appointment(Role.OBSERVER, cast.neutral, scopes=(cast.partnership,))
    mandate = mandates.give(cast.stranger, wanted, by=cast.leader)
    assert mandate.given_for == cast.operator

    for part in ("manager", "admin", "other_liaison", "stranger"):
        with pytest.raises(PermissionDenied):
            mandates.confirm(mandate, by=getattr(cast, part))
    mandates.confirm(mandate, by=cast.liaison)

    assert access.standing(cast.stranger).partnership_ids == {cast.partnership.pk}


def test_the_police_propose_and_the_site_confirms(cast, appointment):
    wanted = appointment(Role.MEDIATOR, cast.neutral, scopes=(cast.partnership,))
    mandate = mandates.give(cast.stranger, wanted, by=cast.police_leader)

    mandates.confirm(mandate, by=cast.manager)

    assert not reached(cast.stranger)
    assert access.roles_of(cast.stranger) == {Role.MEDIATOR}


@pytest.mark.parametrize("part", ["admin", "liaison", "staff", "other_leader", "mediator"])
def test_not_everybody_proposes_neutral_people(cast, appointment, part):
    wanted = appointment(Role.OBSERVER, cast.neutral, scopes=(cast.partnership,))

    with pytest.raises(PermissionDenied):
        mandates.give(cast.stranger, wanted, by=getattr(cast, part))


@pytest.mark.parametrize("scopes", [(), ("site",)])
def test_a_neutral_person_is_for_named_partnerships(cast, appointment, scopes):
    places = tuple(getattr(cast, name) for name in scopes)
    wanted = appointment(Role.AUDITOR, cast.neutral, scopes=places)

    with pytest.raises((CannotGive, PermissionDenied)):
        mandates.give(cast.stranger, wanted, by=cast.leader)


@pytest.mark.parametrize("part", ["leader", "police_leader"])
def test_either_side_ends_the_mandate_of_a_neutral_person(cast, part):
    mandates.end(cast.observer.mandates.get(), by=getattr(cast, part))

    assert not reached(cast.observer)
