"""Who writes in these tests, and where."""

import uuid
from types import SimpleNamespace

import pytest

from audit import ledger


@pytest.fixture
def chain():
    return ledger.ChainRef("partnership", uuid.UUID("00000000-0000-4000-8000-000000000001"))


@pytest.fixture
def other_chain():
    return ledger.ChainRef("partnership", uuid.UUID("00000000-0000-4000-8000-000000000002"))


@pytest.fixture
def manager():
    """Whoever acts: the ledger knows people by their id alone."""
    return SimpleNamespace(pk=uuid.UUID("00000000-0000-4000-8000-0000000000aa"))
