"""The rows behind a mandate, and what each step of it leaves in the ledger.

Every function here runs inside an operation (``liaison.mandates``, ``liaison.founding``) that has
asked whether it may be.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import Person
from audit import ledger
from liaison import access, four_eyes, invitations, notices
from liaison.four_eyes import Appointment
from liaison.models import (
    Confirmation,
    Division,
    Mandate,
    MandateQuerySet,
    MandateScope,
    Organisation,
    Partnership,
    Site,
)
from liaison.roles import Role

_KIND = Organisation.Kind
VIS = {
    _KIND.OPERATOR: ledger.Vis.SITE,
    _KIND.POLICE: ledger.Vis.POLICE,
    _KIND.NEUTRAL: ledger.Vis.SYSTEM,
}


def lock(organisation: Organisation) -> None:
    """One appointment at a time: whether a second person is there is asked under this lock."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def write(
    person: Person,
    wanted: Appointment,
    *,
    way: Confirmation,
    called: str = "",
    by: Any,
    at: datetime,
) -> Mandate:
    """The mandate as it is given, with its places."""
    mandate = Mandate.objects.create(
        person=person,
        organisation=wanted.organisation,
        role=wanted.role,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        called=called,
        given_by=by,
        given_at=at,
        given_for=four_eyes.given_for(by, wanted),
        confirmation=way,
    )
    MandateScope.objects.bulk_create(_scope(mandate, scope) for scope in wanted.scopes)
    return mandate


def _scope(mandate: Mandate, scope: four_eyes.Scope) -> MandateScope:
    if isinstance(scope, Site):
        return MandateScope(mandate=mandate, site=scope)
    if isinstance(scope, Division):
        return MandateScope(mandate=mandate, division=scope)
    return MandateScope(mandate=mandate, partnership=scope)


def standing_ones(person: Person, wanted: Appointment, at: datetime) -> MandateQuerySet:
    """Those of *person* in this role here that have neither ended nor run out."""
    return Mandate.objects.filter(
        person=person, organisation=wanted.organisation, role=wanted.role, ended_at=None
    ).exclude(ends_on__lt=wanted.organisation.day_at(at))


def count_from_now(mandate: Mandate, *, by: Any, at: datetime) -> None:
    """The mandate is confirmed; somebody new is invited now."""
    mandate.confirmed_by, mandate.confirmed_at = by, at
    mandate.save(update_fields=["confirmed_by", "confirmed_at"])
    access.forget()
    invite_if_new(mandate.person, by=by, at=at)
    notices.mandate_confirmed(mandate, touched(mandate), at=at)
    record("liaison.mandate_confirmed", mandate, by=by, at=at)


def close(mandate: Mandate, *, by: Any, at: datetime) -> None:
    mandate.ended_by, mandate.ended_at = by, at
    mandate.save(update_fields=["ended_by", "ended_at"])
    access.forget()
    invitations.withdraw_if_for_nothing(mandate.person, at=at)


def touched(mandate: Mandate) -> list[Partnership]:
    """The partnerships whose other side sees this mandate, with their parties."""
    if mandate.role == Role.ADMINISTRATOR:
        return []
    scopes = list(mandate.scopes.all())
    if mandate.organisation.kind == _KIND.NEUTRAL:
        wanted = Q(pk__in=[scope.partnership_id for scope in scopes])
    else:
        wanted = Q(site__operator=mandate.organisation) | Q(service=mandate.organisation)
        if scopes:
            sites = [scope.site_id for scope in scopes if scope.site_id]
            divisions = [scope.division_id for scope in scopes if scope.division_id]
            wanted &= Q(site__in=sites) | Q(divisions__in=divisions)
    return list(Partnership.objects.with_parties().filter(wanted).distinct())


def record(verb: str, mandate: Mandate, *, by: Any, at: datetime) -> None:
    """In the organisation's own chain, and in that of every partnership whose other side is to
    see it."""
    facts = {
        "role": mandate.role,
        "person": str(mandate.person_id),
        "organisation": str(mandate.organisation_id),
        "from": mandate.starts_on.isoformat(),
        "to": mandate.ends_on.isoformat() if mandate.ends_on else None,
        "confirmation": mandate.confirmation,
    }
    organisation = mandate.organisation
    vis = VIS[_KIND(organisation.kind)]
    ledger.record(verb, chain=organisation.chain, vis=vis, by=by, about=mandate, at=at, **facts)
    chains = [partnership.chain for partnership in touched(mandate)]
    if chains:
        ledger.record(
            verb, chain=chains, vis=ledger.Vis.SHARED, by=by, about=mandate, at=at, **facts
        )


def invite_if_new(person: Person, *, by: Any, at: datetime) -> None:
    if person.awaits_opening:
        invitations.invite(person, by=by, at=at)
