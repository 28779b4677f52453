"""One link for a division: given by the police side, listing the door cards of its sites."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from liaison import division_links, door_links
from liaison.division_links import CannotLink
from liaison.models import Division, DivisionLink
from liaison.refusal import Stale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def link(cast):
    return division_links.issue(cast.division, by=cast.liaison)


def test_its_token_is_not_in_the_database(cast, link):
    token = DivisionLink.objects.select_related("data_key").get(pk=link.pk).words()

    assert division_links.address(link).endswith(f"/door/{token}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM liaison_divisionlink")
        assert token not in str(cursor.fetchall())


def test_it_lists_the_sites_of_the_division_and_opens_their_cards(cast, link):
    token = link.words()
    division, sites = division_links.sites_behind(token)

    assert (division, sites) == (cast.division, [cast.site])
    assert door_links.site_behind(f"{token}.{cast.site.slug}") == cast.site
    assert door_links.site_behind(f"{token}.{cast.other_site.slug}") is None
    assert door_links.site_behind(token) is None


def test_revoked_it_opens_nothing_any_more(cast, link):
    division_links.revoke(link, by=cast.police_leader)

    token = link.words()
    assert division_links.sites_behind(token) is None
    assert door_links.site_behind(f"{token}.{cast.site.slug}") is None
    with pytest.raises(Stale, match="already"):
        division_links.revoke(link, by=cast.liaison)


def test_a_division_has_one_at_a_time(cast, link):
    with pytest.raises(CannotLink, match="Revoke"):
        division_links.issue(cast.division, by=cast.liaison)
    again = DivisionLink(
        division=cast.division,
        token_hash="another",
        issued_at=link.issued_at,
        issued_by=cast.liaison,
    )
    again.seal("another", domain="system")
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()

    division_links.revoke(link, by=cast.liaison)
    assert division_links.issue(cast.division, by=cast.liaison).words() != link.words()


def test_a_division_without_a_site_has_nothing_to_list(cast):
    empty = Division.objects.create(organisation=cast.service, name="Harbour Division")
    with pytest.raises(CannotLink, match="no site"):
        division_links.issue(empty, by=cast.police_leader)


@pytest.mark.parametrize("part", ["manager", "leader", "officer", "other_liaison", "admin"])
def test_only_the_police_side_in_charge_gives_and_revokes(cast, link, part):
    person = getattr(cast, part)
    with pytest.raises(PermissionDenied):
        division_links.issue(cast.division, by=person)
    with pytest.raises(PermissionDenied):
        division_links.revoke(link, by=person)
    assert not DivisionLink.objects.visible_to(person).exists()


def test_the_pages_issue_print_ask_and_revoke(cast, as_):
    browser = as_(cast.liaison)
    assert "Central Division" in browser.get("/door-links/").content.decode()

    poster = browser.post(f"/door-links/issue/{cast.division.pk}/", follow=True).content.decode()
    link = DivisionLink.objects.select_related("data_key").get()
    assert division_links.address(link) in poster
    assert "Agents\N{NO-BREAK SPACE}:" in poster
    assert "Officers: scan this" in poster

    assert "opens nothing" not in browser.get(f"/door-links/{link.pk}/revoke/").content.decode()
    browser.post(f"/door-links/{link.pk}/revoke/")
    assert not DivisionLink.objects.standing().exists()
    assert browser.get(f"/door-links/{link.pk}/").status_code == 404
