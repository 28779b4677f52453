"""Both sides put their names to the same text; the second side's brings it into force."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access, proof
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import events, journal, notices, parties, posts, sending, signatories
from protocols.lifecycle import Stage
from protocols.models import InForce, SignatorySlot, Signature, Version, VersionMove


class CannotSign(Refused):
    pass


def sign(
    version: Version, *, digest: str, password: str, by: Person, at: datetime | None = None
) -> Signature:
    """Sign in the post that *by* holds and whose turn it is. *digest* is that of the text on the
    signer's screen, *password* the signer's own, asked again.
    Errors: ``PermissionDenied``, ``proof.NotProven``, ``CannotSign``."""
    access.require(by, Permission.PROTOCOL_SIGN, version)
    proof.require(by, password)
    return _sign(version, digest=digest, by=by, at=at or timezone.now())


@ledger.operation
def _sign(version: Version, *, digest: str, by: Person, at: datetime) -> Signature:
    parties.hold_sites(version.protocol)
    version = sending.lock(version)
    slot = _slot(version, digest, by)
    signature = _put_name(version, slot, by, at)
    move = journal.move(version, VersionMove.What.SIGNED, by=by, at=at, side=slot.side)
    waiting = signatories.awaited(version)
    notices.signed(signature, move, asked=waiting if version.in_order else [])
    journal.enter(
        "protocols.signed",
        version,
        by=by,
        at=at,
        slot=str(slot.pk),
        side=slot.side,
        role=slot.role,
        digest=version.digest,
    )
    if not waiting:
        _bring_into_force(version, by=by, at=at)
    return signature


def _slot(version: Version, digest: str, by: Person) -> SignatorySlot:
    """The slot *by* fills. Errors: ``CannotSign`` that says why there is none."""
    if not version.awaits_signatures:
        raise CannotSign(_("This version does not wait for signatures."))
    if digest != version.digest:
        raise CannotSign(
            _("The text changed while you were reading it. Read it again before you sign.")
        )
    try:
        slot = posts.slot_for(by, version)
    except Refused as refused:
        raise CannotSign(str(refused)) from refused
    first = posts.before(slot, version)
    if first:
        raise CannotSign(
            _("It is signed in order. Next to sign: %(post)s, %(organisation)s.")
            % {"post": first.post, "organisation": first.organisation.name},
            nearest=[first],
        )
    return slot


def _put_name(version: Version, slot: SignatorySlot, by: Person, at: datetime) -> Signature:
    return Signature.objects.create(
        version=version,
        slot=slot,
        person=by,
        name=by.name,
        post=posts.post_of(by, version, slot, at=at),
        digest=version.digest,
        signed_at=at,
        method=Signature.Method.PASSWORD,
    )


def _bring_into_force(version: Version, *, by: Person, at: datetime) -> None:
    version.stage = Stage.SIGNED
    version.save(update_fields=["stage"])
    rows = [_apply(version, partnership, at) for partnership in version.protocol.covered]
    move = journal.move(version, VersionMove.What.AGREED, by=by, at=at)
    notices.agreed(version, move, min(rows, key=lambda row: row.starts))
    events.version_came_into_force.send(
        sender=Version, version=version, in_force=rows, by=by, at=at
    )
    for row in rows:
        ledger.record(
            "protocols.agreed",
            chain=row.partnership.chain,
            by=by,
            about=version,
            at=at,
            digest=version.digest,
            starts=row.starts.isoformat(),
        )


def _apply(version: Version, partnership: Partnership, at: datetime) -> InForce:
    """From the later of now and the agreed day to the agreed last one, if there is one; whatever
    would have applied then gives way."""
    starts = max(at, agreed_start(version, partnership) or at)
    ends = agreed_end(version, partnership)
    if ends and ends <= starts:
        raise CannotSign(_("The last day of this version has passed. It needs another one."))
    overtaken = InForce.objects.filter(partnership=partnership)
    overtaken = overtaken.exclude(ends__isnull=False, ends__lte=starts)
    for row in overtaken.order_by("starts"):
        # One that had not begun yet never will: its range becomes empty.
        row.ends = max(row.starts, starts)
        row.save(update_fields=["ends"])
    return InForce.objects.create(
        partnership=partnership, version=version, starts=starts, ends=ends
    )


def agreed_start(version: Version, partnership: Partnership) -> datetime | None:
    """The first instant of the agreed day, by the clock of the partnership's site."""
    if version.starts_on is None:
        return None
    return datetime.combine(version.starts_on, time(), tzinfo=partnership.site.tz)


def agreed_end(version: Version, partnership: Partnership) -> datetime | None:
    """The first instant after the agreed last day, by the clock of the partnership's site."""
    if version.ends_on is None:
        return None
    return datetime.combine(version.ends_on + timedelta(days=1), time(), tzinfo=partnership.site.tz)
