"""The door cards behind the link of a division."""

import re
from datetime import timedelta

import pytest
import time_machine

from liaison import division_links
from liaison.hours_rows import WEEKDAYS
from liaison.models import HoursSet, Organisation, Partnership, Site
from protocols.models import DoorNote
from tests.cast import NOW, SINCE


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def link(cast):
    return division_links.issue(cast.division, by=cast.liaison, at=NOW)


@pytest.fixture
def listing(link):
    return f"/door/{link.words()}/"


@pytest.fixture
def card(link, cast):
    return f"/door/{link.words()}.{cast.site.slug}/"


def test_it_lists_its_sites_without_an_account(cast, client, listing, card):
    page = client.get(listing)

    assert not page.cookies
    assert "Central Division" in page.content.decode()
    assert f'href="{card}?lang=en"' in page.content.decode()
    assert cast.other_site.name not in page.content.decode()


@pytest.mark.parametrize(
    "more", ["%00", "\u00e9", "a.b", "a" * 300], ids=["nul", "accent", "two", "long"]
)
def test_what_names_no_site_opens_nothing(client, listing, more):
    for part in ("", "whole/", "print/", "card.webmanifest", "briefing/"):
        assert client.get(f"{listing[:-1]}.{more}/{part}").status_code == 404
    assert client.post(f"{listing[:-1]}.{more}/tell/", {"kind": "entered"}).status_code == 404


def test_each_of_them_is_the_whole_card(cast, client, signed, card):
    assert "Do not enter" in client.get(f"{card}?c=C13").content.decode()
    assert "Operating" in client.get(f"{card}whole/").content.decode()
    assert client.get(f"{card}card.webmanifest").json()["scope"] == card
    assert client.get(f"{card}briefing/").status_code == 200
    assert client.post(f"{card}tell/", {"kind": "waited"}).status_code == 303
    assert DoorNote.objects.get().partnership == cast.partnership


def test_only_the_service_of_the_division_is_on_it(cast, client, signed, card):
    transit = Organisation.objects.create(kind="police", name="Transit Police", zone="UTC")
    Partnership.objects.create(site=cast.site, service=transit, began_on=SINCE)

    page = client.get(f"{card}?c=C13").content.decode()
    assert "Transit" not in page
    assert "Do not enter" in page


def test_a_site_outside_the_division_is_not_behind_it(cast, client, link):
    elsewhere = Site.objects.create(
        slug="elsewhere", name="Elsewhere", operator=cast.operator, zone="America/Vancouver"
    )
    Partnership.objects.create(site=elsewhere, service=cast.service, began_on=SINCE)

    for slug in ("elsewhere", cast.other_site.slug, "", "nothing"):
        assert client.get(f"/door/{link.words()}.{slug}x/").status_code == 404
    assert client.get(f"/door/{link.words()}.elsewhere/").status_code == 404


def test_revoked_neither_the_list_nor_a_card_opens(cast, client, link, listing, card):
    division_links.revoke(link, by=cast.liaison, at=NOW)

    for address in (listing, card, f"{card}whole/", f"{card}print/"):
        assert client.get(address).status_code == 404


def test_a_card_of_a_division_costs_two_queries(
    client, signed, card, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        client.get(f"{card}?c=C13")


def test_on_paper_stands_every_answer_once(client, signed, card, cast):
    Site.objects.filter(pk=cast.site.pk).update(arrival_fr="Côté est")
    english, french = (client.get(f"{card}print/?lang={code}") for code in ("en", "fr"))

    page = english.content.decode()
    assert page.count("<tr>") == 1 + 24
    assert page.count("–…</span>") == 1, "what is known ends there, and not the opening"
    assert "Outside operating hours" in page
    assert "§ 11" in page
    assert "Restez dehors." in french.content.decode()
    assert "Cleaning" not in page
    assert '<span lang="fr">Côté est</span>' in page
    assert "</strong> Côté est" in french.content.decode()


def test_an_opening_of_more_than_a_day_ends_on_a_named_day_on_paper(client, signed, card, cast):
    late = [{"weekday": day, "opens": "09:00", "closes": "03:00"} for day in WEEKDAYS]
    all_friday = {
        "date": "2025-02-07",
        "kind": "open",
        "intervals": [{"opens": "00:00", "closes": "24:00"}],
    }
    stated = {**HoursSet.objects.filter(site=cast.site).latest().schedule}
    stated |= {"hours": late, "exceptions": [all_friday]}
    HoursSet.objects.create(
        site=cast.site,
        schedule=stated,
        recorded_at=NOW - timedelta(hours=1),
        recorded_by=cast.manager,
    )

    page = re.sub("<[^>]+>", "", client.get(f"{card}print/?lang=en").content.decode())

    assert "Thu 6 Feb 2025 09:00–Sat 8 Feb 2025 00:00" in page
    assert "Wed 5 Feb 2025 09:00–03:00" in page
