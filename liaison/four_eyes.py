"""Who may give a mandate, and who confirms it.

A mandate is given by a leader or manager of the organisation and confirmed by a second person of
it. Two rules fill the gaps that leaves:

* Neutral people (mediator, observer, auditor) belong to neither side. One side gives their
  mandate for named partnerships, the other side confirms it. Administrators are made on the
  server, by command, and give no mandates at all.
* While nobody but the giver could confirm, the only mandate that can be given is that of a
  second person who may confirm; that one is confirmed by the second person accepting it, and
  says so for good. From then on two people are needed for everything.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from liaison import access, days, reach
from liaison.access import Held, Verdict
from liaison.models import Confirmation, Division, Mandate, Organisation, Partnership, Site
from liaison.refusal import Refused
from liaison.roles import FITTING, GRANTS, LEADERS, Permission, Role

Scope = Site | Division | Partnership


class CannotGive(Refused):
    """The mandate cannot be given as asked for."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a mandate would say. Days are inclusive, in the organisation's zone."""

    organisation: Organisation
    role: Role
    starts_on: date
    ends_on: date | None = None
    scopes: tuple[Scope, ...] = ()

    @property
    def is_neutral(self) -> bool:
        return self.organisation.kind == Organisation.Kind.NEUTRAL

    @property
    def partnerships(self) -> list[Partnership]:
        return [scope for scope in self.scopes if isinstance(scope, Partnership)]


def appointment_of(mandate: Mandate) -> Appointment:
    scopes = [scope.site or scope.division or scope.partnership for scope in mandate.scopes.all()]
    return Appointment(
        organisation=mandate.organisation,
        role=Role(mandate.role),
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        scopes=tuple(scope for scope in scopes if scope),
    )


def check_fit(wanted: Appointment, *, today: date) -> None:
    """Errors: ``CannotGive`` when the role, the places or the days do not fit."""
    if wanted.role not in FITTING[wanted.organisation.kind]:
        raise CannotGive(_("This kind of organisation does not have this role."), field="role")
    if wanted.role is Role.ADMINISTRATOR:
        raise CannotGive(
            _("An administrator is made on the server, by the command first_admin."), field="role"
        )
    if not all(_belongs(scope, wanted) for scope in wanted.scopes):
        raise CannotGive(_("Name only places of this organisation."), field="scopes")
    if wanted.is_neutral and not wanted.scopes:
        raise CannotGive(_("Name the partnerships this is for."), field="scopes")
    if wanted.starts_on < today:
        raise CannotGive(_("A mandate begins today or later."), field="starts_on")
    if wanted.ends_on and wanted.ends_on < wanted.starts_on:
        raise CannotGive(_("The last day lies before the first."), field="ends_on")
    days.refuse_far(wanted.starts_on, CannotGive, field="starts_on")
    days.refuse_far(wanted.ends_on, CannotGive, field="ends_on")


def _belongs(scope: Scope, wanted: Appointment) -> bool:
    if wanted.is_neutral:
        return isinstance(scope, Partnership)
    if isinstance(scope, Site):
        return scope.operator_id == wanted.organisation.pk
    return isinstance(scope, Division) and scope.organisation_id == wanted.organisation.pk


def may_give(person: Any, wanted: Appointment) -> Verdict:
    """Whether *person* may give this mandate, and end it."""
    if getattr(person, "is_system", False):
        return Verdict(True)
    if wanted.is_neutral:
        return _may_give_neutral(person, wanted)
    held = [
        mandate
        for mandate in access.standing(person).mandates
        if mandate.organisation_id == wanted.organisation.pk
        and mandate.role in GRANTS[Permission.MANDATE_GIVE]
    ]
    if not held:
        return access.may(person, Permission.MANDATE_GIVE, wanted.organisation)
    if wanted.role in LEADERS and not any(mandate.role in LEADERS for mandate in held):
        return Verdict(False, _("The mandate of a leader is given by a leader."))
    if not any(_reaches(mandate, wanted.scopes) for mandate in held):
        return Verdict(False, _("Your own mandate names places, and reaches no further."))
    return Verdict(True)


def may_give_some(person: Any, organisation: Organisation) -> Verdict:
    """Whether there is any mandate of *organisation* that *person* may give."""
    if organisation.kind == Organisation.Kind.NEUTRAL:
        return access.may(person, Permission.MANDATE_GIVE)
    return access.may(person, Permission.MANDATE_GIVE, organisation)


def _may_give_neutral(person: Any, wanted: Appointment) -> Verdict:
    if not wanted.partnerships:
        return access.may(person, Permission.MANDATE_GIVE)
    for partnership in wanted.partnerships:
        verdict = access.may(person, Permission.MANDATE_GIVE, partnership)
        if not verdict:
            return verdict
    if len(_own_parties(person, wanted)) != 1:
        return Verdict(False, _("Name partnerships of one organisation that you act for."))
    return Verdict(True)


def _reaches(held: Held, scopes: tuple[Scope, ...]) -> bool:
    named = {scope.pk for scope in scopes}
    places = held.site_ids | held.division_ids
    return held.is_whole_organisation or bool(named and named <= places)


def given_for(person: Any, wanted: Appointment) -> Organisation | None:
    """On whose behalf *person* gives the mandate of a neutral person; None for one's own."""
    if not wanted.is_neutral:
        return None
    own = _own_parties(person, wanted)
    parties = [p.operator for p in wanted.partnerships] + [p.service for p in wanted.partnerships]
    return next((party for party in parties if party.pk in own), None)


def _own_parties(person: Any, wanted: Appointment) -> set[Any]:
    own = access.standing(person).organisation_ids
    return {
        party
        for partnership in wanted.partnerships
        for party in (partnership.site.operator_id, partnership.service_id)
        if party in own
    }


def way_of_confirming(wanted: Appointment, *, of: Person, by: Any, at: datetime) -> Confirmation:
    """How this mandate will be confirmed. Errors: ``CannotGive`` when nobody could."""
    if wanted.is_neutral:
        return Confirmation.OTHER_SIDE
    able = reach.people_in(wanted.organisation, Permission.MANDATE_CONFIRM, at=at)
    if any(person.pk not in (by.pk, of.pk) for person in able):
        return Confirmation.SECOND_PERSON
    if wanted.role not in GRANTS[Permission.MANDATE_CONFIRM]:
        raise CannotGive(
            _(
                "Nobody else of %(organisation)s could confirm it yet. First appoint a second "
                "person who may confirm (%(roles)s); that one mandate is confirmed by the person "
                "accepting it."
            )
            % {"organisation": wanted.organisation, "roles": _roles_that_confirm(wanted)},
            field="role",
        )
    waiting = Mandate.objects.awaiting_confirmation().filter(
        organisation=wanted.organisation, confirmation=Confirmation.ACCEPTANCE
    )
    if waiting.exists():
        raise CannotGive(
            _("Your organisation's second person has not accepted yet. End that mandate first.")
        )
    return Confirmation.ACCEPTANCE


def _roles_that_confirm(wanted: Appointment) -> str:
    roles = FITTING[wanted.organisation.kind] & GRANTS[Permission.MANDATE_CONFIRM]
    return _(" or ").join(sorted(str(role.label) for role in roles))


def may_confirm(person: Any, mandate: Mandate) -> Verdict:
    """Whether it is for *person* to confirm (or decline) *mandate*."""
    if mandate.confirmation == Confirmation.ACCEPTANCE:
        own = person.pk == mandate.person_id
        return Verdict(own, "" if own else _("This mandate waits for the person to accept it."))
    if person.pk == mandate.given_by_id:
        return Verdict(False, _("A second person confirms what you gave."))
    if person.pk == mandate.person_id:
        return Verdict(False, _("Nobody confirms their own mandate."))
    if mandate.confirmation == Confirmation.OTHER_SIDE:
        return _may_confirm_for_the_other_side(person, mandate)
    return access.may(person, Permission.MANDATE_CONFIRM, mandate.organisation)


def _may_confirm_for_the_other_side(person: Any, mandate: Mandate) -> Verdict:
    own = access.standing(person)
    if mandate.given_for_id in own.organisation_ids:
        return Verdict(False, _("Somebody of the other side confirms this."))
    for partnership in appointment_of(mandate).partnerships:
        verdict = access.may(person, Permission.MANDATE_CONFIRM, partnership)
        if not verdict:
            return verdict
    return Verdict(True)


def confirmers(mandate: Mandate, *, at: datetime | None = None) -> list[Person]:
    """The people whose turn it is to confirm *mandate*."""
    at = at or timezone.now()
    if mandate.confirmation == Confirmation.ACCEPTANCE:
        return [mandate.person] if mandate.person.is_active else []
    if mandate.confirmation == Confirmation.OTHER_SIDE:
        able = reach.people_across(
            Permission.MANDATE_CONFIRM,
            appointment_of(mandate).partnerships,
            without=mandate.given_for or mandate.organisation,
            at=at,
        )
    else:
        able = reach.people_in(mandate.organisation, Permission.MANDATE_CONFIRM, at=at)
    return [person for person in able if person.pk not in (mandate.person_id, mandate.given_by_id)]
