"""The bytes of the ledger are the same for everyone who computes them."""

import json
import re
import unicodedata
import uuid
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from audit import canonical

keys = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)
whole = st.integers(-canonical.BIGGEST_INT, canonical.BIGGEST_INT)
single = st.none() | st.booleans() | whole | texts
objects = st.dictionaries(keys, single, max_size=3)
values = single | objects | st.lists(single | objects, max_size=3)
bodies = st.dictionaries(keys, values, max_size=5)


@given(bodies)
def test_what_is_written_reads_back(body):
    assert canonical.read(canonical.write(body)) == body


@given(st.dictionaries(keys, single, min_size=1))
def test_the_order_in_which_facts_are_named_does_not_matter(body):
    backwards = dict(reversed(body.items()))

    assert canonical.write(backwards) == canonical.write(body)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.0, "float is not kept"),
        (float("nan"), "float is not kept"),
        (Decimal(1), "Decimal is not kept"),
        (b"x", "bytes is not kept"),
        ((1, 2), "tuple is not kept"),
        ({1}, "set is not kept"),
        (uuid.uuid4(), "UUID is not kept"),
        (datetime(2025, 1, 1), "datetime is not kept"),  # noqa: DTZ001
        (gettext_lazy("Site"), "__proxy__ is not kept"),
        (2**53, "beyond"),
        (-(2**53), "beyond"),
        ("e\u0301", "normal form C"),
        ("\ud800", "half a character"),
        ("x" * 201, "longer than 200"),
        ({"Name": 1}, "not snake_case"),
        ({"naïve": 1}, "not snake_case"),
        ({1: 1}, "not snake_case"),
        ([[[[[[1]]]]]], "nested"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(value, why):
    with pytest.raises(canonical.NotCanonical, match=why):
        canonical.write({"facts": value})


def test_a_refusal_does_not_repeat_what_was_refused():
    with pytest.raises(canonical.NotCanonical) as refused:
        canonical.write({"note": "what nobody may read " * 20})

    assert "nobody" not in str(refused.value)


def test_a_body_has_a_limit():
    with pytest.raises(canonical.NotCanonical, match="at most"):
        canonical.write({"facts": ["x" * 200] * 400})


@pytest.mark.parametrize(
    "text",
    ['{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', '{"a":1.0}', '{"a":NaN}', "[1]", "{", "[" * 100_000],
)
def test_a_body_that_two_readers_may_read_apart_is_not_read(text):
    with pytest.raises(canonical.NotCanonical):
        canonical.read(text)


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**63 - 1), st.integers(1, 7))
def test_a_link_changes_with_each_of_its_parts(previous, seq, vis):
    leaf = canonical.leaf(b"salt", "{}")
    link = canonical.link(previous, seq=seq, vis=vis, key_epoch=1, leaf=leaf)

    others = [
        canonical.link(bytes(32), seq=seq, vis=vis, key_epoch=1, leaf=previous),
        canonical.link(previous, seq=seq + 1, vis=vis, key_epoch=1, leaf=leaf),
        canonical.link(previous, seq=seq, vis=vis + 1, key_epoch=1, leaf=leaf),
        canonical.link(previous, seq=seq, vis=vis, key_epoch=2, leaf=leaf),
        canonical.link(previous, seq=seq, vis=vis, key_epoch=1, leaf=canonical.leaf(b"", "{}")),
    ]
    assert link not in others


def vectors():
    """The blocks of the document, each a list of (name, value)."""
    page = (Path(settings.BASE_DIR) / "docs" / "ledger.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```vector\n(.*?)```", page, re.DOTALL)
    return [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]


def test_the_document_shows_the_bytes_that_the_code_makes():
    first, *entries = vectors()
    previous = canonical.first_link(uuid.UUID(first["chain"]))
    assert previous.hex() == first["prev"]

    assert len(entries) == 2
    for seq, entry in enumerate(entries, start=1):
        leaf = canonical.leaf(bytes.fromhex(entry["salt"]), entry["body"])
        assert leaf.hex() == entry["leaf"]
        assert canonical.write(json.loads(entry["body"])) == entry["body"]
        assert int(entry["seq"]) == seq
        previous = canonical.link(
            previous, seq=seq, vis=int(entry["vis"]), key_epoch=int(entry["key_epoch"]), leaf=leaf
        )
        assert previous.hex() == entry["hash"]
