"""The library is whole, in both languages, and puts people first."""

import re

import pytest

from liaison import screening
from protocols import canonical, library
from protocols.library import LANGUAGES
from protocols.models import ClauseText
from protocols.tests.test_profile import OWN, STIGMA

WORDS = [
    *((topic.key, words) for topic in library.TOPICS for words in (topic.heading, topic.text)),
    *((topic.key, words) for topic in library.TOPICS for words in (topic.settles, *topic.decide)),
    *((group.heading.en, group.heading) for group in library.GROUPS),
]


def test_there_are_32_topics_in_order_each_once():
    assert [topic.number for topic in library.TOPICS] == list(range(1, 33))
    assert len(library.BY_KEY) == 32
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in library.BY_KEY)


@pytest.mark.parametrize("topic", library.TOPICS, ids=lambda topic: topic.key)
def test_a_topic_fits_its_clause_and_asks_what_is_to_be_decided(topic):
    longest = ClauseText._meta.get_field("heading").max_length
    for language in LANGUAGES:
        assert len(topic.heading[language]) <= longest
        assert len(topic.text[language]) <= ClauseText._meta.get_field("body").max_length
    assert 2 <= len(topic.decide) <= 5
    assert all(question.en.endswith("?") and question.fr.endswith("?") for question in topic.decide)
    assert len(topic.text.en.split("\n")) == len(topic.text.fr.split("\n")) >= 3


@pytest.mark.parametrize(("key", "words"), WORDS)
def test_every_sentence_is_clean_to_sign_in_both_languages(key, words):
    assert words.en != words.fr
    for language in LANGUAGES:
        text = words[language]
        assert canonical.clean(text) == text != ""
        assert screening.check(text, year=2025) == []
        assert screening.hidden_characters(text) == []
        assert not STIGMA.search(OWN.sub("", text))
        assert " - " not in text
    assert not re.search(r" [:;?!»]", words.fr)
    assert "'" not in words.fr
