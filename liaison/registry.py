"""What the administrator sees: organisations, who works with whom, and accounts. No case, no
mandate but the first leader's, nothing that people wrote."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import Person
from liaison import access
from liaison.founding import LEADER_OF
from liaison.models import Invitation, Mandate, Organisation, Partnership, Site
from liaison.roles import Permission

ON_A_PAGE = 50


def organisations_for(person: Any) -> Any:
    """Every organisation, for those who set up; nothing for anybody else."""
    rows = Organisation.objects.order_by("kind", "name")
    return rows if access.may(person, Permission.SETUP_MANAGE) else rows.none()


def sites_for(person: Any) -> Any:
    rows = Site.objects.select_related("operator").order_by("name")
    return rows if access.may(person, Permission.SETUP_MANAGE) else rows.none()


def accounts_for(person: Any) -> Any:
    """Every account but the portal's own, for those who manage accounts."""
    rows = Person.objects.exclude(pk=Person.system().pk)
    return rows if access.may(person, Permission.ACCOUNT_MANAGE) else rows.none()


def partnerships_of(organisation: Organisation) -> list[Partnership]:
    own = Q(site__operator=organisation) | Q(service=organisation)
    return list(Partnership.objects.with_parties().prefetch_related("divisions").filter(own))


def leaders_of(organisation: Organisation) -> list[Mandate]:
    """The standing mandates of its leaders; the administrator sees these and no others."""
    role = LEADER_OF.get(Organisation.Kind(organisation.kind))
    standing = Mandate.objects.confirmed().filter(organisation=organisation, role=role)
    return list(standing.select_related("person", "organisation").order_by("person__name"))


@dataclass(frozen=True, slots=True)
class Account:
    person: Person
    invitation: Invitation | None

    @property
    def state(self) -> str:
        if self.person.is_active:
            return "open"
        if self.person.is_closed:
            return "closed"
        return "invited" if self.invitation else "waiting"


@dataclass(frozen=True, slots=True)
class AccountPage:
    accounts: list[Account]
    older: str


def account_page(person: Any, *, wanted: str = "", after: str = "") -> AccountPage:
    """Accounts by address, a page at a time; *wanted* is part of a name or an address."""
    rows = accounts_for(person).order_by("email")
    if wanted:
        rows = rows.filter(Q(email__icontains=wanted) | Q(name__icontains=wanted))
    if after:
        rows = rows.filter(email__gt=after)
    found = list(rows[: ON_A_PAGE + 1])
    here = found[:ON_A_PAGE]
    open_ones: dict[UUID, Invitation] = {
        one.person_id: one for one in Invitation.objects.open().filter(person__in=here)
    }
    return AccountPage(
        accounts=[Account(one, open_ones.get(one.pk)) for one in here],
        older=here[-1].email if len(found) > ON_A_PAGE else "",
    )
