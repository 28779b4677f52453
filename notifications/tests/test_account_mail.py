"""The mails about the account itself: neutral on the outside, plain on the inside."""

import pytest
from django.template.loader import render_to_string

SUBJECTS = ("email_confirmation", "password_changed", "password_reset")
MESSAGES = ("email_confirmation", "password_changed", "password_set")


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
