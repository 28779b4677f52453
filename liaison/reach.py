"""The two queries behind a person's standing, and the other way round: who may."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache, partial
from itertools import islice
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, prefetch_related_objects

from accounts.models import Person
from liaison import access
from liaison.access import Held, Reach, Standing
from liaison.models import Mandate, Organisation, Partnership, Site
from liaison.prepared import Prepared
from liaison.roles import GRANTS, UNSCOPED, Permission, Role, Side


def mandates_of(person: Person, *, at: datetime) -> tuple[Held, ...]:
    """The mandates of *person* that count at *at*. One query."""
    return tuple(held for _person, held in _held(_MANDATES_OF.rows(person.pk), at))


def standing_of(mandates: tuple[Held, ...], *, site_id: UUID | None = None) -> Standing:
    """What *mandates* reach: everywhere, or at one site. One query, however much that is."""
    scoped = [mandate for mandate in mandates if mandate.role not in UNSCOPED]
    if not scoped:
        return Standing(mandates=mandates)
    reaches, sites = _reaches(scoped, _named_rows(scoped) if site_id is None else _AT.rows(site_id))
    return Standing(mandates=mandates, reaches=reaches, sites=sites)


def people_who_may(
    permission: Permission, partnership: Partnership, side: Side | None, *, at: datetime
) -> list[Person]:
    """Those with an open account who hold *permission* over *partnership* at *at*, on one side or
    on both (None)."""
    reach = _reach_of(partnership)
    wanted = {reach.party_of(side)} if side else reach.parties
    found = _current_mandates(
        Q(organisation_id__in=wanted, role__in=GRANTS[permission], person__is_active=True), at
    )
    ids = {person_id for person_id, mandate in found if reach.covered_by(mandate)}
    return _people(ids)


def people_in(organisation: Organisation, permission: Permission, *, at: datetime) -> list[Person]:
    """Those with an open account whose mandate at *organisation* carries *permission* at *at*."""
    wanted = Q(organisation=organisation, role__in=GRANTS[permission], person__is_active=True)
    ids = {person_id for person_id, _held in _current_mandates(wanted, at)}
    return _people(ids)


def people_at(
    site: Site, organisation: Organisation, permission: Permission, *, at: datetime
) -> list[Person]:
    """Those of ``people_in`` whose mandate reaches *site*. Three queries."""
    wanted = Q(organisation=organisation, role__in=GRANTS[permission], person__is_active=True)
    rows = _AT.rows(site.pk)
    ids = {
        person_id for person_id, held in _current_mandates(wanted, at) if _reaches([held], rows)[1]
    }
    return _people(ids)


def people_across(
    permission: Permission,
    partnerships: Iterable[Partnership],
    *,
    without: Organisation,
    at: datetime,
) -> list[Person]:
    """Those who hold *permission* at *at* over one of the *partnerships* (with their parties)
    for a party other than *without*, each once. Three queries, however many there are."""
    partnerships = list(partnerships)
    prefetch_related_objects(partnerships, "divisions")
    reaches = [_reach_of(partnership) for partnership in partnerships]
    others = frozenset().union(*(reach.parties for reach in reaches)) - {without.pk}
    wanted = Q(organisation__in=others, role__in=GRANTS[permission], person__is_active=True)
    found = _current_mandates(wanted, at) if others else []
    ids = {
        person_id for person_id, held in found if any(reach.covered_by(held) for reach in reaches)
    }
    return _people(ids)


def people_as(role: Role, partnership: Partnership, side: Side, *, at: datetime) -> list[Person]:
    """Those with an open account whose mandate as *role* covers *partnership* at *at*."""
    able = speakers([partnership], {side: role}, at=at)
    ids = {person_id for _partnership, _side, person_id in able}
    return _people(ids)


def people_named_as(role: Role, partnership: Partnership, *, at: datetime) -> list[Person]:
    """Those with an open account whose mandate as *role* names *partnership* at *at*, also where
    the role reaches nothing by itself."""
    wanted = Q(role=role, scopes__partnership=partnership, person__is_active=True)
    ids = {person_id for person_id, _held in _current_mandates(wanted, at)}
    return _people(ids)


def speakers(
    partnerships: list[Partnership], roles: Mapping[Side, Role], *, at: datetime
) -> set[tuple[UUID, Side, UUID]]:
    """(partnership, side, person) for everybody with an open account whose mandate as the
    side's role covers the partnership (with its parties) at *at*. Two queries."""
    prefetch_related_objects(partnerships, "divisions")
    parties = {p.site.operator_id for p in partnerships} | {p.service_id for p in partnerships}
    wanted = Q(organisation__in=parties, role__in=roles.values(), person__is_active=True)
    held = _current_mandates(wanted, at) if parties else []
    found = set()
    for partnership in partnerships:
        reach = _reach_of(partnership)
        found |= {
            (reach.id, side, person_id)
            for side, role in roles.items()
            for person_id, mandate in held
            if mandate.role == role
            and mandate.organisation_id == reach.party_of(side)
            and reach.covered_by(mandate)
        }
    return found


def _people(ids: set[UUID]) -> list[Person]:
    """Each once, by name."""
    return list(Person.objects.filter(pk__in=ids).order_by("name", "pk"))


_FIELDS = (
    "id",
    "person_id",
    "role",
    "organisation_id",
    "organisation__zone",
    "starts_on",
    "ends_on",
    "scopes__site_id",
    "scopes__division_id",
    "scopes__partnership_id",
)


def _confirmed(who: Q) -> QuerySet[Any, Any]:
    return Mandate.objects.confirmed().filter(who).order_by().values_list(*_FIELDS)


_MANDATES_OF = Prepared(lambda person_id: _confirmed(Q(person_id=person_id)), UUID)


def _current_mandates(who: Q, at: datetime) -> list[tuple[UUID, Held]]:
    return _held(_confirmed(who), at)


def _held(rows: Iterable[tuple[Any, ...]], at: datetime) -> list[tuple[UUID, Held]]:
    """Whose and which: the mandates that count on their organisation's day of *at*."""
    facts: dict[UUID, tuple[Any, ...]] = {}
    scopes: dict[UUID, list[set[UUID]]] = {}
    for id_, person_id, role, organisation_id, zone, starts_on, ends_on, *named in rows:
        day = at.astimezone(ZoneInfo(zone)).date()
        if starts_on > day or (ends_on and ends_on < day):
            continue
        facts[id_] = (person_id, role, organisation_id)
        for known, one in zip(scopes.setdefault(id_, [set(), set(), set()]), named, strict=True):
            if one is not None:
                known.add(one)
    return [
        (person_id, Held(id_, Role(role), organisation_id, *map(frozenset, scopes[id_])))
        for id_, (person_id, role, organisation_id) in facts.items()
    ]


def _reaches(
    held: list[Held], rows: list[tuple[Any, ...]]
) -> tuple[dict[UUID, Reach], dict[UUID, UUID]]:
    """Every partnership and own site among *rows* that the mandates cover."""
    found: dict[UUID, Reach] = {}
    own: dict[UUID, UUID] = {}
    for site_id, operator_id, reach in _rows(rows):
        if reach and any(map(reach.covered_by, held)):
            found[reach.id] = reach
            own[site_id] = operator_id
        elif any(access.covers_site(h, site_id, operator_id) for h in held):
            own[site_id] = operator_id
    return found, own


def _named_rows(held: list[Held]) -> list[tuple[Any, ...]]:
    """The rows of all sites that *held* may reach, by what its mandates name."""
    named = [
        {h.organisation_id for h in held if h.is_whole_organisation},
        set().union(*(h.site_ids for h in held)),
        set().union(*(h.division_ids for h in held)),
        set().union(*(h.partnership_ids for h in held)),
    ]
    if not any(named):
        return []
    counts = tuple(len(ids) for ids in named)
    values = [id_ for ids in named for id_ in ids]
    if len(values) > _MOST_PREPARED:
        return list(_sites_named(counts, *values))
    return _prepared_sites(counts).rows(*values)


# Few mandates name more; their query is then worked out each time.
_MOST_PREPARED = 8
_SITE_FIELDS = (
    "id",
    "operator_id",
    "name",
    "slug",
    "zone",
    "partnerships__id",
    "partnerships__service_id",
    "partnerships__service__name",
    "partnerships__divisions",
)


@lru_cache(maxsize=256)
def _prepared_sites(counts: tuple[int, ...]) -> Prepared:
    """The query for so many organisations, sites, divisions and partnerships."""
    return Prepared(partial(_sites_named, counts), *[UUID] * sum(counts))


def _sites_named(counts: tuple[int, ...], *ids: UUID) -> QuerySet[Any, Any]:
    rest = iter(ids)
    whole, sites, divisions, partnerships = (list(islice(rest, count)) for count in counts)
    wanted = (
        Q(operator_id__in=whole)
        | Q(pk__in=sites)
        | Q(partnerships__service_id__in=whole)
        | Q(partnerships__divisions__in=divisions)
        | Q(partnerships__in=partnerships)
    )
    matching = Site.objects.filter(wanted).order_by().values("pk")
    rows = Site.objects.filter(pk__in=matching)
    return rows.order_by("name", "partnerships__service__name").values_list(*_SITE_FIELDS)


def _at_site(site_id: UUID) -> QuerySet[Any, Any]:
    rows = Site.objects.filter(pk=site_id).order_by("partnerships__service__name")
    return rows.values_list(*_SITE_FIELDS)


_AT = Prepared(_at_site, UUID)


def _reach_of(partnership: Partnership) -> Reach:
    return Reach(
        id=partnership.pk,
        site_id=partnership.site_id,
        site_name=partnership.site.name,
        site_slug=partnership.site.slug,
        site_zone=partnership.site.zone,
        service_id=partnership.service_id,
        service_name=partnership.service.name,
        operator_id=partnership.site.operator_id,
        division_ids=frozenset(division.pk for division in partnership.divisions.all()),
    )


def _rows(rows: Iterable[tuple[Any, ...]]) -> list[tuple[UUID, UUID, Reach | None]]:
    """One row a partnership (or a site without one), its divisions gathered."""
    facts: dict[UUID, tuple[tuple[Any, ...], set[UUID]]] = {}
    for row in rows:
        _row, divisions = facts.setdefault(row[5] or row[0], (row, set()))
        if row[-1] is not None:
            divisions.add(row[-1])
    return [(row[0], row[1], _reach(row, divisions)) for row, divisions in facts.values()]


def _reach(row: tuple[Any, ...], divisions: set[UUID]) -> Reach | None:
    site_id, operator_id, name, slug, zone, id_, service_id, service_name, _division = row
    if id_ is None:
        return None
    return Reach(
        id=id_,
        site_id=site_id,
        site_name=name,
        site_slug=slug,
        site_zone=zone,
        service_id=service_id,
        service_name=service_name,
        operator_id=operator_id,
        division_ids=frozenset(divisions),
    )
