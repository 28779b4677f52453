"""Sending a draft for signature, which freezes it; taking it back while nobody has signed."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import (
    canonical,
    document,
    drafting,
    journal,
    notices,
    open_points,
    reading,
    signatories,
    texts,
)
from protocols.lifecycle import Stage
from protocols.models import SentAnnex, Version, VersionMove
from protocols.signatories import Plan
from protocols.texts import Text

# What a draft does not have, and a version that was sent does.
_SENT = ("named", "scheme", "digest", "stage", "sent_at", "sent_by", "sign_by", "in_order")


class CannotSend(Refused):
    """``nearest`` are the gaps of the table, the open points of the clauses, or the texts that
    lack a language, where these are why."""


class CannotRecall(Refused):
    pass


@ledger.operation
def send(
    version: Version,
    *,
    plan: Plan | None = None,
    despite: str = "",
    by: Person,
    at: datetime | None = None,
) -> Version:
    """Freeze the text, work out its digest and open a slot for each post of *plan* (none: the
    usual ones). *despite* is the stamp of the texts that lack a language, as the sender saw and
    confirmed them. Errors: ``CannotSend`` with the gaps of the table, or with what lacks a
    language; ``signatories.CannotName``."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    plan = plan or signatories.usual(version, at=at)
    text = texts.whole(version)
    _check_complete(text, by)
    _check_languages(text, despite)
    signatories.check(version, plan, at=at)
    _freeze(version, plan, by, at)
    move = journal.move(version, VersionMove.What.SENT, by=by, at=at)
    notices.sent(version, move, asked=signatories.awaited(version))
    journal.enter(
        "protocols.sent",
        version,
        by=by,
        at=at,
        number=version.number,
        digest=version.digest,
        lacking=len(text.lacks),
        signatories=[slot.role for slot in version.slots.all()],
        sign_by=plan.sign_by.isoformat(),
        in_order=plan.in_order,
    )
    return version


@ledger.operation
def recall(version: Version, *, by: Person, at: datetime | None = None) -> Version:
    """Back to draft. Either side's drafters may, as long as nobody has signed."""
    at = at or timezone.now()
    access.require(by, Permission.PROTOCOL_DRAFT, version)
    version = lock(version)
    if not version.awaits_signatures:
        raise CannotRecall(_("This version does not wait for signatures."))
    if version.signatures.exists():
        raise CannotRecall(
            _("Somebody has signed it. A signatory can still decline it, with a reason.")
        )
    digest = version.digest
    back_to_draft(version)
    notices.recalled(version, journal.move(version, VersionMove.What.RECALLED, by=by, at=at))
    journal.enter("protocols.recalled", version, by=by, at=at, digest=digest)
    return version


def can_recall(version: Version) -> bool:
    """Whether it waits for signatures and nobody has signed: what a page asks before it asks."""
    return version.awaits_signatures and not version.signatures.exists()


def back_to_draft(version: Version) -> None:
    """The locked, unsigned *version* as a draft again, inside the operation that calls for it."""
    version.stage, version.named, version.scheme, version.digest = Stage.DRAFT, {}, "", ""
    version.sent_at = version.sent_by = version.sign_by = None
    version.in_order = False
    version.save(update_fields=_SENT)
    version.slots.all().delete()
    version.sent_annexes.all().delete()


def lock(version: Version) -> Version:
    """The version as it stands now, held until the end of the transaction."""
    held = Version.objects.select_for_update().get(pk=version.pk)
    held.protocol = version.protocol
    return held


def _freeze(version: Version, plan: Plan, by: Person, at: datetime) -> None:
    """Errors: ``CannotSend`` for a sign that nobody can see."""
    signatories.open_slots(version, plan)
    version.sign_by, version.in_order = plan.sign_by, plan.in_order
    version.named = document.names_of(version)
    version.scheme = canonical.SCHEME
    try:
        version.digest = document.digest_of(version)
    except canonical.HiddenSign as hidden:
        raise CannotSend(drafting.hidden_sign(hidden)) from hidden
    _keep_annexes(version)
    version.stage, version.sent_at, version.sent_by = Stage.AWAITING_SIGNATURES, at, by
    version.save(update_fields=_SENT)


def _keep_annexes(version: Version) -> None:
    """So that a copy of an annex is found by its digest."""
    SentAnnex.objects.bulk_create(
        SentAnnex(version=version, partnership_id=partnership_id, digest=digest)
        for partnership_id, digest in document.annex_digests(version).items()
    )


def _check_complete(text: Text, by: Person) -> None:
    missing = reading.gaps(text)
    if missing:
        raise CannotSend(
            ngettext(
                "Not yet: one answer of the table is missing or wrong.",
                "Not yet: %(count)d answers of the table are missing or wrong.",
                len(missing),
            )
            % {"count": len(missing)},
            nearest=missing,
        )
    if not all(clause.texts.all() for clause in text.clauses):
        raise CannotSend(_("Not yet: a clause has no text."))
    left = open_points.read_by(by, text)
    if left:
        raise CannotSend(
            ngettext(
                "Not yet: one thing in the clauses is still open.",
                "Not yet: %(count)d things in the clauses are still open.",
                len(left),
            )
            % {"count": len(left)},
            nearest=left,
        )


def _check_languages(text: Text, despite: str) -> None:
    if text.lacks and text.stamp != despite:
        raise CannotSend(
            ngettext(
                "One text lacks a language. Look at it, and confirm that you send it so.",
                "%(count)d texts lack a language. Look at them, and confirm that you send it so.",
                len(text.lacks),
            )
            % {"count": len(text.lacks)},
            nearest=text.lacks,
        )
