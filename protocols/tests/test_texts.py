"""Texts that lack one of a version's languages: named, confirmed, and truly told to who signs."""

import json
import re

import pytest
from django.urls import reverse

from protocols import canonical, document, sending, texts
from protocols.entry import Circumstance, SiteState
from protocols.models import ClauseText, EntryStepText, Version
from protocols.sending import CannotSend
from protocols.tests.test_signing_pages import send_data


@pytest.fixture
def lacking(draft):
    """A draft whose third clause and one step at night lack their French."""
    ClauseText.objects.filter(clause__version=draft, clause__number=3, language="fr").delete()
    EntryStepText.objects.filter(
        step__row__version=draft,
        step__row__circumstance="C20",
        step__row__state="non_operational",
        step__order=1,
        language="fr",
    ).delete()
    return draft


def send_page(client, version, **data):
    address = reverse("protocols:version_send", args=[version.protocol.slug, version.number])
    return client.post(address, data, follow=True) if data else client.get(address)


def test_a_complete_text_lacks_nothing(draft):
    text = texts.of(draft)

    assert (text.lacks, text.complete, text.stamp) == ([], ["en", "fr"], "")


def test_every_text_that_lacks_a_language_is_named(lacking):
    clause, answer = texts.of(lacking).lacks

    assert (clause.number, clause.missing, clause.has) == (3, ("fr",), ("en",))
    assert clause.anchor == "clause-3"
    assert (answer.circumstance, answer.state) == (Circumstance.C20, SiteState.NON_OPERATIONAL)
    assert (answer.missing, answer.anchor) == (("fr",), "entry-C20")
    assert texts.of(lacking).complete == ["en"]


def test_where_each_language_lacks_something_none_is_complete(lacking):
    ClauseText.objects.filter(clause__version=lacking, clause__number=5, language="en").delete()

    assert texts.of(lacking).complete == []


def test_it_is_not_sent_before_somebody_confirms_it(cast, lacking):
    with pytest.raises(CannotSend, match="2 texts lack a language") as refused:
        sending.send(lacking, by=cast.manager)
    assert len(refused.value.nearest) == 2

    sending.send(lacking, despite=texts.of(lacking).stamp, by=cast.manager)
    lacking.refresh_from_db()
    assert lacking.awaits_signatures
    assert document.is_intact(lacking)


def test_what_was_confirmed_is_what_was_shown(cast, lacking):
    seen = texts.of(lacking).stamp
    ClauseText.objects.filter(clause__version=lacking, clause__number=4, language="fr").delete()

    with pytest.raises(CannotSend, match="3 texts"):
        sending.send(lacking, despite=seen, by=cast.manager)


def test_what_was_mended_meanwhile_needs_no_confirming(cast, draft):
    assert sending.send(draft, despite="something older", by=cast.manager).awaits_signatures


def test_a_language_the_version_does_not_declare_is_not_signed_unseen(cast, draft):
    Version.objects.filter(pk=draft.pk).update(languages=["fr"])
    ClauseText.objects.filter(clause__version=draft, clause__number=3, language="fr").delete()
    draft.refresh_from_db()
    sending.send(draft, despite=texts.of(draft).stamp, by=cast.manager)
    draft.refresh_from_db()

    written = json.loads(canonical.serialise(document.of(draft)))
    assert [list(one["texts"]) for one in written["clauses"][:3]] == [["fr"], ["fr"], ["en"]]


def test_the_page_names_each_with_a_link_to_its_words(cast, as_, lacking):
    client, clause = as_(cast.manager), lacking.clauses.get(number=3)
    words = send_page(client, lacking).content.decode()

    args = [lacking.protocol.slug, 1]
    assert reverse("protocols:clause_edit", args=[*args, clause.pk]) in words
    assert reverse("protocols:answer_edit", args=[*args, "C20", "non_operational"]) in words
    assert "no French" in words
    version = client.get(lacking.get_absolute_url()).content.decode()
    assert "2 texts lack a language" in version
    assert f'href="{reverse("protocols:version_send", args=args)}"' in version


def test_pressing_send_without_confirming_shows_what_is_missing(cast, as_, lacking):
    response = send_page(as_(cast.manager), lacking, seen=texts.of(lacking).stamp)

    assert response.status_code == 422
    assert "Confirm that the texts named above go out as they are." in response.content.decode()


def test_confirming_on_the_page_sends_it(cast, as_, lacking):
    seen = texts.of(lacking).stamp
    response = send_page(as_(cast.manager), lacking, **send_data(cast, seen=seen, is_meant="on"))

    assert "Awaiting signatures" in response.content.decode()


def test_another_lack_since_the_page_was_read_asks_again(cast, as_, lacking):
    seen = texts.of(lacking).stamp
    ClauseText.objects.filter(clause__version=lacking, clause__number=4, language="fr").delete()
    response = send_page(as_(cast.manager), lacking, **send_data(cast, seen=seen, is_meant="on"))

    words = response.content.decode()
    assert response.status_code == 422
    assert "3 texts lack a language" in words
    assert texts.of(lacking).stamp in words
    [tick] = re.findall(r'<input[^>]*name="is_meant"[^>]*>', words)
    assert " checked" not in tick


def test_who_signs_reads_which_languages_are_complete(cast, as_, lacking):
    sending.send(lacking, despite=texts.of(lacking).stamp, by=cast.liaison)
    words = as_(cast.manager).get(f"{lacking.get_absolute_url()}sign/").content.decode()

    sign = words[words.index('id="sign"') :]
    assert "The whole text stands in one language" in sign
    assert "#clause-3" in sign
    assert "#entry-C20" in sign
    address = f"{lacking.get_absolute_url()}certificate/"
    assert "no French" in as_(cast.manager).get(address).content.decode()


def test_who_signs_a_text_in_both_languages_reads_so(cast, as_, sent):
    words = as_(cast.manager).get(f"{sent.get_absolute_url()}sign/").content.decode()

    assert "The whole text stands in 2 languages" in words[words.index('id="sign"') :]
    assert "missing in a language" not in words
