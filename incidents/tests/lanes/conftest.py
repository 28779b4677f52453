"""One case for everybody who reads, and no reader changes it."""

import pytest
from django.db import transaction

from incidents.tests.lanes import case as cases
from incidents.tests.lanes import people, ways
from tests import cast as the_cast
from tests.architecture import doors


@pytest.fixture(scope="package")
def built(django_db_setup, django_db_blocker):
    """A furnished world with the case in it: to furnish it takes longer than to read it all."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = doors.furnish(the_cast.build())
        before = ways.rows()
        world.case = cases.build(world.cast, world.tell_link)
        incidents = [world.case.incident, *world.case.beside.values()]
        others = people.beside(world.cast) | people.off_case(world.cast, incidents)
        links = {world.officer_link.words(): world.case.link}
        world.ids = ways.Ids.between(before, ways.rows(), world.case, links)
        world.people = people.of(world.cast, others)
        world.shut = set()
        with ways.in_haste():
            yield world
        transaction.set_rollback(True)
