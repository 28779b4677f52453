"""The default text is whole, bilingual and says nothing that a fixed rule forbids."""

import re

import pytest

from protocols import canonical, checking, library, profile
from protocols.entry import Circumstance, Disposition, SiteState
from protocols.ladder import posts_in
from protocols.models import EntryStepText
from protocols.tests.tables import DEFAULT

TABLE = {(one, state): cell for one, row in DEFAULT.items() for state, cell in row.items()}
NUMBERS = [topic.number for topic in profile.TOPICS]
WORDS = [words for cell in profile.CELLS.values() for words in cell.steps]
# Words about people that the portal never uses.
STIGMA = re.compile(
    r"\b(addicts?|junkies?|users?|abusers?|clean|dirty|habit|offenders?|clients?|toxicomanes?"
    r"|drogués?|junkie|sales?|propres?)\b",
    re.IGNORECASE,
)
# "son propre usage" and the like say "own", not "clean".
OWN = re.compile(r"\b(?:son|leur|de son) propres? (?:usage|chef)", re.IGNORECASE)


def test_the_default_table_is_complete_and_contradicts_nothing():
    assert checking.gaps(TABLE, NUMBERS) == []


def test_whom_a_step_says_to_call_is_among_those_the_answer_calls():
    for key, cell in profile.CELLS.items():
        for language in profile.LANGUAGES:
            said = posts_in(step[language] for step in cell.steps)
            assert set(said) <= set(cell.call), key


def test_every_default_answer_says_what_to_log():
    assert all(cell.log for cell in profile.CELLS.values())


def test_it_is_a_choice_of_the_library_that_can_do_without_none_of_it():
    cited = {cell.topic for cell in profile.CELLS.values()}

    assert sorted(NUMBERS) == NUMBERS
    assert cited | {topic.number for topic in library.ALWAYS} <= set(NUMBERS)


@pytest.mark.parametrize("language", profile.LANGUAGES)
def test_every_sentence_is_in_both_languages_and_in_signed_form(language):
    for words in WORDS:
        assert words[language]
        assert canonical.clean(words[language]) == words[language]
    assert all(words.en != words.fr for words in WORDS)


def test_every_answer_has_steps_that_fit_on_a_card():
    longest = EntryStepText._meta.get_field("text").max_length
    for cell in profile.CELLS.values():
        assert 1 <= len(cell.steps) <= 8
        assert all(
            len(step[language]) <= longest for step in cell.steps for language in ("en", "fr")
        )


def test_the_default_text_speaks_of_people_first():
    for words in WORDS:
        for language in profile.LANGUAGES:
            assert not STIGMA.search(OWN.sub("", words[language])), words[language]


def test_nobody_walks_in_during_operating_hours_without_a_reason():
    waits = {Disposition.DO_NOT_ENTER, Disposition.DEFER_TO_CLOSED_HOURS, Disposition.KEEP_CLEAR}

    for circumstance in (Circumstance.C11, Circumstance.C13, Circumstance.C14, Circumstance.C16):
        assert TABLE[circumstance, SiteState.OPERATING].disposition in waits


def test_an_overdose_that_staff_may_be_treating_is_asked_about_first():
    assert TABLE[Circumstance.C03, SiteState.OPERATING].disposition is Disposition.ASK_CONSENT


def test_french_double_signs_stand_after_a_space_that_does_not_break():
    for words in WORDS:
        assert not re.search(r" [:;?!»]", words.fr), words.fr
