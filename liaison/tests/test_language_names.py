"""Names of languages within a sentence."""

import pytest
from django.utils import translation

from liaison.templatetags.liaison_words import language_midway


@pytest.mark.parametrize(
    ("reader", "code", "name"),
    [("en", "fr", "French"), ("en", "en", "English"), ("fr", "fr", "français")],
)
def test_a_language_is_written_as_the_reader_writes_it_in_a_sentence(reader, code, name):
    with translation.override(reader):
        assert language_midway(code) == name
