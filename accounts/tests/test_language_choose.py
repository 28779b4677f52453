"""Everybody chooses the language; it stays with the person and with the browser."""

import pytest
from django.conf import settings

COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.mark.django_db
def test_a_visitor_reads_on_in_the_language_chosen(client):
    answer = client.post("/language/", {"language": "fr", "next": "/accounts/login/"})

    assert answer["Location"] == "/accounts/login/"
    assert client.cookies[COOKIE].value == "fr"
    assert '<html lang="fr">' in client.get("/accounts/login/").content.decode()


def test_a_person_keeps_the_language_on_every_device(cast, as_):
    as_(cast.manager).post("/language/", {"language": "fr"})

    cast.manager.refresh_from_db()
    assert cast.manager.language == "fr"
    page = as_(cast.manager).get("/accounts/password/change/").content.decode()
    assert '<html lang="fr">' in page


@pytest.mark.parametrize("language", ["", "xx", "fr\x00", "f" * 5000])
@pytest.mark.django_db
def test_a_language_the_portal_does_not_speak_changes_nothing(client, language):
    answer = client.post("/language/", {"language": language})

    assert answer.status_code == 400
    assert COOKIE not in client.cookies


@pytest.mark.parametrize(
    "away",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "account_login",
        "no-such-name",
        "",
    ],
)
@pytest.mark.django_db
def test_the_way_back_never_leads_elsewhere(client, away):
    assert client.post("/language/", {"language": "en", "next": away})["Location"] == "/"
