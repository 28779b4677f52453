"""Two texts, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols import rewording, worddiff
from protocols.editing import Wording
from protocols.worddiff import Kind, Piece

TEXTS = st.text(alphabet="ab é’-.,\n", max_size=80)


def shown(was, now):
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in worddiff.pieces(was, now))


@pytest.mark.parametrize(
    ("was", "now", "marked"),
    [
        ("Wait at the door.", "Wait at the door.", "Wait at the door."),
        ("Wait at the door.", "Wait at the gate.", "Wait at the [-door-][+gate+]."),
        ("Wait there.", "Wait there, please.", "Wait there[+, please+]."),
        ("At most two officers.", "At most officers.", "At most [-two -]officers."),
        ("", "New words.", "[+New words.+]"),
        ("Old words.", "", "[-Old words.-]"),
        ("l’agent attend", "l’agente attend", "[-l’agent -][+l’agente +]attend"),
    ],
)
def test_what_is_gone_and_what_is_new_are_marked(was, now, marked):
    assert shown(was, now) == marked


def test_a_sign_between_two_changes_goes_with_them():
    was = "Officers wait at the door of the house: ring, call; then leave again."
    now = "Officers wait at the door of the house: knock, shout; then leave again."

    assert "[-ring, call-][+knock, shout+]" in shown(was, now)


def test_texts_that_have_little_in_common_are_shown_one_after_the_other():
    was, now = "Cars stop behind the library.", "Nobody enters, and the phones stay on."

    assert shown(was, now) == f"[-{was}-][+{now}+]"


@given(TEXTS, TEXTS)
def test_no_word_of_either_text_is_lost(was, now):
    found = worddiff.pieces(was, now)

    assert "".join(piece.text for piece in worddiff.former(found)) == was
    assert "".join(piece.text for piece in worddiff.latter(found)) == now
    assert all(piece.text for piece in found)
    assert all(one.kind != two.kind for one, two in pairwise(found))


def test_a_text_as_long_as_any_and_all_alike_is_no_burden():
    was, now = "a " * 3000, "b a " * 1500

    assert "".join(p.text for p in worddiff.latter(worddiff.pieces(was, now))) == now


def test_only_the_languages_that_differ_are_told_those_of_the_text_first():
    was = {"en": Wording("A", "B"), "fr": Wording("C", "D"), "de": Wording("E", "F")}
    now = {"en": Wording("A", "B"), "fr": Wording("C", "d"), "es": Wording("G", "H")}
    found = rewording.between(was, now, ["fr", "en"])

    assert [one.language for one in found] == ["fr", "de", "es"]
    assert found[0].heading == [Piece(Kind.SAME, "C")]
    assert found[0].columns[1][1] == [Piece(Kind.NEW, "d")]
    assert found[1].body == [Piece(Kind.GONE, "F")]


def test_wordings_are_compared_as_they_read():
    was = {"en": Wording("A", "- Wait **outside**.\n- Call.")}
    found = rewording.between(was, {"en": Wording("A", "- Wait **inside**.\n- Call.")}, ["en"])

    assert found[0].body == [
        Piece(Kind.SAME, "• Wait "),
        Piece(Kind.GONE, "outside"),
        Piece(Kind.NEW, "inside"),
        Piece(Kind.SAME, ".\n• Call."),
    ]


def test_signs_are_shown_where_only_they_have_changed():
    was, now = {"en": Wording("A", "You wait.")}, {"en": Wording("A", "You **wait**.")}
    (found,) = rewording.between(was, now, ["en"])

    assert "".join(piece.text for piece in found.columns[1][1]) == "You **wait**."
