"""A text in one language or in both, as its readers find it."""

import pytest
from django.utils import translation

from liaison.bilingual import Bilingual
from liaison.templatetags.liaison_words import said

BOTH = Bilingual("Wait & ring.", "Attendez et sonnez.")


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        (BOTH, "en", ("Wait & ring.", "en")),
        (BOTH, "fr-ca", ("Attendez et sonnez.", "fr")),
        (Bilingual(en="Wait."), "fr", ("Wait.", "en")),
        (Bilingual(fr="Attendez."), "en", ("Attendez.", "fr")),
    ],
)
def test_a_reader_gets_their_language_or_else_the_other(text, language, read):
    assert text.read_in(language) == read


@pytest.mark.parametrize(
    ("text", "language", "markup"),
    [
        (BOTH, "en", "Wait &amp; ring."),
        (Bilingual(en="<b>"), "fr", '<span lang="en">&lt;b&gt;</span>'),
        (Bilingual(fr="<b>"), "fr", "&lt;b&gt;"),
        (Bilingual(), "fr", ""),
    ],
)
def test_a_page_escapes_it_and_marks_the_other_language(text, language, markup):
    with translation.override(language):
        assert said(text) == markup


def test_only_a_text_without_any_words_says_nothing():
    assert [bool(Bilingual(*forms)) for forms in (("", ""), ("a", ""), ("", "b"))] == [
        False,
        True,
        True,
    ]
