"""Links that a manager gives, to the door card or to tell the site something: issued, printed
again, revoked; and the way to the card."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from liaison import door_links, site_links
from liaison.models import DoorLink, TellLink
from liaison.refusal import Stale
from liaison.site_links import CannotIssue

MINUTE = timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def link(cast) -> DoorLink:
    return door_links.issue(cast.site, "Front door", by=cast.manager)


@pytest.mark.parametrize("model", [DoorLink, TellLink])
def test_the_token_can_be_printed_again_and_is_not_in_the_database(cast, model):
    link = site_links.issue(model, cast.site, "Front door", by=cast.manager)
    again = model.objects.select_related("data_key").get(pk=link.pk)
    token = again.words()

    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)
    assert site_links.address(again).endswith(f"/{model.OPENS}/{token}/")
    assert site_links.behind(model, token) == link
    assert token not in str(list(model.objects.values_list()))


def test_a_link_opens_what_it_is_for_and_nothing_else(cast, link):
    assert site_links.behind(TellLink, link.words()) is None
    assert door_links.hash_of(link.words()) != site_links.hash_of(link.words(), TellLink.OPENS)


def test_two_links_differ(cast, link):
    assert door_links.issue(cast.site, "Patrols", by=cast.manager).words() != link.words()


def test_a_revoked_link_no_longer_stands(cast, link):
    site_links.revoke(link, by=cast.alternate)

    assert site_links.behind(DoorLink, link.words()) is None
    with pytest.raises(Stale, match="already"):
        site_links.revoke(link, by=cast.manager)


def test_links_do_not_pile_up(cast, monkeypatch, link):
    monkeypatch.setattr(site_links, "MOST_STANDING", 1)

    with pytest.raises(CannotIssue, match="Revoke"):
        door_links.issue(cast.site, "One more", by=cast.manager)


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
@pytest.mark.parametrize("model", [DoorLink, TellLink])
def test_only_the_site_manager_issues_and_revokes(cast, model, part):
    link = site_links.issue(model, cast.site, "Front door", by=cast.manager)
    person = getattr(cast, part)
    with pytest.raises(PermissionDenied):
        site_links.issue(model, cast.site, "X", by=person)
    with pytest.raises(PermissionDenied):
        site_links.revoke(link, by=person)
    assert not model.objects.visible_to(person).filter(pk=link.pk).exists()


@pytest.mark.parametrize("model", [DoorLink, TellLink])
def test_the_ledger_says_that_it_was_and_not_what_it_opens(cast, model, written):
    link = site_links.issue(model, cast.site, "Front door", by=cast.manager)
    ((chain, _vis, body),) = written(f"liaison.{model.OPENS}_link_issued")

    assert chain == cast.operator.pk
    assert link.words() not in str(body)


@pytest.mark.parametrize("part", ["officer", "liaison", "police_leader", "staff", "manager"])
def test_those_who_act_there_reach_the_card_by_the_newest_link_that_stands(cast, as_, link, part):
    client, page = as_(getattr(cast, part)), "/sites/harbour-street/door-card/"
    newer = door_links.issue(cast.site, "Patrols", by=cast.manager, at=timezone.now() + MINUTE)

    assert client.get(page)["Location"] == site_links.path(newer)
    site_links.revoke(newer, by=cast.manager)
    assert client.get(page)["Location"] == site_links.path(link)
    assert client.get(page, follow=True).status_code == 200


def test_where_no_link_stands_it_is_said_who_issues_one(cast, as_, link):
    site_links.revoke(link, by=cast.manager)

    page = as_(cast.officer).get("/sites/harbour-street/door-card/", follow=True)

    assert page.redirect_chain == [("/sites/harbour-street/", 302)]
    assert "Its manager issues one in the settings." in page.text


@pytest.mark.parametrize(("part", "status"), [("observer", 403), ("former", 404), ("admin", 404)])
def test_whoever_does_not_act_there_is_not_led_to_the_card(cast, as_, link, part, status):
    answer = as_(getattr(cast, part)).get("/sites/harbour-street/door-card/")

    assert answer.status_code == status
    assert "/door/" not in answer.text


def test_pressed_twice_it_is_one_link(cast):
    key = uuid4()
    first, again = (
        door_links.issue(cast.site, "Front door", key=key, by=cast.manager) for _press in range(2)
    )

    assert (again.pk, again.words()) == (first.pk, first.words())
    assert door_links.issue(cast.other_site, "Gate", key=key, by=cast.other_manager) != first
