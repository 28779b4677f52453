"""Keeping that the two sides spoke: one press, no words owed. It counts as a contact, and asks
nothing of anybody."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access
from liaison.keyset import PAGE, Place
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission
from visits import steps
from visits.models import Contact, ContactLine
from visits.on_the_day import marking

# Later than that nobody remembers when it was; a visit or an incident tells more.
LATEST = timedelta(days=14)


class CannotKeep(Refused):
    """The contact lies ahead, or too far back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """That they spoke: ``way`` of ``Way``, when, and a line if there is one. ``key`` is the id it
    gets: pressed twice, it is one contact."""

    way: str
    at: datetime
    line: str = ""
    key: uuid.UUID | None = None


@ledger.operation
def log(partnership: Partnership, spoke: Spoke, *, by: Any, at: datetime | None = None) -> Contact:
    """Anybody of a side keeps that the two sides spoke.

    Errors: ``CannotKeep``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.CONTACT_LOG, partnership)
    side = marking.side_there(by, partnership)
    _refuse_time(spoke.at, at)
    own = {"by_id": by.pk, "partnership_id": partnership.pk}
    sent, pk = steps.sent_before(Contact.objects.all(), spoke.key, **own)
    if sent:
        return sent
    contact = Contact(
        id=pk,
        partnership=partnership,
        way=spoke.way,
        at=spoke.at,
        side=side,
        by=by,
        recorded_at=at,
    )
    try:
        # A savepoint: the same press may be on its way twice, and the second finds the first.
        with transaction.atomic():
            contact.line = _line(spoke.line, at)
            contact.save(force_insert=True)
    except IntegrityError:
        sent, _pk = steps.sent_before(Contact.objects.all(), pk, **own)
        if sent is None:
            raise
        return sent
    _record(contact, vouched=getattr(spoke.line, "vouched", False))
    return contact


def _record(contact: Contact, *, vouched: bool) -> None:
    ledger.record(
        "visits.contact_kept",
        chain=contact.partnership.chain,
        by=contact.by,
        about=contact,
        at=contact.recorded_at,
        way=str(contact.way),
        side=str(contact.side),
        happened=contact.at.isoformat(),
        vouched=vouched,
    )


def page(person: Any, *, only: Any = None, after: str = "") -> tuple[list[Contact], str]:
    """The contacts that *person* may see, the newest first, and the place after the last of them
    (empty at the end). Errors: ``NoSuchPlace``."""
    found = Contact.objects.visible_to(person).order_by("-at", "-id")
    if only:
        found = found.filter(partnership=only)
    if after:
        place = Place.read(after)
        found = found.filter(Q(at__lt=place.at) | Q(at=place.at, pk__lt=place.id))
    named = found.select_related("partnership__site__operator", "partnership__service", "by")
    rows = list(named.select_related("line__data_key")[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    last = rows[PAGE - 1]
    return rows[:PAGE], str(Place(last.at, last.pk))


def _refuse_time(happened: datetime, at: datetime) -> None:
    if happened > at:
        raise CannotKeep(_("This lies ahead. A contact is kept once it has happened."), field="ago")
    if happened < at - LATEST:
        raise CannotKeep(_("A contact is kept within two weeks."), field="ago")


def _line(words: str, at: datetime) -> ContactLine | None:
    return ContactLine.keep_text(words, domain="shared", at=at, written_at=at) if words else None
