"""A new password is asked for: nobody can tell from the answer who has an account."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from liaison import account_closing, lost_password
from notifications import outbox
from notifications.models import Notice, State
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/password/reset/"
FRESH = "another long plain password"


def asks(email: str):
    return Client().post(ADDRESS, {"email": email})


def delivered() -> list:
    outbox.deliver_due(at=timezone.now() + timedelta(seconds=1))
    return mail.outbox


def test_the_link_comes_by_mail_and_sets_a_new_password(cast):
    assert asks(cast.manager.email).status_code == 302
    assert not mail.outbox  # nothing is sent inside the request

    [message] = delivered()

    assert message.to == [cast.manager.email]
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", message.body)[1]
    browser = Client()
    form = browser.get(link, follow=True)
    there = form.request["PATH_INFO"]
    browser.post(there, {"password1": FRESH, "password2": FRESH})
    cast.manager.refresh_from_db()
    assert cast.manager.check_password(FRESH)
    assert not cast.manager.check_password(PASSWORD)


def test_the_mail_is_in_the_language_of_the_person(cast):
    Person.objects.filter(pk=cast.manager.pk).update(language="fr")

    asks(cast.manager.email)

    assert "nouveau mot de passe" in delivered()[0].subject


def test_a_known_and_an_unknown_address_are_the_same_work(cast):
    def work(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            answer = asks(email)
        assert answer.url == "/accounts/password/reset/done/"
        return [query["sql"].split(" ", 1)[0] for query in captured.captured_queries]

    Person.system()
    work("warm@example.org")

    known, unknown = work(cast.manager.email), work("nobody@example.org")

    assert known.count("INSERT") == unknown.count("INSERT")
    assert abs(len(known) - len(unknown)) <= 1
    assert not mail.outbox


@pytest.mark.parametrize("account", ["nobody", "closed", "invited"])
def test_who_has_no_open_account_gets_no_mail(cast, account):
    email = "nobody@example.org"
    if account == "closed":
        email = account_closing.close(cast.manager, by=cast.admin).email
    if account == "invited":
        Person.objects.create(email=email, name="New")

    asks(email)

    assert delivered() == []
    assert set(Notice.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_what_unknown_addresses_leave_behind_is_gone_after_a_day(cast):
    asks(cast.manager.email)
    asks("nobody@example.org")
    asks("nobody.else@example.org")
    delivered()
    in_a_day = timezone.now() + timedelta(days=1)

    assert lost_password.forget_unanswered(at=in_a_day - timedelta(minutes=10)) == 0
    assert lost_password.forget_unanswered(at=in_a_day + timedelta(minutes=10)) == 2
    assert Notice.objects.get().recipient == cast.manager


def test_an_account_that_was_closed_meanwhile_gets_no_mail(cast):
    lost_password.ask(cast.manager)
    account_closing.close(cast.manager, by=cast.admin)

    assert delivered() == []


def test_a_mail_server_that_is_away_is_no_fault_of_the_page(cast, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    browser = Client()
    page = browser.get(urlsplit(lost_password.link_of(cast.liaison.pk)).path, follow=True)

    # Whoever sets a new password is told of it by mail.
    said = {"password1": FRESH, "password2": FRESH}
    answer = browser.post(page.request["PATH_INFO"], said)

    assert answer.status_code == 302
    assert "was not sent: ConnectionRefusedError" in caplog.text
    assert cast.liaison.email not in caplog.text
