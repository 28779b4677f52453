"""Editing a draft on its pages: errors beside the field, nothing typed is lost."""

import re
from urllib.parse import urlsplit

import pytest

from protocols import editing, profile, reading, sending, texts
from protocols.editing import Wording
from protocols.models import Protocol, Version


@pytest.fixture
def base(draft):
    return draft.get_absolute_url()


def clause_data(revision=1, **words):
    return {
        "revision": revision,
        "heading_en": "Calls",
        "body_en": "Call first.",
        "heading_fr": "Appels",
        "body_fr": "Appelez d’abord.",
        **words,
    }


def test_a_protocol_is_begun_with_one_form(cast, as_):
    data = {"partnerships": [cast.partnership.pk], "title": "Entry", "start_from": "usual"}
    response = as_(cast.manager).post("/protocols/new/", data)

    version = Version.objects.get()
    assert response["Location"] == version.get_absolute_url()
    assert version.protocol.covered == [cast.partnership]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"title": "Entry"}, "Choose at least one"),
        ({"partnerships": ["x"], "title": "Entry"}, "partnerships"),
        ({"title": "x" * 121}, "120"),
        ({"title": ""}, "Write a few words; this cannot stay empty."),
        ({"title": "call someone@example.org"}, "looks like an e-mail"),
    ],
)
def test_a_form_that_says_too_little_is_shown_again(cast, as_, data, says):
    response = as_(cast.manager).post("/protocols/new/", data)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Protocol.objects.exists()


def test_nobody_begins_for_a_partnership_they_do_not_see(cast, as_):
    data = {"partnerships": [cast.other_partnership.pk], "title": "Entry"}

    assert as_(cast.manager).post("/protocols/new/", data).status_code == 422
    assert not Protocol.objects.exists()


def test_a_clause_is_changed_and_the_page_returns_to_it(cast, as_, draft, base):
    clause = draft.clauses.get(number=3)
    response = as_(cast.liaison).post(f"{base}clauses/{clause.pk}/", clause_data())

    assert urlsplit(response["Location"]).fragment == "clause-3"
    assert reading.clauses(texts.of(draft), "fr")[2].heading == "Appels"


def test_two_people_in_one_clause_lose_nothing(cast, as_, draft, base):
    clause = draft.clauses.get(number=3)
    address = f"{base}clauses/{clause.pk}/"
    theirs = {"en": Wording("Their heading", "Their words.")}
    editing.reword(clause, texts=theirs, revision=1, by=cast.liaison)
    client = as_(cast.manager)
    late = client.post(address, clause_data(heading_en="My heading", body_en="My words."))

    text = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else changed this clause" in text
    assert re.search(r"<del>.{0,80}</span>Their <span.{0,80}</del>words\.", text)
    assert re.search(r"<ins>.{0,80}</span>My <span.{0,80}</ins>words\.", text)
    assert "My words.</textarea>" in text
    assert 'name="revision" value="2"' in text
    again = client.post(address, clause_data(2, heading_en="My heading", body_en="My words."))
    assert again.status_code == 302
    assert reading.clauses(texts.of(draft), "en")[2].body == "My words."


def test_whoever_was_typing_when_it_was_sent_keeps_their_words(cast, as_, draft, base):
    clause = draft.clauses.get(number=3)
    sending.send(draft, by=cast.liaison)
    late = as_(cast.manager).post(f"{base}clauses/{clause.pk}/", clause_data(body_en="My words."))

    assert late.status_code == 422
    assert "not a draft any more" in late.content.decode()
    assert "My words." in late.content.decode()


def test_whoever_was_typing_in_a_clause_that_is_gone_keeps_their_words(cast, as_, draft, base):
    clause = draft.clauses.get(number=3)
    editing.remove_clause(clause, revision=1, by=cast.liaison)
    late = as_(cast.manager).post(f"{base}clauses/{clause.pk}/", clause_data(body_en="My words."))

    assert late.status_code == 409
    assert "took this clause out" in late.content.decode()
    assert "My words." in late.content.decode()


def test_a_clause_is_added_moved_and_taken_out(cast, as_, draft, base):
    client = as_(cast.manager)
    client.post(f"{base}clauses/new/", {**clause_data(0), "number": 4})
    added = draft.clauses.get(number=4)
    assert added.texts.get(language="en").heading == "Calls"

    client.post(f"{base}clauses/{added.pk}/move/", {"revision": 1, "number": 1})
    added.refresh_from_db()
    assert added.number == 1

    client.post(f"{base}clauses/{added.pk}/remove/", {"revision": 1})
    assert not draft.clauses.filter(pk=added.pk).exists()
    assert draft.clauses.count() == len(profile.TOPICS)


def test_a_clause_that_answers_cite_stays_and_the_page_says_why(cast, as_, draft, base):
    clause = draft.clauses.get(number=5)
    response = as_(cast.manager).post(
        f"{base}clauses/{clause.pk}/remove/", {"revision": 1}, follow=True
    )

    assert "Answers cite this clause" in response.content.decode()


@pytest.mark.parametrize("step", ["move", "remove"])
@pytest.mark.parametrize("data", [{}, {"revision": "x", "number": "y"}, {"revision": "9" * 40}])
def test_a_move_that_says_nothing_changes_nothing(cast, as_, draft, base, step, data):
    clause = draft.clauses.get(number=2)
    response = as_(cast.manager).post(f"{base}clauses/{clause.pk}/{step}/", data)

    assert response.status_code == 302
    assert draft.clauses.get(number=2) == clause


def test_dates_are_settled_and_stale_ones_are_told(cast, as_, draft, base):
    client = as_(cast.manager)
    data = {"revision": 1, "languages": ["en", "fr"], "starts_on": "2025-03-01", "review_on": ""}
    data |= {"suspension_days": 14, "notice_days": 30}
    assert client.post(f"{base}dates/", data).status_code == 302
    draft.refresh_from_db()
    assert draft.starts_on.isoformat() == "2025-03-01"

    late = client.post(f"{base}dates/", {**data, "starts_on": "2025-04-01"})
    assert late.status_code == 409
    assert "2025-04-01" in late.content.decode()
    assert "Sat 1 Mar 2025" in late.content.decode()
    assert late.content.decode().count("checked") == 2


@pytest.mark.parametrize("value", ["yesterday", "2025-02-30", "0000-00-00", "9" * 30])
def test_a_day_that_is_none_is_told_beside_its_field(cast, as_, base, value):
    data = {"revision": 1, "languages": ["en"], "starts_on": value}
    response = as_(cast.manager).post(f"{base}dates/", data)

    assert response.status_code == 422
    assert value in response.content.decode()


def test_what_was_sent_has_no_edit_pages(cast, as_, sent):
    base = sent.get_absolute_url()
    clause = sent.clauses.first()

    entry = ("entry/", "entry/several/", "entry/C13/every/", "entry/C13/operating/")
    for address in ("dates/", "clauses/new/", f"clauses/{clause.pk}/", *entry):
        assert as_(cast.manager).get(base + address).status_code == 404


def test_the_next_version_is_begun_from_the_page(cast, as_, signed):
    address = f"{signed.protocol.get_absolute_url()}next/"
    asked = as_(cast.manager).get(address).content.decode()
    assert "Both sides can change it, and everybody in charge on both sides is told now" in asked
    assert signed.protocol.versions.count() == 1
    response = as_(cast.manager).post(address)

    assert response["Location"] == signed.protocol.versions.get(number=2).get_absolute_url()
    again = as_(cast.manager).post(address, follow=True)
    assert "still being worked on" in again.content.decode()
    assert as_(cast.manager).get(address)["Location"] == signed.protocol.get_absolute_url()
    assert as_(cast.officer).get(address).status_code == 403
