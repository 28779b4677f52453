"""Not signing, and saying why."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import drafting, notices, parties, sending
from protocols.lifecycle import Stage
from protocols.models import DeclineReason, Version, VersionMove


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
    side = _side(version, by)
    if not reason.strip():
        raise CannotDecline(_("Say why, so that the text can be put right."), field="reason")
    words = DeclineReason(version=version, author=by, written_at=at)
    words.seal(reason, domain="shared", at=at)
    words.save()
    if version.signatures.exists():
        version.stage = Stage.DECLINED
        version.save(update_fields=["stage"])
        draft = drafting.succeed(version, by=by, at=at)
    else:
        draft = sending.back_to_draft(version, VersionMove.What.DECLINED, by=by, at=at)
    move = VersionMove.objects.create(
        version=version,
        what=VersionMove.What.DECLINED,
        stage=version.stage,
        by=by,
        at=at,
        side=side,
        reason=words,
    )
    notices.declined(version, move)
    ledger.record(
        "protocols.declined",
        chain=[partnership.chain for partnership in version.protocol.covered],
        by=by,
        about=version,
        at=at,
        side=side,
        reason=str(words.pk),
        vouched=drafting.vouched(reason),
    )
    return draft


def _side(version: Version, by: Person) -> str:
    """The side for which *by* declines. Errors: ``CannotDecline``."""
    if not version.awaits_signatures:
        raise CannotDecline(_("This version does not wait for signatures."))
    if len(parties.sides_of(by, version.protocol)) > 1:
        raise CannotDecline(_("You hold mandates on both sides. Ask somebody else to decline."))
    slot = parties.slot_for(by, version)
    if slot is None:
        raise CannotDecline(_("Your side has already signed."))
    return str(slot.side)
