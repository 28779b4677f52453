"""Putting a draft aside that nobody goes on with. It stays to be read; nothing of it is deleted."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from audit import ledger
from liaison.refusal import Refused
from protocols import drafting, journal, notices, speaking
from protocols.lifecycle import Stage
from protocols.models import Version, VersionMove

SAY_WHY = _("Say why, so that both sides know what became of it.")


class CannotDiscard(Refused):
    pass


@ledger.operation
def discard(version: Version, *, reason: str, by: Person, at: datetime | None = None) -> Version:
    """Close the draft for both sides; *reason* is read by everybody involved. Whatever was open on
    it is open no more. Errors: ``drafting.CannotDraft`` when it is a draft no longer,
    ``CannotDiscard`` where nothing is said, ``speaking.CannotSpeak``."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    voice = speaking.voice(by, version)
    if not reason.strip():
        raise CannotDiscard(SAY_WHY, field="reason")
    words = journal.reason(version, reason.strip(), by=by, at=at)
    version.stage = Stage.DISCARDED
    version.save(update_fields=["stage"])
    what, side, post = VersionMove.What.DISCARDED, voice.side, voice.post
    move = journal.move(version, what, by=by, at=at, side=side, post=post, reason=words)
    notices.discarded(version, move)
    vouched = drafting.vouched(reason)
    journal.enter(
        "protocols.discarded",
        version,
        by=by,
        at=at,
        number=version.number,
        side=side,
        reason=str(words.pk),
        vouched=vouched,
    )
    return version


def move_of(version: Version) -> VersionMove | None:
    """How *version* was discarded, if it was. One query then, none else."""
    if not version.is_discarded:
        return None
    moves = version.moves.select_related("by", "reason__data_key")
    return moves.get(what=VersionMove.What.DISCARDED)
