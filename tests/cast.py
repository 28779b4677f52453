"""The people in our tests: two partnerships that share nothing, and the neutral roles.

Harbour Street and the Coastal Police Service are where most tests play; Mill Lane and the Inland
Police Service are the others, who must never see anything of it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from allauth.account.models import EmailAddress

from accounts.models import Person
from liaison.models import (
    Confirmation,
    ContactStep,
    Designation,
    Division,
    HoursSet,
    LegalBasis,
    Mandate,
    MandateScope,
    Organisation,
    Partnership,
    Site,
)
from liaison.roles import Role, Side

PASSWORD = "a long plain password"
SINCE = date(2024, 1, 1)
RECORDED = datetime(2024, 1, 1, 8, tzinfo=UTC)
# Tuesday 10:00 in Vancouver, while Harbour Street is open.
NOW = datetime(2025, 2, 4, 18, tzinfo=UTC)

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# 09:00 to 03:00 of the next day: closed from 03:00 to 09:00.
HARBOUR_HOURS = {
    "hours": [{"weekday": day, "opens": "09:00", "closes": "03:00"} for day in DAYS],
    "exceptions": [],
    "buffer_before_minutes": 30,
    "buffer_after_minutes": 45,
    "blackouts": [{"weekday": "tuesday", "from": "04:00", "to": "05:00", "why": "Cleaning"}],
}
MILL_HOURS = {
    "hours": [{"weekday": day, "opens": "10:30", "closes": "22:00"} for day in DAYS[1:6]],
    "exceptions": [],
    "buffer_before_minutes": 30,
    "buffer_after_minutes": 45,
    "blackouts": [],
}


FOUNDING, SECOND_PERSON = Confirmation.FOUNDING, Confirmation.SECOND_PERSON


@dataclass
class Cast:
    """Everybody, by what they do; ``other_...`` belongs to the other partnership."""

    site: Site
    service: Organisation
    division: Division
    partnership: Partnership
    other_site: Site
    other_service: Organisation
    other_partnership: Partnership
    neutral: Organisation
    staff: Person
    manager: Person
    alternate: Person
    leader: Person
    liaison: Person
    backup: Person
    police_leader: Person
    officer: Person
    other_staff: Person
    other_manager: Person
    other_leader: Person
    other_liaison: Person
    other_police_leader: Person
    mediator: Person
    observer: Person
    auditor: Person
    admin: Person
    former: Person
    stranger: Person

    @property
    def operator(self) -> Organisation:
        return self.site.operator


# name in the cast -> (role, organisation, scope)
PARTS = {
    "staff": (Role.SITE_STAFF, "operator", None),
    "manager": (Role.SITE_MANAGER, "operator", "site"),
    "alternate": (Role.SITE_MANAGER, "operator", None),
    "leader": (Role.SITE_LEADER, "operator", None),
    "liaison": (Role.LIAISON_OFFICER, "service", "division"),
    "backup": (Role.LIAISON_OFFICER, "service", None),
    "police_leader": (Role.POLICE_LEADER, "service", None),
    "officer": (Role.FRONTLINE_OFFICER, "service", "division"),
    "other_staff": (Role.SITE_STAFF, "other_operator", None),
    "other_manager": (Role.SITE_MANAGER, "other_operator", None),
    "other_leader": (Role.SITE_LEADER, "other_operator", None),
    "other_liaison": (Role.LIAISON_OFFICER, "other_service", None),
    "other_police_leader": (Role.POLICE_LEADER, "other_service", None),
    "mediator": (Role.MEDIATOR, "neutral", "partnership"),
    "observer": (Role.OBSERVER, "neutral", "partnership"),
    "auditor": (Role.AUDITOR, "neutral", "partnership"),
    "admin": (Role.ADMINISTRATOR, "neutral", None),
    "former": (Role.LIAISON_OFFICER, "service", None),
    "stranger": (None, None, None),
}


def build() -> Cast:
    """The whole cast in the database."""
    places = _places()
    people = _people()
    _mandates(people, places)
    _standing_arrangements(people, places)
    return Cast(
        site=places["site"],
        service=places["service"],
        division=places["division"],
        partnership=places["partnership"],
        other_site=places["other_site"],
        other_service=places["other_service"],
        other_partnership=places["other_partnership"],
        neutral=places["neutral"],
        **people,
    )


def _places() -> dict:
    kinds = Organisation.Kind
    operator, service, other_operator, other_service, neutral = Organisation.objects.bulk_create(
        [
            Organisation(kind=kinds.OPERATOR, name="Harbour Health", zone="America/Vancouver"),
            Organisation(kind=kinds.POLICE, name="Coastal Police", zone="America/Vancouver"),
            Organisation(kind=kinds.OPERATOR, name="Mill Lane Care", zone="America/Toronto"),
            Organisation(kind=kinds.POLICE, name="Inland Police", zone="America/Toronto"),
            Organisation(kind=kinds.NEUTRAL, name="Liaison Office", zone="America/Toronto"),
        ]
    )
    division = Division.objects.create(organisation=service, name="Central Division")
    site, other_site = Site.objects.bulk_create(
        [
            Site(
                slug="harbour-street",
                name="Harbour Street",
                operator=operator,
                zone="America/Vancouver",
                complaint_body_en="Office of the Police Complaint Commissioner",
                complaint_limit_en="one year",
            ),
            Site(
                slug="mill-lane", name="Mill Lane", operator=other_operator, zone="America/Toronto"
            ),
        ]
    )
    partnership, other_partnership = Partnership.objects.bulk_create(
        [
            Partnership(site=site, service=service, began_on=SINCE),
            Partnership(site=other_site, service=other_service, began_on=SINCE),
        ]
    )
    partnership.divisions.add(division)
    return {
        "operator": operator,
        "service": service,
        "other_operator": other_operator,
        "other_service": other_service,
        "neutral": neutral,
        "division": division,
        "site": site,
        "other_site": other_site,
        "partnership": partnership,
        "other_partnership": other_partnership,
    }


def _people() -> dict[str, Person]:
    people = {}
    for part, (role, _organisation, _scope) in PARTS.items():
        prefix = "Other " if part.startswith("other_") else ""
        title = str(role.label) if role else "Nobody's officer"
        people[part] = Person(
            email=f"{part.replace('_', '-')}@example.org",
            name=f"{prefix}{title} ({part})",
            is_active=True,
            joined_at=RECORDED,
        )
        people[part].set_password(PASSWORD)
    Person.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, primary=True, verified=True)
        for person in people.values()
    )
    return people


def _mandates(people: dict[str, Person], places: dict) -> None:
    administrator = people["admin"]
    mandates = {
        part: Mandate(
            person=people[part],
            organisation=places[organisation],
            role=role,
            starts_on=SINCE,
            ends_on=date(2024, 6, 30) if part == "former" else None,
            given_by=people["leader"] if part != "leader" else administrator,
            given_at=RECORDED,
            confirmed_by=administrator if part != "admin" else people["leader"],
            confirmation=FOUNDING if part in ("leader", "admin") else SECOND_PERSON,
            confirmed_at=RECORDED,
        )
        for part, (role, organisation, _scope) in PARTS.items()
        if role
    }
    Mandate.objects.bulk_create(mandates.values())
    MandateScope.objects.bulk_create(
        MandateScope(mandate=mandates[part], **{scope: places[scope]})
        for part, (_role, _organisation, scope) in PARTS.items()
        if scope
    )


def _standing_arrangements(people: dict[str, Person], places: dict) -> None:
    _designate(people, places["partnership"])
    _say_whom_to_call(places["partnership"])
    LegalBasis.objects.create(
        site=places["site"],
        kind=LegalBasis.Kind.EXEMPTION,
        reference="EX-1",
        valid_from=SINCE,
        recorded_at=RECORDED,
        recorded_by=people["manager"],
    )
    HoursSet.objects.bulk_create(
        HoursSet(
            site=site,
            schedule=hours_on_record(site, hours),
            recorded_at=RECORDED,
            recorded_by=people["manager"],
        )
        for site, hours in (
            (places["site"], HARBOUR_HOURS),
            (places["other_site"], MILL_HOURS),
        )
    )


def _designate(people: dict[str, Person], partnership: Partnership) -> None:
    rank = Designation.Rank
    Designation.objects.bulk_create(
        Designation(
            partnership=partnership,
            side=side,
            rank=rank,
            person=people[part],
            post=post,
            starts_on=SINCE,
            made_at=RECORDED,
            made_by=people["leader"],
        )
        for side, rank, part, post in (
            (Side.SITE, rank.PRIMARY, "manager", "Site manager"),
            (Side.SITE, rank.BACKUP, "alternate", "Alternate manager"),
            (Side.POLICE, rank.PRIMARY, "liaison", "Liaison officer, Central Division"),
            (Side.POLICE, rank.BACKUP, "backup", "Backup liaison officer"),
        )
    )


def _say_whom_to_call(partnership: Partnership) -> None:
    ContactStep.objects.bulk_create(
        [
            ContactStep(
                partnership=partnership,
                side=Side.SITE,
                order=1,
                post_en="Person in charge of the shift",
                phone="+1 604 555 0100",
                is_public=True,
            ),
            ContactStep(
                partnership=partnership,
                side=Side.POLICE,
                order=1,
                post_en="On-scene supervisor",
                phone="+1 604 555 0150",
            ),
        ]
    )


def hours_on_record(site: Site, hours: dict) -> dict:
    """*hours* as a statement keeps them: with the zone and the stage of life of that moment."""
    return {**hours, "zone": site.zone, "lifecycle": site.lifecycle}
