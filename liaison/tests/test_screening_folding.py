"""Signs that look like others hide nothing, and what is found is marked where it was written."""

import pytest

from liaison import screening
from liaison.screening import Kind, check_digits
from liaison.screening.folding import fold


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("ring \uff16\uff10\uff14 555 0142 now", Kind.PHONE, "\uff16\uff10\uff14 555 0142"),
        ("ring 604\u2011555\u20110142 now", Kind.PHONE, "604\u2011555\u20110142"),
        ("ring 604\u2212555\u22120142 now", Kind.PHONE, "604\u2212555\u22120142"),
        ("ring 604\u00a0555\u202f0142 now", Kind.PHONE, "604\u00a0555\u202f0142"),
        ("ring 60\u200b4 555 0142 now", Kind.PHONE, "60\u200b4 555 0142"),
        ("ring \u0666\u0660\u0664 555 0142 now", Kind.PHONE, "\u0666\u0660\u0664 555 0142"),
        ("a man ca\u00adlled Jim left", Kind.NAME, "Jim"),
        ("a man ca\u200blled J\u200dim left", Kind.NAME, "J\u200dim"),
        ("Elle s\u2019appelle Zoe\u0301 ici", Kind.NAME, "Zoe\u0301"),
        ("le code H2X\u00a01Y4 ici", Kind.PLACE, "H2X\u00a01Y4"),
    ],
)
def test_signs_that_look_alike_hide_nothing(text, kind, words):
    [finding] = screening.check(text, year=2025)

    assert finding.kind is kind
    assert finding.words == words
    assert text[finding.start : finding.end] == finding.words


def test_a_plain_text_is_folded_to_itself():
    assert fold("Two officers, 14:10.").text == "Two officers, 14:10."
    assert fold("é\n–").text == "é\n-"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("9876 543 217", "9876 543 219"),
        ("9698 658 215", "9698 658 216"),
        ("943 476 5919", "943 476 5918"),
        ("2123 45670 1", "2123 45671 1"),
        ("046 454 286", "046 454 287"),
        ("2 69 05 49 588 157 80", "2 69 05 49 588 157 81"),
    ],
)
def test_a_check_digit_says_what_a_number_is(right, wrong):
    assert check_digits.says_what_it_is(right)
    assert not check_digits.says_what_it_is(wrong)


def test_a_wrong_check_digit_lets_no_number_go():
    [right] = screening.check("on the slip: 9876 543 217", year=2025)
    [wrong] = screening.check("on the slip: 9876 543 219", year=2025)

    assert (right.kind, right.sure) == (Kind.NUMBER, True)
    assert (wrong.kind, wrong.sure) == (Kind.DIGITS, False)
