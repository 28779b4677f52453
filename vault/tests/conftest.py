"""A key directory of its own for each test that looks into it."""

import pytest

from vault import keyring


@pytest.fixture
def keys_dir(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EMBEDDED = True
    keyring._epochs.cache_clear()
    return settings.KEYS_DIR


@pytest.fixture
def production(keys_dir, settings):
    settings.EMBEDDED = False
    return keys_dir
