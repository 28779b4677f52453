"""What is drawn from the code's tables is up to date; each decision has a number of its own."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from desk import documents

DECISIONS = sorted((Path(settings.BASE_DIR) / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("path", sorted(documents.drawn()), ids=lambda path: path.name)
def test_a_drawn_document_says_what_the_table_says(path):
    assert path.read_text(encoding="utf-8") == documents.drawn()[path]


def test_no_two_decisions_have_one_number():
    numbers = Counter(path.name.partition("-")[0] for path in DECISIONS)

    assert numbers
    assert [number for number, times in numbers.items() if times > 1] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_bears_the_number_of_its_file(path):
    number = int(path.name.partition("-")[0])

    assert path.read_text(encoding="utf-8").startswith(f"# {number}. ")
