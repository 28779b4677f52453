"""Which posts sign a version, in which order and by which day: named when it is sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from liaison import reach
from liaison.models import Organisation
from liaison.refusal import Refused
from liaison.roles import BINDING, GRANTS, LEADERS, POLICE_ROLES, SITE_ROLES, Permission, Role, Side
from liaison.templatetags import time_tags
from protocols import clocks, parties
from protocols.models import Protocol, SignatorySlot, Version

USUAL_DAYS = 14
LONGEST_DAYS = 365
# Who signs where the sender names nobody else.
USUAL = {Side.SITE: Role.SITE_MANAGER, Side.POLICE: Role.POLICE_LEADER}


class CannotName(Refused):
    """``field`` is ``sign_by`` or that of an organisation's posts (``field_of``)."""


class Order(TextChoices):
    ANY = "any", gettext_lazy("In any order")
    SITE_FIRST = "site_first", gettext_lazy("The site’s side first")
    POLICE_FIRST = "police_first", gettext_lazy("The police side first")
    LEADERS_LAST = "leaders_last", gettext_lazy("The leaders of both sides last")


@dataclass(frozen=True, slots=True)
class Plan:
    """``posts`` are organisations (by id) and their posts, in the order in which they sign if that
    is ``in_order``; ``sign_by`` is a day at every site, included."""

    posts: Sequence[tuple[UUID, Role]]
    sign_by: date
    in_order: bool = False


def posts(side: Side | None = None) -> list[Role]:
    """The posts that may be named to sign, for one side or for both."""
    roles = {None: SITE_ROLES | POLICE_ROLES, Side.SITE: SITE_ROLES, Side.POLICE: POLICE_ROLES}
    return [role for role in Role if role in GRANTS[Permission.PROTOCOL_SIGN] & roles[side]]


def usual(version: Version, *, at: datetime) -> Plan:
    """One post for each organisation, in any order, within two weeks."""
    named = [(party.pk, USUAL[side]) for party, side in parties.organisations(version.protocol)]
    wished = clocks.day_at(version.protocol, at) + timedelta(days=USUAL_DAYS)
    return Plan(named, min(wished, _last_day(version, at)))


def planned(
    protocol: Protocol, chosen: Mapping[UUID, Iterable[Role]], order: Order, sign_by: date
) -> Plan:
    """The plan that a sender chose: posts for each organisation, and who goes first."""
    named = [
        (side, party.pk, role)
        for party, side in parties.organisations(protocol)
        for role in posts(side)
        if role in chosen[party.pk]
    ]
    if order is Order.LEADERS_LAST:
        named.sort(key=lambda one: one[2] in LEADERS)
    elif order is Order.POLICE_FIRST:
        named.sort(key=lambda one: one[0] is Side.SITE)
    return Plan([(pk, role) for _side, pk, role in named], sign_by, order is not Order.ANY)


def check(version: Version, plan: Plan, *, at: datetime) -> None:
    """Errors: ``CannotName`` for a day that is past or too far, for an organisation that nobody
    would bind, and for a post that nobody holds."""
    _check_day(version, plan.sign_by, at)
    for party, side in parties.organisations(version.protocol):
        _check_posts(version.protocol, party, side, [r for pk, r in plan.posts if pk == party.pk])
        _check_holders(version.protocol, party, side, plan, at)


def open_slots(version: Version, plan: Plan) -> None:
    """A slot for each post of *plan*; the posts are called as in the first language of the text."""
    known = {party.pk: (party, side) for party, side in parties.organisations(version.protocol)}
    with translation.override(version.languages[0]):
        SignatorySlot.objects.bulk_create(
            SignatorySlot(
                version=version,
                organisation=known[pk][0],
                side=known[pk][1],
                role=role,
                post=str(role.label),
                order=order,
            )
            for order, (pk, role) in enumerate(plan.posts, start=1)
        )


def awaited(version: Version) -> list[SignatorySlot]:
    """The slots whose turn it is. One query."""
    waiting = version.slots.filter(signature=None).select_related("organisation")
    return whose_turn(list(waiting), version)


def whose_turn(waiting: list[SignatorySlot], version: Version) -> list[SignatorySlot]:
    """Of the slots that wait, in order: all of them, or the first where there is an order."""
    return waiting[:1] if version.in_order else waiting


def holders(
    protocol: Protocol, organisation_id: UUID, side: Side, roles: Iterable[Role], *, at: datetime
) -> list[Person]:
    """Those whose mandates in one of *roles* at the organisation cover, at *at*, all of its
    partnerships in the protocol; each once."""
    wanted, found = list(roles), []
    for partnership in protocol.covered:
        if partnership.party(side).pk == organisation_id:
            able = [reach.people_as(role, partnership, side, at=at) for role in wanted]
            found.append({person.pk: person for person in chain(*able)})
    everywhere = set.intersection(*map(set, found)) if found else set()
    return [person for pk, person in found[0].items() if pk in everywhere] if found else []


def roles_of(slot: SignatorySlot) -> frozenset[Role]:
    """The posts that may fill the slot."""
    return frozenset({Role(slot.role)}) if slot.role else BINDING


def asked(slots: Iterable[SignatorySlot], protocol: Protocol, *, at: datetime) -> list[Person]:
    """Everybody who may fill one of *slots* at *at*, each once."""
    found = {
        person.pk: person
        for slot in slots
        for person in holders(
            protocol, slot.organisation_id, Side(slot.side), sorted(roles_of(slot)), at=at
        )
    }
    return list(found.values())


def field_of(organisation: Organisation) -> str:
    """What the form calls the posts of *organisation*."""
    return f"posts_{organisation.pk}"


def _check_day(version: Version, sign_by: date, at: datetime) -> None:
    today, last = clocks.day_at(version.protocol, at), _last_day(version, at)
    if sign_by < today:
        said = _("That day has passed. The earliest is %(day)s.") % {
            "day": time_tags.day_in_words(today)
        }
        raise CannotName(said, field="sign_by", nearest=[today])
    if sign_by > last:
        said = _("That is too late. The latest is %(day)s.") % {"day": time_tags.day_in_words(last)}
        raise CannotName(said, field="sign_by", nearest=[last])


def _check_posts(
    protocol: Protocol, party: Organisation, side: Side, named: Sequence[Role]
) -> None:
    binding = [role for role in posts(side) if role in BINDING]
    if not set(named).intersection(binding):
        said = _("For %(organisation)s at least one of these signs: %(posts)s.") % {
            "organisation": party.name,
            "posts": ", ".join(str(role.label) for role in binding),
        }
        raise CannotName(said, field=field_of(party), nearest=binding)
    if len(set(named)) < len(named) or not set(named).issubset(posts(side)):
        raise CannotName(_("Name posts of that side, each once."), field=field_of(party))


def _check_holders(
    protocol: Protocol, party: Organisation, side: Side, plan: Plan, at: datetime
) -> None:
    """Nobody signs twice, so two posts take two people."""
    everybody: set[UUID] = set()
    named = [role for pk, role in plan.posts if pk == party.pk]
    for role in named:
        people = holders(protocol, party.pk, side, [role], at=at)
        if not people:
            said = _("Nobody is %(post)s at %(organisation)s now. Name another post.")
            words = {"post": role.label, "organisation": party.name}
            raise CannotName(said % words, field=field_of(party))
        everybody.update(person.pk for person in people)
    if len(everybody) < len(named):
        said = _("One person holds these posts at %(organisation)s, and nobody signs twice.")
        raise CannotName(said % {"organisation": party.name}, field=field_of(party))


def _last_day(version: Version, at: datetime) -> date:
    """A year from now, or the last day of the text: what is signed later never applies."""
    last = clocks.day_at(version.protocol, at) + timedelta(days=LONGEST_DAYS)
    ends_on = version.ends_on
    return max(min(last, ends_on), clocks.day_at(version.protocol, at)) if ends_on else last
