"""What cannot be taken back is asked first: a page says what will happen, its button does it."""

import re

import pytest
from django.urls import reverse

from audit.models import Entry
from liaison import founding, site_links
from liaison.models import DoorLink, Organisation, TellLink
from liaison.tests.conftest import NEW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def things(cast):
    """name -> (address, who is asked, who may only look on, what is said will happen)."""
    manager = cast.manager.mandates.get()
    place = cast.partnership.designations.get(person=cast.liaison)
    links = [
        site_links.issue(model, cast.site, "Front door", by=cast.manager)
        for model in (DoorLink, TellLink)
    ]
    begun = Organisation.objects.create(kind="operator", name="Bay Health", zone="UTC")
    invited = founding.found(NEW, begun, by=cast.admin).person
    slug = cast.site.slug
    return {
        "mandate_end": ([manager.pk], cast.leader, cast.liaison, "It stops at once"),
        "designation_end": (
            [slug, place.pk],
            cast.police_leader,
            cast.manager,
            "Nobody speaks for this side in that place",
        ),
        **{
            f"{link.OPENS}_link_revoke": (
                [slug, link.pk],
                cast.alternate,
                cast.liaison,
                "opens nothing",
            )
            for link in links
        },
        "invitation_withdraw": ([invited.pk], cast.admin, cast.leader, "opens nothing"),
        "account_close": ([cast.staff.pk], cast.admin, cast.leader, "asks to sign in"),
    }


NAMES = [
    "mandate_end",
    "designation_end",
    "door_link_revoke",
    "tell_link_revoke",
    "invitation_withdraw",
    "account_close",
]


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_will_happen_and_its_button_does_it(things, as_, name):
    args, asked, _other, words = things[name]
    address, browser = reverse(f"liaison:{name}", args=args), as_(asked)
    before = Entry.objects.count()

    page = text(browser.get(address))

    assert words in page
    assert "Leave it as it is" in page
    assert re.search(r'<form method="post"> ?<input type="hidden" name="csrf', page)
    assert Entry.objects.count() == before
    assert browser.post(address).status_code == 302
    assert Entry.objects.count() > before


@pytest.mark.parametrize("name", NAMES)
def test_whoever_may_not_do_it_is_not_asked(things, as_, name):
    args, _asked, other, _words = things[name]

    assert as_(other).get(reverse(f"liaison:{name}", args=args)).status_code in (403, 404)


def test_whoever_ends_a_mandate_reads_which_places_become_empty(cast, as_):
    address = reverse("liaison:mandate_end", args=[cast.manager.mandates.get().pk])

    assert "Site manager · Harbour Street" in text(as_(cast.leader).get(address))


def test_giving_up_ones_own_is_said_in_other_words(cast, as_):
    address = reverse("liaison:mandate_end", args=[cast.staff.mandates.get().pk])

    assert "Give this mandate up?" in text(as_(cast.staff).get(address))


def test_what_has_ended_already_is_not_asked_again(cast, as_):
    mandate = cast.staff.mandates.get()
    address, browser = reverse("liaison:mandate_end", args=[mandate.pk]), as_(cast.leader)
    browser.post(address)

    assert browser.get(address).url == mandate.get_absolute_url()
