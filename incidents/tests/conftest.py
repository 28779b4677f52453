"""People whom the cast lacks: a service of a second partnership at the same site, and somebody
who stands on both sides."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from accounts.models import Person
from liaison import access
from liaison.models import Mandate, MandateScope, Organisation, Partnership
from liaison.roles import Role
from protocols.tests import conftest as versions
from tests.cast import RECORDED, SINCE


def mandate(person, role, organisation, *, giver, **scope):
    made = Mandate.objects.create(
        person=person,
        role=role,
        organisation=organisation,
        starts_on=SINCE,
        given_by=giver,
        given_at=RECORDED,
        confirmed_by=Person.system(),
        confirmation="second_person",
        confirmed_at=RECORDED,
    )
    if scope:
        MandateScope.objects.create(mandate=made, **scope)
    access.forget()
    return made


@pytest.fixture
def second(cast):
    """Another police service at Harbour Street, with its liaison officer."""
    service = Organisation.objects.create(
        kind=Organisation.Kind.POLICE, name="Transit Police", zone="America/Vancouver"
    )
    partnership = Partnership.objects.create(site=cast.site, service=service, began_on=SINCE)
    officer = Person.objects.create(
        email="transit@example.org", name="Liaison officer, Transit", is_active=True
    )
    mandate(officer, Role.LIAISON_OFFICER, service, giver=cast.police_leader)
    partnership.officer = officer  # type: ignore[attr-defined]
    return partnership


@pytest.fixture
def torn(cast):
    """Somebody who manages the site and is the service's liaison as well."""
    person = Person.objects.create(email="torn@example.org", name="Both", is_active=True)
    mandate(person, Role.SITE_MANAGER, cast.operator, giver=cast.leader)
    mandate(person, Role.LIAISON_OFFICER, cast.service, giver=cast.police_leader)
    return person


@pytest.fixture
def agreed(kept_versions, beginning, cast):
    """What is in force between Harbour Street and its service since January 2025."""
    return versions.agreed(beginning, cast).in_force.get()


@pytest.fixture
def at_ten(monkeypatch):
    """It is 10:00 in Vancouver on Tuesday 4 February 2025."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 2, 4, 18, tzinfo=UTC))
