"""What an officer at the door tells with one tap, and what the liaison makes of it.

The officer has no account and stays unknown: what is kept is what, where and when. So many an hour
are taken from one door, whoever they come from.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Partnership
from liaison.refusal import Refused, Stale
from liaison.roles import Permission
from protocols.models import Clause, DoorNote, FoundUnclear, InForce, Version

WITHIN = timedelta(hours=1)
MOST_NOTES = 12
MOST_UNCLEAR = 30
# The same again within so long is a finger that tapped twice.
TWICE = timedelta(minutes=1)


class CannotTell(Refused):
    pass


class AppliesNoMore(CannotTell):
    """The answer was of a text that is not in force at this door, or not any more."""


@ledger.operation
def tell(
    partnership: Partnership, kind: DoorNote.Kind, *, by: Person, at: datetime | None = None
) -> DoorNote:
    """The liaison officers of *partnership* read that this happened at the door. *by* is the
    portal, for the officer has no account. Errors: ``CannotTell`` when there were too many."""
    at = at or timezone.now()
    partnership = _locked(partnership)
    recent = DoorNote.objects.filter(partnership=partnership, at__gt=at - WITHIN)
    again = recent.filter(kind=kind, at__gt=at - TWICE).first()
    if again:
        return again
    if recent.count() >= MOST_NOTES:
        raise CannotTell(_("This door has told a lot in the last hour. Call the liaison."))
    note = DoorNote.objects.create(partnership=partnership, kind=kind, at=at)
    _record("protocols.told_at_the_door", note, by, at, kind=kind.value)
    return note


@ledger.operation
def find_unclear(
    partnership: Partnership,
    number: int,
    *,
    version: UUID,
    key: UUID | None = None,
    by: Person,
    at: datetime | None = None,
) -> FoundUnclear:
    """Somebody at the door found the clause with that *number*, of the *version* that the card was
    of, unclear (answers rest on common clauses alone). Both sides see how often; sent twice with
    one *key* it counts once.

    Errors: ``AppliesNoMore``, ``CannotTell`` when there were too many.
    """
    at = at or timezone.now()
    partnership = _locked(partnership)
    # The same press once more, whatever is in force by then.
    pk = uuid5(partnership.pk, f"{key or uuid4()}/{version}/{number}")
    standing = FoundUnclear.objects.filter(pk=pk).first()
    if standing:
        return standing
    row = InForce.objects.filter(partnership=partnership, version=version).at(at).first()
    clause = row and Clause.objects.common().filter(version=version, number=number).first()
    if not clause:
        raise AppliesNoMore(_("This clause is not in force here."))
    recent = FoundUnclear.objects.filter(partnership=partnership, at__gt=at - WITHIN)
    if recent.count() >= MOST_UNCLEAR:
        raise CannotTell(_("This door has told a lot in the last hour. Call the liaison."))
    found = FoundUnclear.objects.create(pk=pk, clause=clause, partnership=partnership, at=at)
    ledger.record(
        "protocols.found_unclear",
        chain=partnership.chain,
        by=by,
        about=found,
        at=at,
        version=str(clause.version_id),
        clause=number,
    )
    return found


@ledger.operation
def set_aside(note: DoorNote, *, by: Person, at: datetime | None = None) -> DoorNote:
    """Nothing is to be done about *note*. Errors: ``Stale``, ``PermissionDenied``."""
    return _settle(note, DoorNote.Became.SET_ASIDE, by=by, at=at or timezone.now())


@ledger.operation
def mark_logged(note: DoorNote, *, by: Person, at: datetime | None = None) -> DoorNote:
    """*by* has logged an incident from *note*. Errors: ``Stale``, ``PermissionDenied``."""
    return _settle(note, DoorNote.Became.LOGGED, by=by, at=at or timezone.now())


def waiting(person: Person, pk: UUID | None = None) -> list[DoorNote]:
    """The notes that wait for *person*, the newest first, at most a hundred; with *pk* that one."""
    notes = DoorNote.objects.visible_to(person).waiting()
    if pk:
        notes = notes.filter(pk=pk)
    return list(notes.select_related("partnership__site", "partnership__service")[:100])


def unclear_in(versions: Iterable[Version], person: Any) -> dict[UUID, dict[int, int]]:
    """How often each clause of *versions* was found unclear at the doors of which *person* reads
    protocols: by version, then by the number of the clause. One query."""
    found: dict[UUID, dict[int, int]] = {}
    counted = (
        FoundUnclear.objects.visible_to(person)
        .filter(clause__version__in=[version.pk for version in versions])
        .order_by("clause__number")
        .values_list("clause__version", "clause__number")
        .annotate(times=Count("pk"))
    )
    for version, number, times in counted:
        found.setdefault(version, {})[number] = times
    return found


def _settle(note: DoorNote, became: DoorNote.Became, *, by: Person, at: datetime) -> DoorNote:
    access.require(by, Permission.DOOR_NOTES, note)
    held = DoorNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if held.became:
        raise Stale(_("Somebody has dealt with this already."))
    held.became, held.settled_at, held.settled_by = became, at, by
    held.save(update_fields=["became", "settled_at", "settled_by"])
    _record("protocols.door_note_settled", note, by, at, became=became.value)
    return held


def _locked(partnership: Partnership) -> Partnership:
    """Two who tap at the same moment are counted one after the other."""
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def _record(verb: str, note: DoorNote, by: Person, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=note.partnership.chain,
        vis=ledger.Vis.POLICE,
        by=by,
        about=note,
        at=at,
        **facts,
    )
