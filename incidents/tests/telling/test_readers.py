"""Whoever speaks for the site reads what it is told, primary and backup; nobody else, whatever they
hold."""

import pytest

from accounts.models import Person
from incidents.models import Told, ToldCount
from incidents.telling import readers
from incidents.telling.asked import Wish
from incidents.tests.conftest import mandate
from incidents.tests.telling.conftest import TOMORROW
from liaison.models import Designation
from liaison.roles import Role
from tests.architecture.doors import EVERYONE

READERS = frozenset({"manager", "alternate"})
pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(tell, clock):
    tell(wish=Wish.COUNT)
    clock.shift(14 * 86_400)


@pytest.mark.parametrize("model", [Told, ToldCount])
def test_only_the_speakers_of_the_site_read_it(cast, told, tell, clock, model):
    tell(wish=Wish.COUNT)
    clock.shift(14 * 86_400)

    reading = {part for part in EVERYONE if model.objects.visible_to(getattr(cast, part)).exists()}

    assert reading == READERS


def test_nobody_reads_it_on_the_day_itself(cast, tell):
    tell()

    assert not Told.objects.visible_to(cast.manager).exists()


def test_a_manager_who_does_not_speak_for_the_site_reads_nothing(cast, told):
    other = Person.objects.create(email="third@example.org", name="Third", is_active=True)
    mandate(other, Role.SITE_MANAGER, cast.operator, giver=cast.leader)

    assert not Told.objects.visible_to(other).exists()


def test_where_nobody_speaks_for_the_site_its_managers_read(cast, told):
    Designation.objects.filter(side="site").update(ended_at=TOMORROW)

    assert Told.objects.visible_to(cast.manager).exists()
    assert not Told.objects.visible_to(cast.leader).exists()
    assert readers.of_site(cast.site, at=TOMORROW) == [cast.alternate, cast.manager]


def test_whoever_stands_on_both_sides_reads_nothing(cast, told):
    mandate(cast.manager, Role.FRONTLINE_OFFICER, cast.service, giver=cast.police_leader)

    assert not Told.objects.visible_to(cast.manager).exists()
    assert Told.objects.visible_to(cast.alternate).exists()
