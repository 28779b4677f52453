"""A file is added in the lane of one's own side; the other side does not learn that it exists."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger, stepping
from incidents.attachments import cleaning, scanner
from incidents.attachments.cleaning import Clean
from incidents.attachments.formats import MOST_BYTES_IN_ALL, MOST_FILES, CannotTake
from incidents.models import Attachment, Incident
from incidents.models.attachment import Scan
from incidents.taxonomy import Lane
from liaison import access
from liaison.roles import Permission

LONGEST_CAPTION = 200


def attach(
    incident: Incident,
    name: str,
    content: bytes,
    caption: str = "",
    *,
    key: UUID,
    by: Any,
    at: datetime | None = None,
) -> Attachment:
    """Keep what is in *content* for *by*'s own side, at any stage, as ``cleaning`` leaves it.

    *name* only tells what it is meant to be. Sent twice with one *key*, the same file is kept once.
    Errors: ``PermissionDenied``, ``CannotTake``.
    """
    access.require(by, Permission.INCIDENT_LOG, incident)
    at = at or timezone.now()
    # The key is drawn at random and kept nowhere, so the id gives nothing of the file away.
    id_ = uuid5(by.pk, f"{incident.pk}/{key}/{sha256(content).hexdigest()}/{caption}")
    # Cleaning and scanning take their time: before anything is locked.
    clean = cleaning.clean(name, content)
    return _keep(incident, clean, caption, scan=_scanned(clean.content), id_=id_, by=by, at=at)


def _scanned(content: bytes) -> Scan:
    if not scanner.is_there():
        return Scan.NONE
    try:
        if scanner.is_clean(content):
            return Scan.CLEAN
    except scanner.NotAnswering:
        return Scan.HELD
    raise CannotTake(
        _("The scan for viruses found something in this file, so it is not kept. Choose another.")
    )


@ledger.operation
def _keep(
    incident: Incident, clean: Clean, caption: str, *, scan: Scan, id_: UUID, by: Any, at: datetime
) -> Attachment:
    held, seen = stepping.lock(incident, by)
    access.require(by, Permission.INCIDENT_LOG, held)
    side = seen.side_in(held)
    if side is None:
        raise PermissionDenied(stepping.FOR_NEITHER)
    standing = held.attachments.filter(pk=id_).select_related("data_key").first()
    if standing is not None:
        return standing
    refuse_too_many(held, Lane.of(side), [len(clean.content)])
    kept = Attachment(
        id=id_,
        incident=held,
        lane=Lane.of(side),
        number=next_number(held, Lane.of(side)),
        media_type=clean.format.media_type,
        size=len(clean.content),
        author=by,
        author_side=side,
        at=at,
        scan=scan,
        scanned_at=at if scan is Scan.CLEAN else None,
    )
    sealed = seal(kept, clean.content, caption, at=at)
    own_ledger.record(
        "incidents.attached",
        held,
        side,
        by=by,
        at=at,
        attachment=str(kept.pk),
        media_type=kept.media_type,
        sealed=sealed,
        scan=scan.value,
    )
    return kept


def seal(row: Attachment, content: bytes, caption: str, *, at: datetime) -> str:
    """Save *row* with its caption and its file. Returns a digest of what is stored, sealed."""
    row.seal(caption, domain=row.lane, at=at)
    row.save(force_insert=True)
    return sha256(row.seal_file(content)).hexdigest()


def next_number(held: Incident, lane: Lane) -> int:
    """One more than the last, whatever was taken out: a label never names two files. *held* is
    locked."""
    last = held.attachments.filter(lane=lane).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def refuse_too_many(held: Incident, lane: Lane, sizes: list[int]) -> None:
    """Errors: ``CannotTake`` where *lane* of a locked incident would hold more than is kept."""
    standing = held.attachments.standing().filter(lane=lane)
    count, size = standing.count(), standing.aggregate(size=Sum("size"))["size"] or 0
    if count + len(sizes) > MOST_FILES:
        raise CannotTake(
            _(
                "Your side has %(count)s files with this incident; at most %(most)s are kept. Take "
                "one out first."
            )
            % {"count": count, "most": MOST_FILES}
        )
    if size + sum(sizes) > MOST_BYTES_IN_ALL:
        left = max(0, MOST_BYTES_IN_ALL - size) // (1 << 20)
        raise CannotTake(
            _(
                "The files of your side would have more than 40 MB in all. There is room for "
                "%(left)s MB: send a smaller file, or take one out first."
            )
            % {"left": left}
        )
