"""Both languages are complete: nothing untranslated, doubtful, missing or not compiled."""

import re
import shutil

import polib
import pytest

from desk import catalogues

# French puts a space before these; where it may break, a line begins with a colon.
LOOSE = re.compile(r" [:;?!»]|« |[^\W\d_][;?!]")


def test_nothing_is_untranslated_doubtful_or_not_compiled():
    assert not catalogues.faults()


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed here")
def test_every_string_of_the_code_is_in_the_catalogues():
    assert not catalogues.missing_strings()


def test_no_line_of_french_begins_with_a_sign():
    loose = [
        entry.msgid
        for entry in polib.pofile(str(catalogues.path("fr")))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if LOOSE.search(text)
    ]

    assert not loose
