"""The signed form: one spelling for one text, and nothing in it that a reader cannot see."""

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from protocols import canonical

visible = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Mn")), max_size=40
)
texts = (
    st.lists(visible, max_size=4)
    .map("\n".join)
    .filter(lambda text: not any(sign in canonical._HIDDEN for sign in text))
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "words", "z"]), inner, max_size=3)
    ),
    max_leaves=12,
).map(lambda value: {"document": value})


@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    once = canonical.clean(text)

    assert canonical.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert all(line == line.rstrip() for line in once.split("\n"))


@given(documents)
def test_the_form_is_json_and_stable(document):
    written = canonical.serialise(document)

    assert canonical.serialise(json.loads(written)) == written


@given(documents)
def test_the_order_of_keys_does_not_matter(document):
    turned = dict(reversed(list(document.items())))

    assert canonical.digest(turned) == canonical.digest(document)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("Café", "Cafe\u0301"),
        ("a\nb", "a\r\nb"),
        ("a\nb", "a\rb"),
        ("a\nb", "a  \nb\t"),
        ("a", "a\n\n"),
    ],
)
def test_two_spellings_of_one_text_have_one_digest(one, same):
    assert canonical.digest({"text": one}) == canonical.digest({"text": same})


@pytest.mark.parametrize("other", ["A", "a b", " a", "a\n\nb", "b", "á"])
def test_a_text_that_reads_differently_has_another_digest(other):
    assert canonical.digest({"text": "a"}) != canonical.digest({"text": other})


@pytest.mark.parametrize(
    "sign",
    ["\u202e", "\u2066", "\u200b", "\u200d", "\u200f", "\ufeff", "\u00ad", "\u2060", "\x00", "\x1b"]
    + ["\u2028", "\u061c", "\U000e0041", "\x7f"],
)
def test_a_sign_that_nobody_can_see_is_refused_and_named(sign):
    with pytest.raises(canonical.HiddenSign) as refused:
        canonical.clean(f"enter{sign}now")

    assert refused.value.sign == f"U+{ord(sign):04X}"


def test_what_has_no_one_spelling_is_refused():
    for value in (1.5, b"bytes", {1: "x"}, {"é": 1}, {"a", "b"}):
        with pytest.raises(TypeError):
            canonical.serialise({"value": value})


def test_the_digest_is_read_in_eight_groups_of_eight():
    groups = canonical.groups("0123456789abcdef" * 4)

    assert [len(group) for group in groups] == [8] * 8
    assert "".join(groups) == "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("scheme", "place"),
    [
        ("portal-protocol-v1", 0),
        ("portal-protocol-v2", 3),
        ("portal-protocol-v3-annex", 6),
        ("portal-protocol-v3", 9),
    ],
)
def test_the_vectors_in_the_document_hold(scheme, place):
    """Worked out here with nothing but the standard library, as a stranger would."""
    page = (Path(settings.BASE_DIR) / "docs" / "canonical.md").read_text(encoding="utf-8")
    blocks = [block.split("\n```")[0].split("\n", 1)[1] for block in page.split("```")[1::2]]
    document, written, digest = blocks[place : place + 3]

    assert canonical.serialise(json.loads(document)) == written.strip("\n")
    assert canonical.digest(json.loads(document), scheme) == digest.strip()
    by_hand = hashlib.sha256(f"{scheme}\n{written.strip()}".encode()).hexdigest()
    assert by_hand == digest.strip()
