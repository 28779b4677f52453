"""Comparing any two versions on a page."""

import re
from datetime import date, timedelta

import pytest

from protocols import answering, drafting, editing, settling
from protocols.answering import Reply
from protocols.editing import Wording
from protocols.entry import Disposition
from protocols.settling import Terms
from protocols.tests.conftest import SIGNED_SECOND, agree
from protocols.tests.test_answering import PATROL, seen

AT = SIGNED_SECOND + timedelta(days=1)


@pytest.fixture
def following(cast, signed):
    """A draft of the next version in which one clause, one answer and one date differ."""
    draft = drafting.start_next(signed.protocol, by=cast.manager, at=AT)
    clause = draft.clauses.get(number=3)
    texts = {
        "en": Wording("Presence", "Wait by the steps."),
        "fr": Wording("Présence", "Attendez près des marches."),
    }
    editing.reword(clause, texts=texts, revision=1, by=cast.manager)
    reply = Reply(Disposition.ASK_CONSENT, 10, {code: ["Ask."] for code in ("en", "fr")})
    answering.answer(draft, reply, seen=seen(draft, PATROL), by=cast.manager)
    draft.refresh_from_db()
    terms = Terms(draft.languages, starts_on=date(2025, 5, 1), review_on=draft.review_on)
    settling.settle(draft, terms, revision=draft.revision, by=cast.manager)
    return draft


def page(client, protocol, query="", status=200):
    response = client.get(f"{protocol.get_absolute_url()}compare/{query}")
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def choose(was, now):
    return f"?was={was.pk}&now={now.pk}"


def test_it_begins_with_what_is_proposed_against_what_is_in_force(cast, as_, signed, following):
    text = page(as_(cast.manager), signed.protocol)

    assert "Clause 3: Presence" in text
    assert re.search(r"<ins>.{0,80}</span>.{0,40}Wait by the steps\.", text)
    assert re.search(r"<del>.{0,80}</span>Do not enter</del> <ins>.{0,80}</span>Ask first", text)
    assert re.search(r"no day</del> <ins>.{0,60}</span><time[^>]*>Thu 1 May 2025", text)
    assert "It also changes the text in this language: French" in text
    assert text.count("Unchanged") == 1


def test_the_text_is_read_in_the_language_asked_for(cast, as_, signed, following):
    text = page(as_(cast.manager), signed.protocol, "?text=fr")

    assert "Attendez près des marches." in text
    assert "Wait by the steps." not in text


def test_a_version_against_itself_says_the_same(cast, as_, signed):
    text = page(as_(cast.manager), signed.protocol, choose(signed, signed))

    assert "They say the same: clauses, answers and dates." in text


def test_a_first_version_has_nothing_to_be_compared_with(cast, as_, draft):
    assert "nothing to compare it with yet" in page(as_(cast.manager), draft.protocol)


def test_another_protocol_is_compared_by_what_its_clauses_settle(cast, as_, signed):
    other = drafting.start([cast.partnership], title="Another", by=cast.manager, at=AT)
    agree(other, cast, at=AT + timedelta(days=9))
    clients = as_(cast.manager)

    assert "Another, version 1" in page(clients, signed.protocol)
    text = page(clients, signed.protocol, choose(signed, other))
    assert "Every clause says the same." in text
    assert "Answers at the door" not in text
    assert re.search(r"</span>Entry and presence</del> <ins>.{0,60}</span>Another</ins>", text)


@pytest.mark.parametrize("name", ["officer", "auditor", "observer"])
def test_whoever_reads_no_drafts_is_offered_none(cast, as_, signed, following, name):
    client = as_(getattr(cast, name))

    assert "Version 2" not in page(client, signed.protocol)
    refused = page(client, signed.protocol, choose(signed, following), 422)
    assert "Choose one of the versions you may read." in refused
    assert "steps" not in refused


@pytest.mark.parametrize("query", ["?was=1", "?was=x&now=%00", "?now="])
def test_a_choice_that_is_none_is_told(cast, as_, signed, query):
    assert 'role="alert"' in page(as_(cast.manager), signed.protocol, query, 422)


def test_strangers_find_nothing(cast, as_, signed):
    for person in (cast.other_manager, cast.stranger, cast.admin):
        page(as_(person), signed.protocol, status=404)


def test_the_page_costs_a_fixed_number_of_queries(
    cast, as_, signed, following, django_assert_max_num_queries
):
    client = as_(cast.manager)
    with django_assert_max_num_queries(26) as before:
        page(client, signed.protocol)
    for number in (5, 6, 7):
        clause = following.clauses.get(number=number)
        texts = {"en": Wording("A", f"Other words {number}.")}
        editing.reword(clause, texts=texts, revision=1, by=cast.manager)
    with django_assert_max_num_queries(len(before)):
        page(client, signed.protocol)


def test_the_way_there_stands_on_the_protocol_and_on_the_draft(cast, as_, signed, following):
    client, address = as_(cast.manager), f"{signed.protocol.get_absolute_url()}compare/"

    assert address in client.get(signed.protocol.get_absolute_url()).text
    assert f"{address}?was={signed.pk}&amp;now={following.pk}" in (
        client.get(following.get_absolute_url()).text
    )
