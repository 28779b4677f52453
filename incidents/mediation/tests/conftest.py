"""A second mediator whom both sides have confirmed."""

import pytest

from accounts.models import Person
from incidents.tests.conftest import (  # noqa: F401 - fixtures for these tests too
    agreed,
    at_ten,
    mandate,
    torn,
)
from liaison.roles import Role


@pytest.fixture
def second_mediator(cast):
    person = Person.objects.create(
        email="mediator-two@example.org", name="Mediator (second)", is_active=True
    )
    mandate(person, Role.MEDIATOR, cast.neutral, giver=cast.leader, partnership=cast.partnership)
    return person
