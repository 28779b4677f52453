"""The liaison's page of links, and the officer's page behind one."""

import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import Read
from incidents.models import Statement, StatementLink
from incidents.particulars import Particulars
from incidents.statements.tests.test_statements import POST
from incidents.tests import reports
from liaison import fields
from tests.cast import NOW


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def incident(cast):
    told = Particulars(circumstance="C13", wish="mediate")
    return reports.released(
        cast, kind="E1", narrative="CNRY-DRAFT", identifiers="badge 4471", particulars=told
    )


def ask(client, incident, post=POST):
    page = client.post(
        f"{incident.get_absolute_url()}statements/",
        {"post": post, "key": str(uuid.uuid4())},
        follow=True,
    )
    [path] = re.findall(r"http://[^/]+(/incidents/statement/[^<]+/)", page.text)
    return path


def test_the_liaison_asks_by_post_and_hands_on_the_address(cast, as_, incident):
    client = as_(cast.liaison)
    assert "Ask an officer for a statement" in client.get(incident.get_absolute_url()).text

    path = ask(client, incident)

    page = client.get(f"{incident.get_absolute_url()}statements/").text
    assert POST in page
    assert path in page
    assert "Not given yet" in page


def test_whoever_holds_it_reads_released_facts_and_not_a_word(cast, as_, incident):
    path = ask(as_(cast.liaison), incident)

    answer = Client().get(path)

    assert "Routine patrol, a look inside" in answer.text
    named = ("badge 4471", "mediates", cast.staff.name, incident.reference)
    for hidden in (reports.SHOWN, "CNRY", *named):
        assert hidden not in answer.text
    assert "Nobody of the site" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert Read.objects.filter(about_id=str(incident.pk), lane="police").exists()


def test_given_it_is_thanked_and_read_by_the_police_side_alone(cast, as_, incident):
    path, officer = ask(as_(cast.liaison), incident), Client()
    sent = {"words": "I waited outside.", "key": str(uuid.uuid4())}

    for _press in range(2):
        assert "Thank you. It is with your liaison." in officer.post(path, sent).text

    gone = officer.get(path)
    assert gone.status_code == 404
    assert "it has arrived" in gone.text
    theirs = as_(cast.liaison).get(incident.get_absolute_url()).text
    assert "I waited outside." in theirs
    assert POST in theirs
    for part in ("manager", "staff"):
        page = as_(getattr(cast, part)).get(incident.get_absolute_url()).text
        assert "I waited outside." not in page
        assert "officer for a statement" not in page


def test_what_an_officer_writes_is_screened_and_they_may_vouch(cast, as_, incident):
    path, words = ask(as_(cast.liaison), incident), "Call me back at 604 555 1234."
    key = {"key": str(uuid.uuid4())}

    asked = Client().post(path, {"words": words, **key})
    assert (asked.status_code, "<mark>" in asked.text) == (422, True)
    assert Client().post(path, {"words": "", **key}).status_code == 422

    vouched = {"words": words, "words-vouched": fields.vouch(words), **key}
    assert Client().post(path, vouched).status_code == 200
    assert Statement.objects.get(kind=Statement.Kind.OFFICER).words() == words


@pytest.mark.parametrize("token", ["x", "A" * 22, "%00", "é"])
def test_a_link_that_opens_nothing_says_so_kindly(db, token):
    answer = Client().get(f"/incidents/statement/{token}/")

    assert answer.status_code == 404
    assert "ask your liaison officer for another link" in answer.text


def test_whoever_guesses_is_stopped_and_keeps_nobody_from_their_own(cast, as_, incident):
    # From an address of its own: guesses are counted in a cache that other tests fill too.
    path, client = ask(as_(cast.liaison), incident), Client(REMOTE_ADDR="192.0.2.31")

    answers = [client.get(f"/incidents/statement/{n}/").status_code for n in range(21)]

    assert (answers[0], answers[-1]) == (404, 429)
    assert client.get(path).status_code == 200


def test_taken_back_it_opens_nothing(cast, as_, incident):
    client = as_(cast.liaison)
    path = ask(client, incident)
    link = StatementLink.objects.get()

    page = client.post(f"{incident.get_absolute_url()}statements/{link.pk}/revoke/", follow=True)

    assert "Taken back. The link opens nothing any more." in page.text
    assert path not in page.text
    assert Client().get(path).status_code == 404


def test_a_post_that_is_a_name_or_a_number_is_asked_about(cast, as_, incident):
    url = f"{incident.get_absolute_url()}statements/"

    answer = as_(cast.liaison).post(url, {"post": "604 555 1234", "key": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert not StatementLink.objects.exists()
