"""Taking the body of an entry out of the ledger, for good and in the open."""

from typing import Any

from django.utils import timezone

from audit import ledger
from audit.appending import Draft
from audit.models import Entry, EntryBody
from audit.verifying import ERASED


@ledger.operation
def erase_body(entry: Entry, *, by: Any, reason: str) -> None:
    """Erase what *entry* says. Its hash stays, and the chain stays whole.

    An ``audit.erased`` entry names the seq and *reason* (a code); the body goes in the same
    transaction. Errors: ``ValueError`` for an entry that itself announces an erasure.
    """
    if entry.erases is not None:
        raise ValueError("An entry that announces an erasure keeps its body.")

    def remove() -> None:
        EntryBody.objects.filter(pk=entry.pk).delete()

    at = timezone.now()
    facts = {"seq": entry.seq, "reason": reason}
    said = ledger.saying(ERASED, by=by, about=None, at=at, facts=facts)
    draft = Draft(entry.chain.ref, at, ledger.Vis(entry.vis), said, erases=entry.seq)
    ledger.hold([draft], then=remove)
