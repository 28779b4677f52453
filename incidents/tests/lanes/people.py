"""Who reads: the cast, and people whom it lacks."""

from accounts.models import Person
from incidents.recusal import declaring
from incidents.tests.conftest import mandate
from liaison.models import Organisation, Partnership
from liaison.roles import Role
from tests.cast import NOW, SINCE


def _person(part):
    return Person.objects.create(
        email=f"{part.replace('_', '-')}@example.org", name=f"Somebody ({part})", is_active=True
    )


def beside(cast):
    """part -> person: those whom the cast lacks and who need nothing of the case."""
    people = {part: _person(part) for part in ("transit_liaison", "torn")}
    transit = Organisation.objects.create(
        kind=Organisation.Kind.POLICE, name="Transit Police", zone="America/Vancouver"
    )
    Partnership.objects.create(site=cast.site, service=transit, began_on=SINCE)
    mandate(people["transit_liaison"], Role.LIAISON_OFFICER, transit, giver=cast.police_leader)
    mandate(people["torn"], Role.SITE_MANAGER, cast.operator, giver=cast.leader)
    mandate(people["torn"], Role.LIAISON_OFFICER, cast.service, giver=cast.police_leader)
    return people


def off_case(cast, incidents):
    """A manager and a liaison officer who are off each of *incidents* that they would see, and a
    mediator who is not named in it."""
    people = {part: _person(part) for part in ("manager_off", "liaison_off", "other_mediator")}
    mandate(people["manager_off"], Role.SITE_MANAGER, cast.operator, giver=cast.leader)
    mandate(people["liaison_off"], Role.LIAISON_OFFICER, cast.service, giver=cast.police_leader)
    mandate(
        people["other_mediator"],
        Role.MEDIATOR,
        cast.neutral,
        giver=cast.admin,
        partnership=cast.partnership,
    )
    for incident in incidents:
        for part, side in (("manager_off", "site"), ("liaison_off", "police")):
            if incident.released_at or incident.side == side:
                declaring.declare(incident, people[part], by=people[part], at=NOW)
    return people


def of(cast, others):
    """part -> person, for everybody in the table; nobody for who is not signed in."""
    from incidents.tests.lanes.words import EVERYBODY

    return {
        part: None if part == "anonymous" else others.get(part) or getattr(cast, part)
        for part in sorted(EVERYBODY)
    }
