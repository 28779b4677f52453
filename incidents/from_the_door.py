"""An incident that begins with a note from the door: what is known of it stands in the form."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from incidents.taxonomy import Area
from liaison.refusal import Stale
from protocols import telling
from protocols.models import DoorNote

# "Officers told somebody about the site, or brought them": the others may have been anything.
_KINDS = {DoorNote.Kind.HANDED_OVER: "G3"}


def note_of(pk: str | UUID | None, person: Any) -> DoorNote | None:
    """The note of that id, if it waits for *person*."""
    try:
        return next(iter(telling.waiting(person, UUID(str(pk)))), None) if pk else None
    except ValueError:
        return None


def begun_with(note: DoorNote) -> dict[str, Any]:
    """What a log form shows at first. The time is the site's clock."""
    site = note.partnership.site
    local = note.at.astimezone(site.tz).replace(tzinfo=None, second=0, microsecond=0)
    return {
        "note": note.pk,
        "site": site.pk,
        "occurred_at": local,
        "kind": _KINDS.get(DoorNote.Kind(note.kind)),
        "area": Area.ENTRANCE,
    }


def settle(pk: UUID | None, *, by: Any, at: datetime) -> None:
    """The note has become an incident; one that was dealt with meanwhile stays as it is."""
    note = note_of(pk, by)
    if note:
        with suppress(Stale):
            telling.mark_logged(note, by=by, at=at)
