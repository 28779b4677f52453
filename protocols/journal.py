"""What happened to a version, as it is kept: its moves for the page, its entries in the ledger."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Person
from audit import ledger
from liaison.models import Partnership
from protocols.models import DeclineReason, Version, VersionMove


def enter(
    verb: str,
    version: Version,
    *,
    by: Person,
    at: datetime | None,
    only: Partnership | None = None,
    **facts: Any,
) -> None:
    """An entry in the chain of every partnership that the version covers; of one alone where it is
    about an annex."""
    concerned = [only] if only else version.protocol.covered
    ledger.record(
        verb,
        chain=[partnership.chain for partnership in concerned],
        by=by,
        about=version,
        at=at or timezone.now(),
        **facts,
    )


def reason(version: Version, words: str, *, by: Person, at: datetime) -> DeclineReason:
    """What goes with a move, sealed, for both sides to read."""
    kept = DeclineReason(version=version, author=by, written_at=at)
    kept.seal(words, domain="shared", at=at)
    kept.save()
    return kept


def move(
    version: Version,
    what: VersionMove.What,
    *,
    by: Person,
    at: datetime,
    side: str = "",
    post: str = "",
    reason: DeclineReason | None = None,
) -> VersionMove:
    """A step in the life of the version, at the stage in which it stands now."""
    return VersionMove.objects.create(
        version=version,
        what=what,
        stage=version.stage,
        by=by,
        at=at,
        side=side,
        post=post,
        reason=reason,
    )
