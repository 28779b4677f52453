"""What each site's people settle once they can: hours, legal basis, who speaks, whom to call."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.beginnings import DAYS_AGO
from desk.demo.company import Company
from desk.demo.places import PLACES, Place
from desk.demo.playing import Story
from liaison import contact_ladder, designation, door_links, opening, site_facts
from liaison.contact_ladder import Rung
from liaison.models import Designation, LegalBasis
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
    return [
        Rung("Person in charge of the shift", f"{place.dial}{number:02}", "Operating hours", True),
        Rung("Keyholder", f"{place.dial}{number + 3:02}", "Outside operating hours", True),
        Rung("Site manager", f"{place.dial}{number + 1:02}", "Working days, 8 to 18"),
        Rung("Director", f"{place.dial}{number + 2:02}", "When the others do not answer"),
    ]


def _police_ladder(place: Place) -> list[Rung]:
    number = 10 * PLACES.index(place) + 5
    return [
        Rung(f"Duty supervisor, {place.division}", f"{place.dial}{number:02}", "Always", True),
        Rung("Liaison officer", f"{place.dial}{number + 1:02}", "Working days, 7 to 17", True),
        Rung("Duty inspector", f"{place.dial}{number + 2:02}", "Nights and weekends"),
    ]
