"""What is drawn from the code's tables is up to date."""

import pytest

from desk import documents


@pytest.mark.parametrize("path", sorted(documents.drawn()), ids=lambda path: path.name)
def test_a_drawn_document_says_what_the_table_says(path):
    assert path.read_text(encoding="utf-8") == documents.drawn()[path]
