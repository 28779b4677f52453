"""What each site's people settle once they can: hours, legal basis, who speaks, whom to call."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.beginnings import DAYS_AGO
from desk.demo.company import Company
from desk.demo.places import PLACES, Place
from desk.demo.playing import Story
from liaison import contact_ladder, designation, door_links, opening, site_facts
from liaison.bilingual import Bilingual
from liaison.contact_ladder import Rung
from liaison.models import Designation, LegalBasis, Lifecycle
from liaison.roles import Side

_RANKS = (Designation.Rank.PRIMARY, Designation.Rank.BACKUP)


def arrangements(company: Company) -> list[Story]:
    return [_of_one(company, place) for place in PLACES]


def _of_one(company: Company, place: Place) -> Story:
    clock = company.clock(place.slug)
    pair, site = company.pairs, place.slug
    at = yield clock.ago(DAYS_AGO - 3, "10:00")
    manager = company.people[place.site_posts[0]]
    opening.set_hours(pair[site].site, place.document, by=manager, at=at)
    _tell_the_basis(company, place, manager, at)
    door_links.issue(pair[site].site, f"{place.division}, roll-call", by=manager, at=at)
    at = yield clock.ago(DAYS_AGO - 3, "11:00")
    _designate(company, place, Side.SITE, place.site_posts, by=manager, at=at)
    contact_ladder.replace(pair[site], Side.SITE, _site_ladder(place), by=manager, at=at)
    if place.opens_in:
        day = clock.today + timedelta(days=place.opens_in)
        ready = Lifecycle.PRE_OPENING
        opening.set_lifecycle(pair[site].site, ready, opens_on=day, by=manager, at=at)
    at = yield clock.ago(DAYS_AGO - 4, "09:30")
    leader = company.people[_chief_of(place)]
    _designate(company, place, Side.POLICE, place.police_posts, by=leader, at=at)
    liaison = company.people[place.police_posts[0]]
    contact_ladder.replace(pair[site], Side.POLICE, _police_ladder(place), by=liaison, at=at)


def _tell_the_basis(company: Company, place: Place, manager: Person, at: datetime) -> None:
    basis, today = place.basis, company.clock(place.slug).today
    site_facts.record_legal_basis(
        LegalBasis(
            site=company.site(place.slug),
            kind=basis.kind,
            authority=basis.authority,
            reference=basis.reference,
            covers=basis.covers,
            does_not_cover=basis.does_not_cover,
            valid_from=today - timedelta(days=basis.began),
            valid_to=today + timedelta(days=basis.ends) if basis.ends else None,
        ),
        by=manager,
        at=at,
    )


def _designate(
    company: Company,
    place: Place,
    side: Side,
    addresses: tuple[str, str],
    *,
    by: Person,
    at: datetime,
) -> None:
    for rank, address in zip(_RANKS, addresses, strict=True):
        person = company.people[address]
        where = designation.Place(company.pair(place.slug), side, rank)
        designation.appoint(where, person, post=person.name, by=by, at=at)


def _chief_of(place: Place) -> str:
    return "chief@" + place.police_posts[0].partition("@")[2]


def _site_ladder(place: Place) -> list[Rung]:
    number = 10 * PLACES.index(place)
    in_charge = Bilingual("Person in charge of the shift", "Responsable du quart")
    keys = Bilingual("Keyholder", "Détenteur des clés")
    manager = Bilingual("Site manager", "Gestionnaire du site")
    director = Bilingual("Director", "Direction")
    operating = Bilingual("Operating hours", "Pendant les heures d’ouverture")
    closed = Bilingual("Outside operating hours", "En dehors des heures d’ouverture")
    working_days = Bilingual("Working days, 8 to 18", "Jours ouvrables, de 8 h à 18 h")
    last = Bilingual("When the others do not answer", "Quand les autres ne répondent pas")
    return [
        Rung(in_charge, f"{place.dial}{number:02}", operating, True),
        Rung(keys, f"{place.dial}{number + 3:02}", closed, True),
        Rung(manager, f"{place.dial}{number + 1:02}", working_days),
        Rung(director, f"{place.dial}{number + 2:02}", last),
    ]


def _police_ladder(place: Place) -> list[Rung]:
    number = 10 * PLACES.index(place) + 5
    supervisor = Bilingual(
        f"Duty supervisor, {place.division}", f"Superviseur de service, {place.division}"
    )
    liaison = Bilingual("Liaison officer", "Agent de liaison")
    inspector = Bilingual("Duty inspector", "Inspecteur de service")
    always = Bilingual("Always", "En tout temps")
    working_days = Bilingual("Working days, 7 to 17", "Jours ouvrables, de 7 h à 17 h")
    nights = Bilingual("Nights and weekends", "Nuits et fins de semaine")
    return [
        Rung(supervisor, f"{place.dial}{number:02}", always, True),
        Rung(liaison, f"{place.dial}{number + 1:02}", working_days, True),
        Rung(inspector, f"{place.dial}{number + 2:02}", nights),
    ]
