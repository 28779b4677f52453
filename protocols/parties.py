"""Who is a party to a version: organisations, sides, the people in charge, who signs for whom."""

from collections.abc import Iterable
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from liaison import access
from liaison.access import Standing
from liaison.models import Organisation, Partnership, Site
from liaison.roles import GRANTS, Permission, Role, Side
from protocols.models import Protocol, SignatorySlot, Version

TOO_LITTLE = _(
    "This protocol covers more of your organisation than your mandate does. Ask a leader, or "
    "somebody whose mandate covers all of it, to sign."
)


def organisations(protocol: Protocol) -> list[tuple[Organisation, Side]]:
    """Every party once: the operators by name, then the police services by name."""
    operators = {p.site.operator_id: p.site.operator for p in protocol.covered}
    services = {p.service_id: p.service for p in protocol.covered}
    return [
        (organisation, side)
        for side, parties in ((Side.SITE, operators), (Side.POLICE, services))
        for organisation in sorted(parties.values(), key=lambda one: (one.name, one.pk))
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


def people_in_charge(protocol: Protocol) -> list[Person]:
    """Everybody on either side who drafts or signs it now, each once."""
    return in_charge_of(protocol.covered)


def in_charge_of(partnerships: Iterable[Partnership]) -> list[Person]:
    """Everybody on either side who drafts or signs for one of *partnerships* now, each once."""
    found = {
        person.pk: person
        for partnership in partnerships
        for person in access.people_who_may(Permission.PROTOCOL_DRAFT, partnership)
    }
    return list(found.values())


def sides_of(person: Any, protocol: Protocol) -> frozenset[Side]:
    """The sides at whose organisations *person* holds any current mandate, whatever its reach."""
    own = access.standing(person).organisation_ids
    return frozenset(side for party, side in organisations(protocol) if party.pk in own)


def signing_roles(own: Standing, partnerships: Iterable[Partnership]) -> dict[UUID, Role]:
    """The organisations for which somebody of that standing signs what covers *partnerships*, and
    as what. Who signs binds their organisation wherever it is a party, and reads all that binds
    it: their mandates cover every one of these partnerships, or they do not sign."""
    covered, found = list(partnerships), {}
    for organisation_id in own.organisation_ids:
        held = [
            mandate
            for mandate in own.mandates
            if mandate.organisation_id == organisation_id
            and mandate.role in GRANTS[Permission.PROTOCOL_SIGN]
        ]
        roles = [
            [one.role for one in held if p.pk in own.reaches and own.reaches[p.pk].covered_by(one)]
            for p in covered
            if organisation_id in (p.site.operator_id, p.service_id)
        ]
        if roles and all(roles):
            found[organisation_id] = min(chain(*roles))
    return found


def signing_role(person: Any, protocol: Protocol, organisation_id: UUID) -> Role | None:
    """The role in which *person* may sign for the organisation; None: may not."""
    return signing_roles(access.standing(person), protocol.covered).get(organisation_id)


def reaches_too_little(person: Any, version: Version) -> bool:
    """Whether *person* may sign somewhere, but for less than the protocol covers of each of their
    organisations whose signature is still awaited."""
    own = access.standing(person)
    waiting = set(version.slots.filter(signature=None).values_list("organisation_id", flat=True))
    signs = {m.organisation_id for m in own.mandates if m.role in GRANTS[Permission.PROTOCOL_SIGN]}
    return bool(signs & waiting) and slot_for(person, version) is None


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
