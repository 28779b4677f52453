"""The page behind the link."""

import pytest
from django.test import Client
from django.urls import reverse

from liaison import invitations, mandates
from liaison.models import Invitation
from liaison.roles import Role
from liaison.tests.conftest import NEW
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
SAID = {"name": "Night manager", "language": "en", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def address(cast, appointment) -> str:
    mandate = mandates.give(NEW, appointment(Role.SITE_STAFF), by=cast.leader)
    mandates.confirm(mandate, by=cast.manager)
    link = invitations.link(Invitation.objects.get())
    return "/invite/" + link.rsplit("/", 2)[-2] + "/"


def text(response) -> str:
    return response.content.decode()


def test_the_link_opens_the_account_and_signs_in(client: Client, address):
    page = text(client.get(address))
    assert NEW.email in page
    assert 'value="Night manager"' in page

    response = client.post(address, SAID)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get(reverse("account_email")).status_code == 200


def test_the_welcome_is_in_the_language_that_was_chosen(client: Client, address):
    page = text(client.post(address, SAID | {"language": "fr"}, follow=True))

    assert '<html lang="fr">' in page
    assert "Votre compte est ouvert." in page
    assert "Your account is open" not in page


def test_the_new_person_signs_in_with_their_password(client: Client, address):
    client.post(address, SAID)

    fresh = Client()
    response = fresh.post(reverse("account_login"), {"login": NEW.email, "password": PASSWORD})
    assert response.status_code == 302


def test_a_used_link_says_so_and_nothing_else(client: Client, address):
    client.post(address, SAID)

    response = Client().get(address)

    assert response.status_code == 410
    assert "has been used" in text(response)
    assert NEW.email not in text(response)
    assert "Harbour" not in text(response)


@pytest.mark.parametrize("token", ["x", "a:b", "%00", "0" * 300, "\N{SNOWMAN}"])
def test_a_wrong_link_opens_nothing(client: Client, cast, token):
    assert client.get(f"/invite/{token}/").status_code in (404, 410)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"again": "another long password"}, "The two passwords differ"),
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "password1234", "again": "password1234"}, "too common"),
        ({"name": ""}, "Write a few words; this cannot stay empty."),
        ({"language": "xx"}, "Choose one of those"),
    ],
)
def test_a_form_says_what_is_wrong_and_never_shows_a_password(
    client: Client, address, changes, words
):
    response = client.post(address, SAID | changes)

    assert response.status_code == 422
    assert words in text(response)
    assert PASSWORD not in text(response)
    assert Invitation.objects.open().exists()


def test_somebody_signed_in_becomes_the_invited_person(cast, as_, address):
    browser = as_(cast.staff)

    browser.post(address, SAID)

    assert NEW.email in text(browser.get(reverse("account_email")))
