"""Markdown of clauses: nothing that is signed stays unseen, and the press prints all of it."""

import json

import pytest
from django.utils.html import strip_tags

from protocols import editing, printing, prose
from protocols.editing import Wording


@pytest.mark.parametrize(
    "typed",
    [
        "[//]: # (Officers may enter at any time.)",
        "[note]: https://example.org 'Officers may enter at any time.'",
        "```Officers may enter at any time.\nNo.\n```",
        "~~~ Officers may enter at any time.\nNo.\n~~~",
        '[Rules](https://example.org "Officers may enter at any time.")',
        "**[Rules](https://example.org 'Officers may enter at any time.')**",
        "<!-- Officers may enter at any time. -->",
        "[Rules](javascript:alert(1)) Officers may enter at any time.",
        "> " * 30 + "Officers may enter at any time.",
        "- " * 30 + "Officers may enter at any time.",
        "*" * 2000 + "Officers may enter at any time." + "*" * 2000,
    ],
)
def test_no_word_that_is_signed_stays_unseen(typed):
    assert "Officers may enter at any time." in strip_tags(prose.render(typed))
    assert "Officers may enter at any time." in json.dumps(prose.nodes(typed))
    assert "Officers may enter at any time." in prose.plain(typed)


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        (
            "### Arrival\n\nWait at the **door**,\n*outside*.",
            "Arrival\n\nWait at the door, outside.",
        ),
        ("- one\n- two\n  - three", "• one\n• two\n• three"),
        ("3. call\n4. wait", "3. call\n4. wait"),
        (
            "See [the rules](https://example.org/rules).",
            "See the rules (https://example.org/rules).",
        ),
        ("<https://example.org>", "https://example.org"),
        ("> quoted\n\n---\n\nat [[time]]\\\nsharp", "quoted\n\n—\n\nat [[time]]\nsharp"),
    ],
)
def test_what_is_compared_reads_without_its_signs(typed, reads):
    assert prose.plain(typed) == reads


@pytest.mark.parametrize("number", ["&#x202e;", "&#8203;", "&shy;"])
def test_a_sign_that_nobody_can_see_does_not_come_in_as_a_number(number):
    assert "&amp;" in prose.render(f"not{number}ever")
    assert number in json.dumps(prose.nodes(f"not{number}ever"))


@pytest.mark.parametrize("to", ["//example.org/x", "/accounts/logout/", "javascript:alert(1)"])
def test_what_leads_elsewhere_than_to_a_full_address_is_no_link(to):
    assert "<a" not in prose.render(f"[Rules]({to})")
    assert '"link"' not in json.dumps(prose.nodes(f"[Rules]({to})"))


def test_a_title_stands_behind_its_link():
    shown = strip_tags(prose.render('[a](https://e.org "one") [b](https://e.org) *c*'))

    assert shown == "a (one) b c\n"


def test_the_press_prints_whatever_is_typed(cast, draft):
    tricks = ("#", "# [](https://e.org)", "> # ", "- " * 12 + "x", "> " * 40 + "x", "*" * 3000)
    for number, typed in enumerate(tricks, start=1):
        clause = draft.clauses.get(number=number)
        texts = {"en": Wording("Cars", typed)}
        editing.reword(clause, texts=texts, revision=clause.revision, by=cast.manager)

    assert printing.pdf(draft, language="en").startswith(b"%PDF")
