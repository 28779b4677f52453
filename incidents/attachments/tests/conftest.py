"""A folder for the files of each test, and a scanner that says what a test lets it say."""

import pytest

from incidents.attachments import scanner
from incidents.tests.conftest import mandate, torn  # noqa: F401 - fixtures for these tests too


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Where the files of the test lie."""
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


class Scanner:
    """``answer``: True for clean, False for something found, None for no answer."""

    def __init__(self):
        self.answer = True
        self.asked = []

    def is_clean(self, content):
        self.asked.append(content)
        if self.answer is None:
            raise scanner.NotAnswering
        return self.answer


@pytest.fixture
def scans(settings, monkeypatch):
    settings.CLAMD = "unix:///nowhere"
    there = Scanner()
    monkeypatch.setattr(scanner, "is_clean", there.is_clean)
    return there
