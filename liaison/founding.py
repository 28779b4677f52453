"""How an organisation begins: with one person, who appoints everybody else.

The administrator names the first leader of a site operator or a police service. The first
administrator is named by command on the server. Both are said to be so in the mandate.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access, invitations, mandate_record
from liaison.four_eyes import Appointment, CannotGive
from liaison.invitations import Newcomer
from liaison.models import Confirmation, Mandate, Organisation
from liaison.roles import Permission, Role

_KIND = Organisation.Kind
LEADER_OF = {_KIND.OPERATOR: Role.SITE_LEADER, _KIND.POLICE: Role.POLICE_LEADER}


@ledger.operation
def found(
    to: Person | Newcomer, organisation: Organisation, *, by: Any, at: datetime | None = None
) -> Mandate:
    """The leader an organisation begins with: counts at once, and only while the organisation
    has no leader with an open account. One who never came, or whose account was closed, is
    replaced. Errors: ``CannotGive``, ``CannotInvite``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    mandate_record.lock(organisation)
    role = LEADER_OF.get(_KIND(organisation.kind))
    if role is None:
        raise CannotGive(_("A neutral body has no leader."))
    _clear_the_way(organisation, by=by, at=at)
    person = invitations.account_of(to)
    invitations.check_not_closed(person)
    if person.pk == by.pk:
        raise CannotGive(_("Nobody gives a mandate to themselves."), field="email")
    return _begin(person, Appointment(organisation, role, organisation.day_at(at)), by, at)


@ledger.operation
def found_administrator(
    to: Person | Newcomer, organisation: Organisation, *, by: Any, at: datetime | None = None
) -> Mandate:
    """An administrator, by command on the server only (*by* is the portal itself). Somebody who
    is one already is invited again if they have not come yet."""
    at = at or timezone.now()
    if not getattr(by, "is_system", False):
        raise PermissionDenied(_("An administrator is made on the server, by command."))
    mandate_record.lock(organisation)
    person = invitations.account_of(to)
    invitations.check_not_closed(person)
    wanted = Appointment(organisation, Role.ADMINISTRATOR, organisation.day_at(at))
    standing = mandate_record.standing_ones(person, wanted, at).first()
    if standing is None:
        return _begin(person, wanted, by, at)
    mandate_record.invite_if_new(person, by=by, at=at)
    return standing


def is_led(organisation: Organisation, *, at: datetime) -> bool:
    """Whether somebody with an open account leads *organisation* at *at*, or will."""
    return any(mandate.person.is_active for mandate in _leaders(organisation, at))


def _leaders(organisation: Organisation, at: datetime) -> QuerySet[Mandate]:
    role = LEADER_OF.get(_KIND(organisation.kind))
    leaders = Mandate.objects.filter(organisation=organisation, role=role, ended_at=None)
    standing = leaders.exclude(ends_on__lt=organisation.day_at(at))
    return standing.select_related("person", "organisation")


def _clear_the_way(organisation: Organisation, *, by: Any, at: datetime) -> None:
    for mandate in _leaders(organisation, at).select_for_update(of=("self",)):
        if mandate.person.is_active:
            raise CannotGive(
                _("This organisation has a leader, who appoints everybody else."), field="email"
            )
        mandate_record.close(mandate, by=by, at=at)
        mandate_record.record("liaison.mandate_ended", mandate, by=by, at=at)


def _begin(person: Person, wanted: Appointment, by: Any, at: datetime) -> Mandate:
    mandate = mandate_record.write(person, wanted, way=Confirmation.FOUNDING, by=by, at=at)
    mandate_record.record("liaison.mandate_given", mandate, by=by, at=at)
    mandate_record.count_from_now(mandate, by=by, at=at)
    return mandate
