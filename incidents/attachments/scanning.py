"""Files that the scanner could not be asked about when they came are asked about again."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

import vault
from audit import ledger
from incidents import notices, own_ledger
from incidents.attachments import scanner
from incidents.models import Attachment, Incident
from incidents.models.attachment import Scan
from liaison.roles import Side
from vault import files

# In one run; the next one goes on.
_MOST = 50


def scan_held(*, by: Any, at: datetime) -> int:
    """Scan what is held back, oldest first, until the scanner fails to answer. Returns how many
    were decided."""
    decided = 0
    for pk, is_clean in _answers():
        decided += _decide(pk, is_clean, by=by, at=at)
    return decided


def _answers() -> Iterator[tuple[UUID, bool]]:
    """What the scanner says of each; it is asked while nothing is locked."""
    if not scanner.is_there():
        return
    held = Attachment.objects.standing().filter(scan=Scan.HELD).select_related("data_key")
    for one in held.order_by("at")[:_MOST]:
        try:
            yield one.pk, scanner.is_clean(one.content())
        except scanner.NotAnswering:
            return
        except (files.NotThere, vault.TakenOut):
            continue


@ledger.operation
def _decide(pk: UUID, is_clean: bool, *, by: Any, at: datetime) -> bool:
    of = Incident.objects.select_for_update(of=("self",), no_key=True)
    incident = of.select_related("site__operator", "partnership__service").get(attachments=pk)
    standing = incident.attachments.standing().filter(scan=Scan.HELD, pk=pk)
    one = standing.select_related("data_key", "author").first()
    if one is None:
        return False
    one.scan, one.scanned_at = Scan.CLEAN if is_clean else Scan.REFUSED, at
    one.save(update_fields=["scan", "scanned_at"])
    side = Side(one.author_side)
    if not is_clean:
        vault.take_out(one.data_key, at=at)
        transaction.on_commit(partial(files.remove, pk))
        notices.attachment_refused(incident, one, by=by, at=at)
    own_ledger.record(
        "incidents.attachment_scanned",
        incident,
        side,
        by=by,
        at=at,
        attachment=str(pk),
        scan=one.scan,
    )
    return True
