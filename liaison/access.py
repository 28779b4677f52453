"""May they? One question for pages, buttons and operations, with a reason in the answer.

A person's *standing* is what their current mandates reach. It is worked out in two queries and
remembered for one request only, so that a mandate that ends stops access at once. Whoever is busy
with one site asks for no more than that one (``only_at``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from liaison.roles import FITTING, GRANTS, LISTED_ONLY, UNSCOPED, Permission, Role, Side

if TYPE_CHECKING:
    from liaison.models import Partnership

_remembered: ContextVar["dict[UUID, _Known] | None"] = ContextVar("standing", default=None)
_only: ContextVar[UUID | None] = ContextVar("only_at", default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Truthy when allowed; else ``reason`` is written for the person refused."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True)
class Held:
    """One current mandate, as access sees it. The sets are what it names: all of them empty, it is
    one over the whole organisation, but for roles that reach only what is listed."""

    id: UUID
    role: Role
    organisation_id: UUID
    site_ids: frozenset[UUID]
    division_ids: frozenset[UUID]
    partnership_ids: frozenset[UUID]

    @property
    def is_whole_organisation(self) -> bool:
        named = self.site_ids or self.division_ids or self.partnership_ids
        return not named and self.role not in LISTED_ONLY


class Reach(NamedTuple):
    """A partnership that some mandate of the person covers. (Somebody may reach hundreds, on every
    page: a tuple is made in a tenth of the time of a dataclass.)"""

    id: UUID
    site_id: UUID
    site_name: str
    site_slug: str
    site_zone: str
    service_id: UUID
    service_name: str
    operator_id: UUID
    division_ids: frozenset[UUID]

    def __str__(self) -> str:
        return f"{self.site_name} · {self.service_name}"

    def covered_by(self, held: Held) -> bool:
        """Whether the mandate names it, its site or one of its divisions, or is one over the whole
        of an organisation that is a party to it."""
        if held.role in LISTED_ONLY:
            return self.id in held.partnership_ids
        if held.role in UNSCOPED:
            return False
        if held.organisation_id not in (self.operator_id, self.service_id):
            return False
        return (
            held.is_whole_organisation
            or self.id in held.partnership_ids
            or self.site_id in held.site_ids
            or not self.division_ids.isdisjoint(held.division_ids)
        )

    @property
    def parties(self) -> frozenset[UUID]:
        return frozenset({self.operator_id, self.service_id})

    def party_of(self, side: Side) -> UUID:
        return self.operator_id if side is Side.SITE else self.service_id


@dataclass(frozen=True)
class Standing:
    """What a person's current mandates reach, at one moment."""

    mandates: tuple[Held, ...] = ()
    reaches: dict[UUID, Reach] = field(default_factory=dict)  # by partnership
    sites: dict[UUID, UUID] = field(default_factory=dict)  # site -> its operator

    @cached_property
    def partnership_ids(self) -> frozenset[UUID]:
        return frozenset(self.reaches)

    @cached_property
    def organisation_ids(self) -> frozenset[UUID]:
        return frozenset(held.organisation_id for held in self.mandates)

    @cached_property
    def site_ids(self) -> frozenset[UUID]:
        return frozenset(self.sites)

    def reached_by(self, held: Held) -> tuple[Reach, ...]:
        """The partnerships that one of the mandates covers, worked out once for all who ask."""
        return self._reached[held.id]

    @cached_property
    def _reached(self) -> dict[UUID, tuple[Reach, ...]]:
        return {
            held.id: tuple(reach for reach in self.reaches.values() if reach.covered_by(held))
            for held in self.mandates
        }

    def sites_covered_by(self, held: Held) -> frozenset[UUID]:
        """As ``reached_by``: the sites that it covers itself, whatever partnerships they have."""
        return self._sites_covered[held.id]

    @cached_property
    def _sites_covered(self) -> dict[UUID, frozenset[UUID]]:
        return {
            held.id: frozenset(
                site_id
                for site_id, operator_id in self.sites.items()
                if covers_site(held, site_id, operator_id)
            )
            for held in self.mandates
        }

    def partnerships_for(self, permission: Permission) -> frozenset[UUID]:
        """The partnerships over which one of the person's roles carries *permission*."""
        return self._covered(self._held_for(permission))

    def partnerships_as(self, role: Role) -> frozenset[UUID]:
        """The partnerships that the person's mandates as *role* cover."""
        return self._covered([held for held in self.mandates if held.role is role])

    def partnerships_named_as(self, role: Role) -> frozenset[UUID]:
        """The partnerships that the person's mandates as *role* name, also where the role reaches
        none by itself."""
        return frozenset().union(*(h.partnership_ids for h in self.mandates if h.role is role))

    def sites_for(self, permission: Permission) -> frozenset[UUID]:
        """The sites over which one of the person's roles carries *permission*."""
        held = self._held_for(permission)
        through = {reach.site_id for one in held for reach in self.reached_by(one)}
        return frozenset(through.union(*map(self.sites_covered_by, held)))

    def may_in(self, permission: Permission, partnership_id: UUID) -> bool:
        """As ``partnerships_for``, asked about one."""
        reach = self.reaches.get(partnership_id)
        return reach is not None and any(map(reach.covered_by, self._held_for(permission)))

    def may_at(self, permission: Permission, site_id: UUID) -> bool:
        """As ``sites_for``, asked about one."""
        held, operator_id = self._held_for(permission), self.sites.get(site_id)
        if operator_id and any(covers_site(h, site_id, operator_id) for h in held):
            return True
        here = (reach for reach in self.reaches.values() if reach.site_id == site_id)
        return any(reach.covered_by(h) for reach in here for h in held)

    def sides_of(self, partnership: "Partnership") -> frozenset[Side]:
        """The sides of *partnership* for which the person holds a mandate (two is a conflict)."""
        reach = self.reaches.get(partnership.pk)
        if reach is None:
            return frozenset()
        own = {h.organisation_id for h in self.mandates if reach.covered_by(h)}
        return frozenset(side for side in Side if reach.party_of(side) in own)

    def holds(self, *roles: Role) -> bool:
        """Whether one of the mandates is as one of *roles*, whatever it covers."""
        return any(held.role in roles for held in self.mandates)

    def _covered(self, held: list[Held]) -> frozenset[UUID]:
        return frozenset(reach.id for one in held for reach in self.reached_by(one))

    def _held_for(self, permission: Permission) -> list[Held]:
        return [held for held in self.mandates if held.role in GRANTS[permission]]


def covers_site(held: Held, site_id: UUID, operator_id: UUID) -> bool:
    """Whether the mandate covers a site of *operator_id* itself, whatever partnerships it has."""
    if held.role in UNSCOPED or held.organisation_id != operator_id:
        return False
    return site_id in held.site_ids or held.is_whole_organisation


@contextmanager
def remembering() -> Iterator[None]:
    """Within this block a person's standing is worked out once."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def forget() -> None:
    """Called by every operation that changes a mandate."""
    memory = _remembered.get()
    if memory is not None:
        memory.clear()


@contextmanager
def only_at(site_id: UUID) -> Iterator[None]:
    """Within this block everybody's standing is what they reach at this one site, and no more."""
    token = _only.set(site_id)
    try:
        yield
    finally:
        _only.reset(token)


def standing(person: Any) -> Standing:
    """What *person* reaches now; nothing for somebody inactive or not signed in."""
    return _known(person).standing(_only.get())


def roles_of(person: Any) -> frozenset[Role]:
    """The roles *person* holds now, wherever that may be."""
    return frozenset(held.role for held in _known(person).mandates)


class _Known:
    """What was worked out about one person: their mandates, and what these reach where."""

    def __init__(self, mandates: tuple[Held, ...] = ()) -> None:
        self.mandates = mandates
        self._standings: dict[UUID | None, Standing] = {}

    def standing(self, site_id: UUID | None) -> Standing:
        from liaison import reach

        if site_id not in self._standings:
            self._standings[site_id] = reach.standing_of(self.mandates, site_id=site_id)
        return self._standings[site_id]

    def standing_near(self, site_id: UUID) -> Standing:
        """One that says all about this site: its own, if that is worked out already."""
        return self._standings.get(site_id) or self.standing(_only.get())


def _known(person: Any) -> _Known:
    if not getattr(person, "is_active", False):
        return _Known()
    memory = _remembered.get()
    if memory is not None and person.pk in memory:
        return memory[person.pk]
    from liaison import reach

    found = _Known(reach.mandates_of(person, at=timezone.now()))
    if memory is not None:
        memory[person.pk] = found
    return found


def may(person: Any, permission: Permission, target: Any = None) -> Verdict:
    """Whether *person* may, over *target*: a partnership, a site, an organisation, a list of these
    (over one of them is enough), or anything whose ``access_target`` is one of all that.
    Without a target: whether any mandate carries it.
    The portal itself (``Person.system()``) may everything it does by the clock or by command."""
    if getattr(person, "is_system", False):
        return Verdict(True)
    if not getattr(person, "is_active", False):
        return Verdict(False, _("This account is closed."))
    known = _known(person)
    if _carries(known, permission, target):
        return Verdict(True)
    roles = _roles_told(known, permission, target)
    return Verdict(False, _("This needs: %(roles)s.") % {"roles": roles})


def require(person: Any, permission: Permission, target: Any = None) -> None:
    """Errors: ``PermissionDenied`` with the reason."""
    require_verdict(may(person, permission, target))


def require_verdict(verdict: Verdict) -> None:
    """Errors: ``PermissionDenied`` with the reason."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


def _roles_told(known: _Known, permission: Permission, target: Any) -> str:
    """Who could do it there: for an organisation the roles it has, else those of the reader's
    own side. What only the other side may do names its roles."""
    from liaison.models import Organisation

    if isinstance(target, Organisation):
        there = FITTING[target.kind]
    else:
        own = {held.role for held in known.mandates}
        there = frozenset().union(*(roles for roles in FITTING.values() if roles & own))
    roles = GRANTS[permission] & there or GRANTS[permission]
    return _(" or ").join(sorted(str(role.label) for role in roles))


def people_who_may(
    permission: Permission, partnership: "Partnership", side: Side | None = None
) -> Iterable[Any]:
    """The people who hold *permission* over *partnership* now, on one side or on both."""
    from liaison import reach

    return reach.people_who_may(permission, partnership, side, at=timezone.now())


def _carries(known: _Known, permission: Permission, target: Any) -> bool:
    """Whether one of the mandates carries *permission* over *target*, which is as in ``may``."""
    from liaison.models import Organisation, Partnership, Site

    if isinstance(target, list):
        return any(_carries(known, permission, one) for one in target)
    if isinstance(target, Partnership):
        return known.standing_near(target.site_id).may_in(permission, target.pk)
    if isinstance(target, Site):
        return known.standing_near(target.pk).may_at(permission, target.pk)
    if target is None or isinstance(target, Organisation):
        return any(
            held.role in GRANTS[permission] and (not target or held.organisation_id == target.pk)
            for held in known.mandates
        )
    return _carries(known, permission, target.access_target)
