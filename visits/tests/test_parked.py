"""A visit to a site on wheels takes place where the unit is parked."""

import pytest
import time_machine
from django.urls import reverse

from liaison import opening
from liaison.tests.hours_page import text
from tests.cast import HARBOUR_HOURS, NOW


@pytest.fixture
def parked(cast):
    cast.site.is_mobile = True
    cast.site.save()
    document = {**HARBOUR_HOURS, "parked_at": "The depot"}
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)


def test_the_visit_says_where(cast, as_, confirmed, parked):
    with time_machine.travel(NOW, tick=False):
        said = text(as_(cast.liaison).get(confirmed.get_absolute_url()))

    assert "<h2>Where the unit is parked</h2> <p>The depot</p>" in said


def test_so_does_the_page_on_which_a_time_is_found(cast, as_, parked):
    with time_machine.travel(NOW, tick=False):
        said = text(as_(cast.liaison).get(reverse("visits:visit_new")))

    assert "On site means where the unit is parked: The depot." in said


def test_other_sites_say_nothing_of_it(cast, as_, confirmed):
    with time_machine.travel(NOW, tick=False):
        assert "parked" not in text(as_(cast.liaison).get(confirmed.get_absolute_url()))
