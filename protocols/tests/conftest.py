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


# The steps of a version, each from what the one before it left (``tests/replay.py``).


def begin(world, cast):
    return world.step(
        "begun",
        lambda: drafting.start(
            [cast.partnership], title="Entry and presence", by=cast.manager, at=BEGUN
        ),
    )


def send_out(world, cast, draft):
    # Nothing of it is kept as an object: the draft is read anew.
    world.step("sent", lambda: sending.send(draft, by=cast.liaison, at=SENT) and None)
    draft.refresh_from_db()
    return draft


def sign_first(world, cast, sent):
    world.step("signed first", lambda: put_name(sent, cast.manager, at=SIGNED_FIRST) and None)
    return sent


def sign_second(world, cast, half_signed):
    name = "signed second"
    world.step(name, lambda: put_name(half_signed, cast.police_leader, at=SIGNED_SECOND) and None)
    half_signed.refresh_from_db()
    return half_signed


def agreed(world, cast):
    version = begin(world, cast)
    for step in (send_out, sign_first, sign_second):
        step(world, cast, version)
    return version


@pytest.fixture
def draft(kept_versions, beginning, cast):
    return begin(beginning, cast)


@pytest.fixture
def sent(beginning, cast, draft):
    return send_out(beginning, cast, draft)


@pytest.fixture
def half_signed(beginning, cast, sent):
    return sign_first(beginning, cast, sent)


@pytest.fixture
def signed(beginning, cast, half_signed):
    return sign_second(beginning, cast, half_signed)
