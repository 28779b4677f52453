"""Not signing, and saying why."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import drafting, journal, notices, posts, sending
from protocols.lifecycle import Stage
from protocols.models import DeclineReason, SignatorySlot, Version, VersionMove


class CannotDecline(Refused):
    pass


@ledger.operation
def decline(version: Version, *, reason: str, by: Person, at: datetime | None = None) -> Version:
    """Refuse to sign; *reason* is read by everybody involved. Returns the draft to go on with.

    While nobody has signed, that is the version itself. A text that carries a signature is never
    edited: then it is closed as declined, and the next version begins with its words.
    """
    at = at or timezone.now()
    access.require(by, Permission.PROTOCOL_SIGN, version)
    version = sending.lock(version)
    slot = _slot(version, by)
    words = _write(version, reason, by, at)
    if version.signatures.exists():
        version.stage = Stage.DECLINED
        version.save(update_fields=["stage"])
        draft = drafting.succeed(version, by=by, at=at)
    else:
        sending.back_to_draft(version)
        draft = version
    move = journal.move(
        version,
        VersionMove.What.DECLINED,
        by=by,
        at=at,
        side=slot.side,
        post=posts.post_of(by, version, slot, at=at),
        reason=words,
    )
    notices.declined(version, move)
    journal.enter(
        "protocols.declined",
        version,
        by=by,
        at=at,
        side=slot.side,
        reason=str(words.pk),
        vouched=drafting.vouched(reason),
    )
    return draft


def standing(versions: Iterable[Version]) -> dict[UUID, VersionMove]:
    """By version: the refusal it still has to answer, or that ended it: its own last one, or that
    of the version it began from, unless it was sent since. One query at most."""
    bases = {
        version.pk: {version.pk, version.base_id}
        for version in versions
        if version.is_draft or version.is_declined
    }
    if not bases:
        return {}
    moves = VersionMove.objects.filter(
        version__in=set().union(*bases.values()),
        what__in=(VersionMove.What.SENT, VersionMove.What.DECLINED),
    ).select_related("by", "version__protocol", "reason__data_key")
    last = {
        pk: [move for move in moves if move.version_id in related][-1:]
        for pk, related in bases.items()
    }
    return {
        pk: found[0]
        for pk, found in last.items()
        if found and found[0].what == VersionMove.What.DECLINED
    }


def _write(version: Version, reason: str, by: Person, at: datetime) -> DeclineReason:
    """Errors: ``CannotDecline`` where nothing is said."""
    if not reason.strip():
        raise CannotDecline(_("Say why, so that the text can be put right."), field="reason")
    return journal.reason(version, reason, by=by, at=at)


def _slot(version: Version, by: Person) -> SignatorySlot:
    """The slot that *by* declines to fill. Errors: ``CannotDecline``."""
    if not version.awaits_signatures:
        raise CannotDecline(_("This version does not wait for signatures."))
    try:
        return posts.slot_for(by, version)
    except Refused as refused:
        raise CannotDecline(str(refused)) from refused
