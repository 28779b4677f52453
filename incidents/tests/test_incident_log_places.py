"""At which sites somebody may log, and on which side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from incidents.tests.conftest import mandate
from incidents.tests.log_form import PAGE, post, text
from liaison.models import Site
from liaison.roles import Role

pytestmark = pytest.mark.usefixtures("at_ten")


def test_several_sites_are_chosen_from_and_the_one_asked_for_stands_first(cast, as_):
    Site.objects.create(slug="quay", name="Quay", operator=cast.operator, zone="Europe/London")
    client = as_(cast.alternate)

    unsaid, said = text(client.get(PAGE)), text(client.get(f"{PAGE}?site=quay"))
    assert "Choose a site" in unsaid
    assert '<select class="form-select" id="id_site" name="site" required>' in unsaid
    assert 'type="datetime-local"' in unsaid
    assert "2025-02-04T" not in unsaid  # whose clock would that be?
    assert 'value="2025-02-04T18:00"' in said


def test_a_form_that_is_shown_once_more_still_offers_every_site(cast, as_):
    quay = Site.objects.create(
        slug="quay", name="Quay", operator=cast.operator, zone="Europe/London"
    )

    page = text(post(as_(cast.alternate), cast, narrative=""))

    assert f'value="{cast.site.pk}" selected' in page
    assert f'value="{quay.pk}"' in page


def test_a_site_of_others_cannot_be_chosen(cast, as_):
    answer = post(as_(cast.staff), cast, site=str(cast.other_site.pk))

    assert "Choose one of the sites in the list" in str(answer.context["form"].errors["site"])
    assert not Incident.objects.exists()


def test_somebody_whose_only_mandates_tear_them_has_no_site(cast, as_, torn):
    page = text(as_(torn).get(PAGE))

    assert "There is no site you can log for" in page
    assert "<textarea" not in page


def test_two_services_at_one_site_are_no_hindrance(cast, as_, second):
    assert post(as_(cast.staff), cast).status_code == 302


def test_somebody_may_act_for_different_sides_at_different_sites(cast, as_):
    person = Person.objects.create(email="two@example.org", name="Two", is_active=True)
    mandate(person, Role.SITE_STAFF, cast.operator, giver=cast.leader)
    mandate(person, Role.LIAISON_OFFICER, cast.other_service, giver=cast.other_police_leader)
    client = as_(person)

    page = text(client.get(PAGE))
    assert "Nobody of the police" in page
    assert "Nobody of the site" in page
    post(client, cast)
    post(client, cast, site=str(cast.other_site.pk))
    lanes = set(Statement.objects.values_list("incident__site__slug", "lane"))
    assert lanes == {("harbour-street", Lane.SITE), ("mill-lane", Lane.POLICE)}


def test_the_form_takes_as_many_queries_for_many_sites_as_for_few(cast, as_):
    client = as_(cast.alternate)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        return len(caught)

    queries()
    few = queries()
    Site.objects.bulk_create(
        Site(slug=f"s{n}", name=f"S{n}", operator=cast.operator, zone="America/Vancouver")
        for n in range(30)
    )
    assert queries() <= few + 1  # one more for the sites that have no partnership yet
    assert few <= 6
