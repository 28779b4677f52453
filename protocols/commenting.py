"""Saying something about a clause of a draft, and marking it as resolved."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison.refusal import Refused
from protocols import drafting, editing, notices, remarks, speaking
from protocols.models import Remark, RemarkClosing, Version


class CannotComment(Refused):
    pass


@ledger.operation
def comment(
    version: Version, key: UUID, *, words: str, by: Person, at: datetime | None = None
) -> Remark:
    """*words* about the clause *key* of the draft, for both sides to read.
    Errors: ``CannotComment``, ``ChangedMeanwhile`` when the clause is no longer in the draft."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    voice = speaking.voice(by, version)
    clause = editing.find(version, key, by)
    if not words.strip():
        raise CannotComment(_("Write what you want to say about the clause."), field="words")
    remark = remarks.write(clause, Remark.Kind.COMMENT, words.strip(), voice=voice, by=by, at=at)
    notices.commented(remark, number=clause.number)
    vouched = drafting.vouched(words)
    remarks.enter("protocols.clause_commented", remark, voice=voice, by=by, at=at, vouched=vouched)
    return remark


@ledger.operation
def resolve(remark: Remark, *, by: Person, at: datetime | None = None) -> RemarkClosing:
    """The comment needs nothing more; either side may say so.
    Errors: ``DoneMeanwhile``, ``CannotComment`` for what is no comment."""
    at = at or timezone.now()
    remark = remarks.hold(remark, by=by)
    voice = speaking.voice(by, remark.version)
    if remark.kind != Remark.Kind.COMMENT:
        raise CannotComment(_("Only a comment is marked as resolved; a proposal is decided."))
    closing = remarks.close(remark, RemarkClosing.How.RESOLVED, voice=voice, by=by, at=at)
    remarks.enter("protocols.comment_resolved", remark, voice=voice, by=by, at=at)
    return closing
