"""Six words: enough of them, plain, apart from one another, and found however they are typed."""

import math
from itertools import pairwise

import pytest

from incidents.telling import slips


@pytest.mark.parametrize("language", slips.LISTS)
def test_six_words_are_worth_more_than_sixty_bits(language):
    words = {slips.folded(word) for word in slips.LISTS[language]}

    assert len(words) == len(slips.LISTS[language])
    assert slips.LENGTH * math.log2(len(words)) > 60


def _without_a_letter(word):
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


@pytest.mark.parametrize("language", slips.LISTS)
def test_one_wrong_letter_makes_no_other_word(language):
    words = [slips.folded(word) for word in slips.LISTS[language]]

    assert {len(word) in range(4, 9) and word.isalpha() for word in words} == {True}
    seen: dict[str, str] = {}
    for word in words:
        # Two words a letter apart share a form with one letter left out, in the same place.
        for place in range(len(word)):
            form = f"{place}{word[:place]}_{word[place + 1 :]}"
            assert seen.setdefault(form, word) == word
    shorter = set(words)
    assert not [w for w in words if (_without_a_letter(w) - {w}) & shorter]


def test_words_follow_from_the_seed_alone(settings):
    first = slips.drawn("seed", "en")

    assert slips.drawn("seed", "en") == first
    drawn = [slips.drawn(f"seed {number}", "fr") for number in range(200)]
    assert len(set(drawn)) == 200
    words = [word for slip in drawn for word in slip.split()]
    assert len(set(words)) > 600  # spread over the list
    assert any(one != other for one, other in pairwise(words))


@pytest.mark.parametrize(
    "typed",
    [
        "œillet éléphant août pâtes noël île",
        "  OEILLET, elephant; AOUT\npates - noel 6. ile ",
        "oeillet éléphant août pa\u0302tes noe\u0308l île",
    ],
)
def test_case_accents_and_signs_do_not_matter(typed):
    assert slips.folded(typed) == "oeillet elephant aout pates noel ile"
    assert slips.hash_of(typed) == slips.hash_of("oeillet elephant aout pates noel ile")


def test_the_order_matters():
    assert slips.hash_of("acorn actor") != slips.hash_of("actor acorn")
