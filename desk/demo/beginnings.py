"""How it all began: organisations, sites, partnerships, people, in the order of setting up."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.people import ADMINISTRATOR, NEUTRALS, OPERATORS, SERVICES, Part
from desk.demo.places import OFFICE, PARTIES, PLACES, Place
from desk.demo.playing import Story
from liaison import founding, invitations, mandates, setting_up
from liaison.four_eyes import Appointment, Scope
from liaison.invitations import Newcomer
from liaison.models import (
    Confirmation,
    Division,
    Invitation,
    Lifecycle,
    Organisation,
    Partnership,
    Site,
)

DAYS_AGO = 132


def beginnings(company: Company) -> Story:
    """Everything stands the day after; the other stories begin later than that."""
    clock = company.office
    at = yield clock.ago(DAYS_AGO, "09:00")
    _open_the_office(company, at)
    at = yield clock.ago(DAYS_AGO, "10:30")
    _set_up_places(company, at)
    at = yield clock.ago(DAYS_AGO, "13:00")
    for number, parts in enumerate(_by_organisation()):
        _appoint(company, parts, at + number * timedelta(minutes=10))
    at = yield clock.ago(DAYS_AGO - 1, "14:00")
    for part in NEUTRALS:
        _appoint_neutral(company, part, at)


def _open_the_office(company: Company, at: datetime) -> None:
    """The first administrator is named on the server, as the command ``first_admin`` does."""
    portal = Person.system()
    party = PARTIES[0]
    office = setting_up.create_organisation(
        Organisation(
            kind=party.kind,
            name=party.name,
            zone=party.zone,
            country=party.country,
            subdivision=party.subdivision,
        ),
        by=portal,
        at=at,
    )
    company.organisations[OFFICE] = office
    mandate = founding.found_administrator(_newcomer(ADMINISTRATOR), office, by=portal, at=at)
    _open_account(company, ADMINISTRATOR, mandate.person, at)


def _set_up_places(company: Company, at: datetime) -> None:
    admin = company["admin@portal"]
    for party in PARTIES[1:]:
        company.organisations[party.name] = setting_up.create_organisation(
            Organisation(
                kind=party.kind,
                name=party.name,
                zone=party.zone,
                country=party.country,
                subdivision=party.subdivision,
            ),
            divisions=party.divisions,
            by=admin,
            at=at,
        )
    for place in PLACES:
        site = _site(place, company.organisations[place.operator])
        site = setting_up.create_site(site, by=admin, at=at)
        service = company.organisations[place.service]
        company.pairs[place.slug] = setting_up.form_partnership(
            Partnership(site=site, service=service, began_on=service.day_at(at)),
            divisions=[service.divisions.get(name=place.division)],
            by=admin,
            at=at,
        )


def _site(place: Place, operator: Organisation) -> Site:
    return Site(
        slug=place.slug,
        name=place.name,
        operator=operator,
        zone=place.zone,
        lifecycle=Lifecycle.PROPOSED if place.opens_in else Lifecycle.OPERATING,
        local_term_en=place.local_term.en,
        local_term_fr=place.local_term.fr,
        is_mobile=place.is_mobile,
        address=place.address,
        arrival_en=place.arrival.en,
        arrival_fr=place.arrival.fr,
        emergency_number=place.emergency_number,
        complaint_body_en=place.complaint_body.en,
        complaint_body_fr=place.complaint_body.fr,
        complaint_limit_en=place.complaint_limit.en,
        complaint_limit_fr=place.complaint_limit.fr,
    )


def _by_organisation() -> list[list[Part]]:
    names = [party.name for party in PARTIES[1:]]
    parts = (*OPERATORS, *SERVICES)
    return [[part for part in parts if part.organisation == name] for name in names]


def _appoint(company: Company, parts: list[Part], at: datetime) -> None:
    """The administrator names the leader, the leader the second person, and from then on the
    leader gives and the second person confirms."""
    leader, second, *others = parts
    organisation = company.organisations[leader.organisation]
    mandate = founding.found(_newcomer(leader), organisation, by=company["admin@portal"], at=at)
    _open_account(company, leader, mandate.person, at)
    giver = company.people[leader.address]
    for part in (second, *others):
        mandate = mandates.give(_newcomer(part), _appointment(company, part, at), by=giver, at=at)
        if mandate.confirmation == Confirmation.ACCEPTANCE:
            _open_account(company, part, mandate.person, at)
            mandates.confirm(mandate, by=company.people[part.address], at=at)
            continue
        mandates.confirm(mandate, by=company.people[second.address], at=at)
        _open_account(company, part, mandate.person, at)


def _appoint_neutral(company: Company, part: Part, at: datetime) -> None:
    """One side proposes a neutral person, the other side confirms."""
    pair = company.pair(part.scope[0])
    mandate = mandates.give(
        _newcomer(part), _appointment(company, part, at), by=_leader(company, pair.operator), at=at
    )
    mandates.confirm(mandate, by=_leader(company, pair.service), at=at)
    _open_account(company, part, mandate.person, at)


def _leader(company: Company, organisation: Organisation) -> Person:
    """Whom *organisation* began with."""
    parts = (*OPERATORS, *SERVICES)
    first = next(part for part in parts if part.organisation == organisation.name)
    return company.people[first.address]


def _appointment(company: Company, part: Part, at: datetime) -> Appointment:
    organisation = company.organisations[part.organisation]
    return Appointment(
        organisation=organisation,
        role=part.role,
        starts_on=organisation.day_at(at),
        scopes=tuple(_scope(company, name, organisation) for name in part.scope),
    )


def _scope(company: Company, name: str, organisation: Organisation) -> Scope:
    if organisation.kind == Organisation.Kind.NEUTRAL:
        return company.pair(name)
    if name in company.pairs:
        return company.site(name)
    return Division.objects.get(organisation=organisation, name=name)


def _newcomer(part: Part) -> Newcomer:
    return Newcomer(part.address, part.name, part.language)


def _open_account(company: Company, part: Part, person: Person, at: datetime) -> None:
    """The invited person follows the link in the mail."""
    company.people[part.address] = invitations.accept(
        Invitation.objects.open().get(person=person),
        password=company.secret,
        name=part.name,
        language=part.language,
        by=person,
        at=at,
    )
