"""The mails about the account itself: neutral on the outside, plain on the inside."""

import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse

SUBJECTS = ("password_reset_key", "email_confirmation", "password_changed", "password_reset")
MESSAGES = ("password_reset_key", "email_confirmation", "password_changed", "password_set")


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_names_no_site_and_no_person(name):
    canaries = {
        "site_name": "Canary",
        "current_site": "Canary",
        "user": "Canary",
        "email": "Canary",
    }

    subject = render_to_string(f"account/email/{name}_subject.txt", canaries)

    assert subject.strip()
    assert "Canary" not in subject


@pytest.mark.parametrize("name", MESSAGES)
def test_every_mail_wears_our_frame(name):
    words = render_to_string(f"account/email/{name}_message.txt", {"activate_url": "https://a/"})

    assert words.startswith("Hello,")
    assert "not an emergency channel" in words


def test_a_forgotten_password_is_answered_by_a_mail_with_a_way_in(cast, client):
    client.post(reverse("account_reset_password"), {"email": cast.liaison.email})

    (sent,) = mail.outbox
    assert sent.to == [cast.liaison.email]
    assert re.search(r"http\S+/accounts/password/reset/key/\S+", sent.body)
    assert cast.liaison.name not in sent.subject
    assert "&#x27;" not in sent.body


def test_an_address_without_an_account_gets_no_mail(cast, client):
    known = client.post(reverse("account_reset_password"), {"email": cast.liaison.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert [sent.to for sent in mail.outbox] == [[cast.liaison.email]]
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_a_mail_server_that_is_away_is_no_fault_of_the_page(cast, client, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    answer = client.post(reverse("account_reset_password"), {"email": cast.liaison.email})

    assert answer.status_code == 302
    assert "was not sent: ConnectionRefusedError" in caplog.text
    assert cast.liaison.email not in caplog.text
