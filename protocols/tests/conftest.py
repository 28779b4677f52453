"""Versions in each stage, reached by doing."""

from datetime import UTC, datetime

import pytest

from protocols import drafting, sending, signing
from tests.cast import PASSWORD

BEGUN = datetime(2025, 1, 6, 17, tzinfo=UTC)
SENT = datetime(2025, 1, 13, 17, tzinfo=UTC)
SIGNED_FIRST = datetime(2025, 1, 14, 17, tzinfo=UTC)
SIGNED_SECOND = datetime(2025, 1, 15, 17, tzinfo=UTC)


def put_name(version, person, *, at=SIGNED_FIRST):
    version.refresh_from_db()
    return signing.sign(version, digest=version.digest, password=PASSWORD, by=person, at=at)


def agree(version, cast, *, at=SIGNED_SECOND):
    """Sent and signed by both sides, the second one at *at*."""
    sending.send(version, by=cast.liaison, at=min(SENT, at))
    put_name(version, cast.manager, at=min(SIGNED_FIRST, at))
    put_name(version, cast.police_leader, at=at)
    version.refresh_from_db()
    return version


@pytest.fixture
def draft(cast):
    return drafting.start([cast.partnership], title="Entry and presence", by=cast.manager, at=BEGUN)


@pytest.fixture
def sent(cast, draft):
    sending.send(draft, by=cast.liaison, at=SENT)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def half_signed(cast, sent):
    put_name(sent, cast.manager, at=SIGNED_FIRST)
    return sent


@pytest.fixture
def signed(cast, half_signed):
    put_name(half_signed, cast.police_leader, at=SIGNED_SECOND)
    half_signed.refresh_from_db()
    return half_signed
