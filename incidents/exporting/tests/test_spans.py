"""Places in a text, and what is left of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.exporting import spans
from incidents.exporting.classes import Why
from incidents.exporting.spans import Place, Run

PERSON, ADVICE = Why.PERSON, Why.ADVICE
TEXT = "Sam stood by the door with Alex."


def shown(text, *places):
    return "".join(f"<{run.why}>" if run.why else run.words for run in spans.runs(text, places))


@pytest.mark.parametrize(
    ("places", "left"),
    [
        ([], TEXT),
        ([Place(0, 3, PERSON)], "<person> stood by the door with Alex."),
        ([Place(0, None, PERSON)], "<person>"),
        ([Place(27, 31, PERSON), Place(0, 3, ADVICE)], "<advice> stood by the door with <person>."),
        # Beside each other, or with blanks between: how many words it were is not told.
        ([Place(0, 3, PERSON), Place(4, 9, ADVICE)], "<person> by the door with Alex."),
        ([Place(0, 9, PERSON), Place(4, 16, ADVICE)], "<person> door with Alex."),
        ([Place(0, 9, PERSON), Place(4, 6, ADVICE)], "<person> by the door with Alex."),
        ([Place(27, 900, PERSON)], "Sam stood by the door with <person>"),
        ([Place(900, 905, PERSON)], TEXT),
    ],
)
def test_what_is_black_is_gone_and_the_rest_stays(places, left):
    assert shown(TEXT, *places) == left


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60) | st.none()), max_size=5),
)
def test_no_sign_of_a_black_place_is_left_and_no_other_is_lost(text, chosen):
    places = [Place(start, length and start + length, PERSON) for start, length in chosen]
    black = {
        at
        for place in places
        for at in range(place.start, len(text) if place.end is None else min(place.end, len(text)))
    }

    left = "".join(run.words for run in spans.runs(text, places))

    expected = "".join(sign for at, sign in enumerate(text) if at not in black)
    # Blanks between two black places go with them.
    assert "".join(left.split()) == "".join(expected.split())
    assert len(left) <= len(expected)


def test_an_empty_text_is_no_run():
    assert spans.runs("", [Place(0, None, PERSON)]) == []


def test_words_side_by_side_are_one_place():
    assert spans.chosen(TEXT, {0, 1, 4, 6}) == [(0, 9), (17, 21), (27, 32)]
    assert spans.chosen(TEXT, set()) == []


def test_a_word_that_is_black_says_so():
    words = spans.words_of(TEXT, [Place(0, 9, PERSON)])

    assert [word.is_black for word in words] == [True, True, *[False] * 5]
    assert all(word.is_black for word in spans.words_of(TEXT, [Place(0, None, PERSON)]))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("sam", ["Sam", "SAM"]),
        ("Sam  Hill", ["Sam\nHill"]),
        ("Samuel", ["Samuel"]),
        ("a.b", ["a.b"]),
        ("  ", []),
        ("nobody", []),
    ],
)
def test_words_are_found_wherever_they_stand_whole(said, found):
    text = "Samuel and Sam\nHill; SAM, a.b and acb."

    assert [text[start:end] for start, end in spans.wherever(text, said)] == found


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("O'Brien", "Ask O\u2019Brien.", ["O\u2019Brien"]),
        ("O\u2019Brien", "Ask O'Brien.", ["O'Brien"]),
        ("Ren\u00e9e", "Ask Rene\u0301e today.", ["Rene\u0301e"]),
        ("Rene\u0301e", "Ask Ren\u00e9e today.", ["Ren\u00e9e"]),
        ("Ren\u00e9", "Ask Rene\u0301 today.", ["Rene\u0301"]),
        # A letter with its marks is another letter, also where the two are no one sign.
        ("Rene", "Ask Rene\u0301 today.", []),
        ("Max", "Ask Max\u0302 or Max.", ["Max"]),
        (
            "Smith-Hill",
            "Ask Smith\u2011Hill or SMITH\u2010HILL.",
            ["Smith\u2011Hill", "SMITH\u2010HILL"],
        ),
        ("Strasse", "In der Stra\u00dfe.", ["Stra\u00dfe"]),
        ("Stras", "In der Stra\u00dfe.", []),
        ("Samuel", "Ask Sam\u00aduel.", ["Sam\u00aduel"]),
        *(
            (said, f"Ask Sam{unseen}uel.", [f"Sam{unseen}uel"])
            for said in ("Samuel", "Sam\u200buel")
            for unseen in ("\u200b", "\u200d\u200b", "\u200e", "\u2060", "\U000e0061", "\u3164")
        ),
        ("Samuel", "\u200bSamuel\u200b!", ["Samuel\u200b"]),
        ("Sam Hill", "Sam\u200b Hill and Sam\x0cHill", ["Sam\u200b Hill", "Sam\x0cHill"]),
        (
            "Sam 42",
            "\uff33\uff41\uff4d\u00a0\uff14\uff12",
            ["\uff33\uff41\uff4d\u00a0\uff14\uff12"],
        ),
        ("a a", "ba a a", ["a a"]),
    ],
)
def test_words_are_found_however_their_signs_are_written(said, text, found):
    assert [text[start:end] for start, end in spans.wherever(text, said)] == found


@given(st.text(max_size=30), st.text(max_size=3))
def test_what_is_found_lies_within_the_text(text, said):
    for looked_for in (text, said):
        assert all(0 <= a < z <= len(text) for a, z in spans.wherever(text, looked_for))


def test_a_detail_of_an_officer_is_found_and_what_else_is_asked_about_is_named():
    text = "Badge 4471 was there. Ring 604 555 0100."

    assert [text[start:end] for start, end in spans.of_officers(text)] == ["Badge 4471"]
    assert spans.asked_about(text) == ["604 555 0100"]
    assert spans.runs("x", [Place(0, 1, PERSON)]) == [Run(why=PERSON)]
