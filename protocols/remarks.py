"""The rows of a conversation about a clause, inside the operations that call for them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from liaison import access
from liaison.refusal import Stale
from liaison.roles import Permission
from protocols import drafting, journal
from protocols.models import Clause, Remark, RemarkClosing
from protocols.speaking import Voice


class DoneMeanwhile(Stale):
    pass


def write(
    clause: Clause,
    kind: Remark.Kind,
    words: str,
    *,
    voice: Voice,
    by: Person,
    at: datetime,
    **facts: Any,
) -> Remark:
    """A sealed remark on *clause*, in the locked draft."""
    remark = Remark(
        version=clause.version,
        clause_key=clause.key,
        partnership=clause.partnership,
        kind=kind,
        side=voice.side,
        post=voice.post,
        author=by,
        written_at=at,
        **facts,
    )
    remark.seal(words, domain="shared", at=at)
    remark.save()
    return remark


def close(
    remark: Remark, how: RemarkClosing.How, *, voice: Voice, by: Person, at: datetime
) -> RemarkClosing:
    return RemarkClosing.objects.create(
        remark=remark, how=how, side=voice.side, post=voice.post, by=by, at=at
    )


def hold(remark: Remark, *, by: Person) -> Remark:
    """The remark as it stands now, its draft locked for the rest of the transaction.
    Errors: those of ``drafting.hold``; ``DoneMeanwhile`` when somebody resolved or decided it."""
    version = drafting.hold(remark.version, by=by)
    found = Remark.objects.select_related("data_key", "partnership__site")
    held = found.get(pk=remark.pk)
    held.version = version
    access.require(by, Permission.PROTOCOL_DRAFT, held)
    closing = RemarkClosing.objects.filter(remark=held).first()
    if closing:
        raise DoneMeanwhile(
            _("%(who)s was faster: %(how)s.")
            % {"who": closing.post, "how": closing.get_how_display().lower()}
        )
    return held


def enter(
    verb: str, remark: Remark, *, voice: Voice, by: Person, at: datetime, **facts: Any
) -> None:
    """In the record of every partnership concerned: that something was said, not what."""
    journal.enter(
        verb,
        remark.version,
        by=by,
        at=at,
        only=remark.partnership,
        clause=str(remark.clause_key),
        remark=str(remark.pk),
        side=voice.side.value,
        **facts,
    )
