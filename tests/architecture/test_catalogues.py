"""Both languages are complete: nothing untranslated, doubtful, missing or not compiled."""

import shutil

import pytest

from desk import catalogues


def test_nothing_is_untranslated_doubtful_or_not_compiled():
    assert not catalogues.faults()


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="GNU gettext is not installed here")
def test_every_string_of_the_code_is_in_the_catalogues():
    assert not catalogues.missing_strings()
