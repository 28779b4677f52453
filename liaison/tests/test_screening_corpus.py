"""Screening over the sentences written for it: how many it must find, and must leave alone."""

from collections import Counter

import pytest

from liaison.screening import Kind
from liaison.screening_corpus import measuring
from liaison.screening_corpus.reading import LANGUAGES, PARTS, sentences

ASKED = [one for one in sentences() if one.about != measuring.HINTS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_sentences_enough_of_both_sorts(language):
    own = [one for one in ASKED if one.language == language]
    about = Counter(one.about for one in own if one.marks)

    assert sum(bool(one.marks) for one in own) >= 150
    assert sum(not one.marks for one in own) >= 150
    assert set(about) == set(Kind)
    assert about[Kind.NAME] >= 30


def test_the_whole_has_three_hundred_of_each_and_no_sentence_twice():
    assert sum(bool(one.marks) for one in ASKED) >= 300
    assert sum(not one.marks for one in ASKED) >= 300
    assert len({one.text for one in sentences()}) == len(sentences())


def test_parts_are_held_out_and_written_last():
    parts = Counter(one.part for one in ASKED)

    assert set(parts) == set(PARTS)
    assert parts["held"] >= 240
    assert parts["later"] >= 90


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("part", "recall"), [("tuned", 0.95), ("held", 0.95), ("later", 0.85)])
def test_what_must_be_asked_about_is_and_little_else(language, part, recall):
    figures = measuring.figures(language=language, part=part)

    assert figures.recall >= recall
    assert figures.precision >= 0.95


@pytest.mark.parametrize("kind", [*Kind, measuring.HINTS])
def test_no_kind_is_forgotten(kind):
    figures = measuring.figures(kind=kind)

    assert figures.recall >= 0.85
    assert figures.precision >= 0.85
