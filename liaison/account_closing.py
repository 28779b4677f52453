"""Closing an account, and opening it again. The person's mandates are their organisation's."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Invitation
from liaison.refusal import Refused, Stale
from liaison.roles import Permission


class CannotClose(Refused):
    pass


@ledger.operation
def close(person: Person, *, by: Any, at: datetime | None = None) -> Person:
    """Nobody gets in with this account from the next request on; an open invitation stops
    working. Errors: ``CannotClose`` for one's own account, ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.ACCOUNT_MANAGE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.pk == by.pk:
        raise CannotClose(_("Nobody closes their own account; another administrator can."))
    if person.is_system or person.is_closed:
        raise Stale(_("This account is closed already."))
    Invitation.objects.open().filter(person=person).update(withdrawn_at=at)
    person.is_active = False
    person.save(update_fields=["is_active"])
    access.forget()
    _record("liaison.account_closed", person, by, at)
    return person


@ledger.operation
def reopen(person: Person, *, by: Any, at: datetime | None = None) -> Person:
    """A closed account can be used again, with the password it had. Mandates that its
    organisations did not end in the meantime count again."""
    at = at or timezone.now()
    access.require(by, Permission.ACCOUNT_MANAGE)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.is_system or not person.is_closed:
        raise Stale(_("This account is not closed."))
    person.is_active = True
    person.save(update_fields=["is_active"])
    access.forget()
    _record("liaison.account_reopened", person, by, at)
    return person


def _record(verb: str, person: Person, by: Any, at: datetime) -> None:
    ledger.record(verb, chain=ledger.SYSTEM, vis=ledger.Vis.SYSTEM, by=by, about=person, at=at)
