"""Who is a party to a version: organisations, sides, the people in charge, who signs for whom."""

from typing import Any
from uuid import UUID

from django.utils import translation

from accounts.models import Person
from liaison import access
from liaison.models import Organisation
from liaison.roles import GRANTS, Permission, Role, Side
from protocols.models import Protocol, SignatorySlot, Version


def organisations(protocol: Protocol) -> list[tuple[Organisation, Side]]:
    """Every party once: the operators by name, then the police services by name."""
    operators = {p.site.operator_id: p.site.operator for p in protocol.covered}
    services = {p.service_id: p.service for p in protocol.covered}
    return [
        (organisation, side)
        for side, parties in ((Side.SITE, operators), (Side.POLICE, services))
        for organisation in sorted(parties.values(), key=lambda one: (one.name, one.pk))
    ]


def people_in_charge(protocol: Protocol) -> list[Person]:
    """Everybody on either side who drafts or signs it now, each once."""
    found = {
        person.pk: person
        for partnership in protocol.covered
        for person in access.people_who_may(Permission.PROTOCOL_DRAFT, partnership)
    }
    return list(found.values())


def sides_of(person: Any, protocol: Protocol) -> frozenset[Side]:
    """The sides at whose organisations *person* holds any current mandate, whatever its reach."""
    own = access.standing(person).organisation_ids
    return frozenset(side for party, side in organisations(protocol) if party.pk in own)


def signing_role(person: Any, protocol: Protocol, organisation_id: UUID) -> Role | None:
    """The role in which *person* may sign for the organisation; None: may not."""
    own = access.standing(person)
    reaches = [own.reaches[p.pk] for p in protocol.covered if p.pk in own.reaches]
    roles = [
        held.role
        for held in own.mandates
        if held.organisation_id == organisation_id
        and held.role in GRANTS[Permission.PROTOCOL_SIGN]
        and any(reach.covered_by(held) for reach in reaches)
    ]
    return min(roles, default=None)


def post_of(person: Any, version: Version, slot: SignatorySlot) -> str:
    """The post in which *person* speaks for the organisation of *slot*, in the first language of
    the text, as it is kept beside their name."""
    role = signing_role(person, version.protocol, slot.organisation_id)
    with translation.override(version.languages[0]):
        return f"{role.label if role else slot.post}, {slot.organisation.name}"


def slot_for(person: Any, version: Version) -> SignatorySlot | None:
    """The first slot of *version* that still waits and that *person* may fill."""
    waiting = version.slots.filter(signature=None).select_related("organisation")
    return next(
        (
            slot
            for slot in waiting
            if signing_role(person, version.protocol, slot.organisation_id) is not None
        ),
        None,
    )
