"""Nothing of whoever tells or asks is anywhere afterwards: no address, no browser, no way here."""

import io
import logging
import uuid
from functools import partial

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import Person
from incidents.models import Told
from incidents.telling import announcing, limits, sending
from incidents.tests.telling.test_tell_page import ticket_in, words_in
from liaison import site_links
from notifications import outbox
from tests.at_once import at_once
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ADDRESS, AGENT, REFERER = "203.0.113.77", "CNRY-AGENT/9.9", "https://cnry-referer.example/page"
CAME_WITH = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": ADDRESS,
    "HTTP_X_REAL_IP": ADDRESS,
    "HTTP_FORWARDED": f"for={ADDRESS}",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_REFERER": REFERER,
    "HTTP_ACCEPT_LANGUAGE": "fr-CNRY,fr;q=0.9",
    "HTTP_COOKIE": "cnry-cookie=1",
}
SIGNS = ("203.0.113", "cnry-agent", "cnry-referer", "fr-cnry", "cnry-cookie")


@pytest.fixture
def shared(monkeypatch):
    """What is counted lies where it does in use: in Redis, or in a table."""
    monkeypatch.setattr(limits, "cache", cache)


@pytest.fixture
def logged():
    """Every line of the log, whatever its level."""
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.setLevel(before)
    root.removeHandler(handler)


def everything() -> str:
    """All rows of all tables, also of the cache, and all mail."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows += [
                repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
                for row in cursor.fetchall()
            ]
    letters = [str(letter.message()) for letter in mail.outbox]
    return "\n".join([*rows, *letters, *_in_redis()]).lower()


def _in_redis():
    if settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        client = cache._cache.get_client(None)
        for key in client.scan_iter():
            yield repr((key, client.get(key)))


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def traces(*texts: str) -> list[str]:
    return [sign for sign in SIGNS if any(sign in text.lower() for text in texts)]


def test_nothing_of_the_sender_is_kept_anywhere(link, logged, clock, shared):
    browser, page = Client(**CAME_WITH), f"{site_links.path(link)}?lang=en"
    given = {"what": "good", "wish": "site", "ticket": ticket_in(browser.get(page).text)}
    for wish in ("site", "count", "wrong"):
        sent = browser.post(page, given | {"wish": wish})
    slip = words_in(browser.post(page, given).text)
    browser.post("/tell/status/", {"slip": slip})
    browser.post("/tell/status/", {"slip": "acorn actor adapt adult airport album"})
    browser.get("/tell/nowhere/")
    clock.shift(86_400)
    announcing.announce(by=Person.system(), at=Told.objects.get().shown_from)
    outbox.deliver_due()

    kept = everything()
    assert len(mail.outbox) == 2
    assert sent.status_code == 422
    assert "telling:told:" in kept
    assert traces(kept, logged.getvalue()) == []
    assert slip not in kept
    assert slip not in logged.getvalue()
    assert site_links.path(link) not in logged.getvalue()


def test_a_fault_names_nobody(link, logged, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("broken")

    browser = Client(**CAME_WITH, raise_request_exception=False)
    page = site_links.path(link)
    given = {"what": "good", "wish": "site", "ticket": ticket_in(browser.get(page).text)}
    monkeypatch.setattr(sending, "send", broken)

    assert browser.post(page, given).status_code == 500

    assert "RuntimeError" in logged.getvalue()
    assert traces(logged.getvalue(), everything()) == []


def test_what_is_counted_by_leads_back_to_nobody_once_its_day_is_over(rf, clock):
    request = rf.post("/", REMOTE_ADDR=ADDRESS)
    today = limits.origin_of(request)
    assert limits.origin_of(rf.post("/", REMOTE_ADDR="203.0.113.5")) == today  # its network
    assert limits.origin_of(rf.post("/", REMOTE_ADDR="198.51.100.5")) != today
    assert limits.origin_of(rf.post("/", REMOTE_ADDR="2001:db8::1"))
    assert limits.origin_of(rf.post("/", REMOTE_ADDR="")) != today
    assert ADDRESS not in today

    clock.shift(limits.DAY + 1)
    limits.forget()

    assert limits.cache.get("telling:salt") is None
    assert limits.origin_of(request) != today


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted(shared):
    limit = limits.Limit(uuid.uuid4().hex, from_one=4, in_all=100)
    press = partial(limits.takes, limit, "origin", at=NOW)

    assert at_once(*[press] * 4) == [True] * 4
    assert not all(press() for _more in range(4))


def test_no_model_of_telling_has_a_place_for_it():
    fields = {
        field.name
        for model in apps.get_app_config("incidents").get_models()
        if model.__name__.startswith("Told")
        for field in model._meta.get_fields()
    }
    assert fields == {
        "id",
        "site",
        "wish",
        "received_on",
        "shown_from",
        "read_by",
        "slip_hash",
        "stage",
        "answer",
        "answered_by",
        "incident",
        "data_key",
        "ciphertext",
        "reply",
        "told",
        "week",
        "what",
    }
