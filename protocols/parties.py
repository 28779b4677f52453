"""Who is a party to a version: organisations, sides, the people in charge."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.models import Person
from liaison import access
from liaison.models import Organisation, Partnership, Site
from liaison.roles import Permission, Side
from protocols.models import Protocol


def organisations(protocol: Protocol) -> list[tuple[Organisation, Side]]:
    """Every party once: the operators by name, then the police services by name."""
    operators = {p.site.operator_id: p.site.operator for p in protocol.covered}
    services = {p.service_id: p.service for p in protocol.covered}
    return [
        (organisation, side)
        for side, parties in ((Side.SITE, operators), (Side.POLICE, services))
        for organisation in sorted(parties.values(), key=lambda one: (one.name, one.pk))
    ]


def names(protocol: Protocol) -> list[str]:
    """Every party once, as ``organisations`` orders them."""
    return [organisation.name for organisation, _side in organisations(protocol)]


def of_all(protocol: Protocol) -> list[Organisation]:
    """Those that are party to everything it covers, and so read every annex."""
    covered = protocol.covered
    return [
        organisation
        for organisation, _side in organisations(protocol)
        if all(organisation.pk in (p.site.operator_id, p.service_id) for p in covered)
    ]


def groups(partnerships: Iterable[Partnership]) -> list[list[Partnership]]:
    """Those of *partnerships* that each organisation is party to."""
    found: dict[UUID, list[Partnership]] = {}
    for partnership in partnerships:
        for party in (partnership.site.operator_id, partnership.service_id):
            found.setdefault(party, []).append(partnership)
    return list(found.values())


def hold_sites(protocol: Protocol) -> None:
    """The sites it covers, locked until the end of the transaction: whatever changes what is in
    force there waits."""
    ids = {partnership.site_id for partnership in protocol.covered}
    list(Site.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def people_in_charge(protocol: Protocol, side: Side | None = None) -> list[Person]:
    """Everybody on *side*, or on either, who drafts or signs it now, each once."""
    return in_charge_of(protocol.covered, side)


def in_charge_of(partnerships: Iterable[Partnership], side: Side | None = None) -> list[Person]:
    """Everybody on *side*, or on either, who drafts or signs for one of *partnerships* now, each
    once."""
    found = {
        person.pk: person
        for partnership in partnerships
        for person in access.people_who_may(Permission.PROTOCOL_DRAFT, partnership, side)
    }
    return list(found.values())


def sides_of(person: Any, protocol: Protocol) -> frozenset[Side]:
    """The sides at whose organisations *person* holds any current mandate, whatever its reach."""
    own = access.standing(person).organisation_ids
    return frozenset(side for party, side in organisations(protocol) if party.pk in own)
