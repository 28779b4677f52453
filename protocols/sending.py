"""Sending a draft for signature, which freezes it; taking it back while nobody has signed."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.refusal import Refused
from liaison.roles import GRANTS, POLICE_ROLES, SITE_ROLES, Permission, Role, Side
from protocols import canonical, document, drafting, entry, notices, open_points, parties, reading
from protocols.entry import Gap
from protocols.lifecycle import Stage
from protocols.models import SignatorySlot, Version, VersionMove


class CannotSend(Refused):
    """``nearest`` are the gaps of the table or the open points of the clauses, where these are
    why."""


class CannotRecall(Refused):
    pass


@ledger.operation
def send(version: Version, *, by: Person, at: datetime | None = None) -> Version:
    """Freeze the text, work out its digest and open one slot for each organisation.
    Errors: ``CannotSend`` with the gaps, while an answer is missing or wrong."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    _check_complete(version)
    _open_slots(version)
    version.named = document.names_of(version)
    version.scheme = canonical.SCHEME
    try:
        version.digest = document.digest_of(version)
    except canonical.HiddenSign as hidden:
        raise CannotSend(drafting.hidden_sign(hidden)) from hidden
    version.stage, version.sent_at, version.sent_by = Stage.AWAITING_SIGNATURES, at, by
    version.save(update_fields=["named", "scheme", "digest", "stage", "sent_at", "sent_by"])
    move = note_move(version, VersionMove.What.SENT, by=by, at=at)
    notices.sent(version, move)
    ledger.record(
        "protocols.sent",
        chain=[partnership.chain for partnership in version.protocol.covered],
        by=by,
        about=version,
        at=at,
        number=version.number,
        digest=version.digest,
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
    return back_to_draft(version, VersionMove.What.RECALLED, by=by, at=at)


def back_to_draft(version: Version, what: VersionMove.What, *, by: Person, at: datetime) -> Version:
    """The locked, unsigned *version* as a draft again, inside the operation that calls for it."""
    digest = version.digest
    version.stage, version.named, version.scheme, version.digest = Stage.DRAFT, {}, "", ""
    version.sent_at = version.sent_by = None
    version.save(update_fields=["named", "scheme", "digest", "stage", "sent_at", "sent_by"])
    version.slots.all().delete()
    if what == VersionMove.What.RECALLED:
        notices.recalled(version, note_move(version, what, by=by, at=at))
        ledger.record(
            "protocols.recalled",
            chain=[partnership.chain for partnership in version.protocol.covered],
            by=by,
            about=version,
            at=at,
            digest=digest,
        )
    return version


def lock(version: Version) -> Version:
    """The version as it stands now, held until the end of the transaction."""
    held = Version.objects.select_for_update().get(pk=version.pk)
    held.protocol = version.protocol
    return held


def note_move(
    version: Version, what: VersionMove.What, *, by: Person, at: datetime, side: str = ""
) -> VersionMove:
    return VersionMove.objects.create(
        version=version, what=what, stage=version.stage, by=by, at=at, side=side
    )


def gaps(version: Version) -> list[Gap]:
    """What still keeps the table of *version* from being sent. Four queries."""
    numbers = list(version.clauses.values_list("number", flat=True))
    return entry.gaps(reading.table(version, version.languages[0]), numbers)


def _check_complete(version: Version) -> None:
    missing = gaps(version)
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
    if version.clauses.filter(texts=None).exists():
        raise CannotSend(_("Not yet: a clause has no text."))
    left = open_points.of(version.clauses.prefetch_related("texts"), version.languages)
    if left:
        said = "; ".join(point.words for point in left)
        raise CannotSend(_("Not yet: %(left)s.") % {"left": said}, nearest=left)


def _open_slots(version: Version) -> None:
    with translation.override(version.languages[0]):
        SignatorySlot.objects.bulk_create(
            SignatorySlot(
                version=version,
                organisation=organisation,
                side=side,
                post=_posts(side),
                order=order,
            )
            for order, (organisation, side) in enumerate(
                parties.organisations(version.protocol), start=1
            )
        )


def _posts(side: Side) -> str:
    """Who may sign for that side, in words."""
    roles = GRANTS[Permission.PROTOCOL_SIGN] & (SITE_ROLES if side is Side.SITE else POLICE_ROLES)
    return _(" or ").join(str(role.label) for role in Role if role in roles)
