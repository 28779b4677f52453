"""Where a person may log an incident, and as which side: read from their standing."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from incidents import sight
from liaison import access
from liaison.access import Standing
from liaison.models import Site
from liaison.roles import GRANTS, SITE_ROLES, Permission, Side

Told = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A site as an author sees it. ``partnership_id`` is None while there are several (or none):
    it is then chosen when the incident is released."""

    site_id: UUID
    name: str
    slug: str
    zone: str
    side: Side
    organisation_id: UUID
    partnership_id: UUID | None


def open_to(person: Any) -> list[Place]:
    """Every site where *person* may log, by name. Somebody who holds mandates on both sides of a
    site may not log there."""
    own = access.standing(person)
    found = _found(own)
    alone = [site_id for site_id, one in found.items() if one.told is None]
    told = _told(alone) if alone else {}
    places = (_place(site_id, one.told or told[site_id], one) for site_id, one in found.items())
    return sorted(filter(None, places), key=lambda place: place.name)


def at(site_id: UUID, person: Any) -> Place | None:
    """The one place of ``open_to`` that is this site, if *person* may log there."""
    with access.only_at(site_id):
        return next(iter(open_to(person)), None)


@dataclass(slots=True)
class _Found:
    """A site where somebody may log: on which side and for whom they act there, and in which
    partnerships, each once. ``told`` is there where it has a partnership."""

    told: Told | None = None
    acts: list[tuple[Side, UUID]] = field(default_factory=list)
    pairs: list[UUID] = field(default_factory=list)


def _found(own: Standing) -> dict[UUID, _Found]:
    found: dict[UUID, _Found] = defaultdict(_Found)
    for held in own.mandates:
        if held.role not in GRANTS[Permission.INCIDENT_LOG]:
            continue
        act = (Side.SITE if held.role in SITE_ROLES else Side.POLICE, held.organisation_id)
        for reach in own.reached_by(held):
            one = found[reach.site_id]
            one.told = (reach.site_name, reach.site_slug, reach.site_zone)
            _add(one.acts, act)
            _add(one.pairs, reach.id)
        for site_id in own.sites_covered_by(held):
            _add(found[site_id].acts, act)
    for reach in sight.on_both_sides(own):
        found.pop(reach.site_id, None)
    return found


def _add(known: list[Any], one: Any) -> None:
    if one not in known:
        known.append(one)


def _place(site_id: UUID, told: Told, found: _Found) -> Place | None:
    if len(found.acts) != 1:
        return None
    [(side, organisation_id)] = found.acts
    pair = found.pairs[0] if len(found.pairs) == 1 else None
    return Place(site_id, *told, side, organisation_id, pair)


def _told(alone: list[UUID]) -> dict[UUID, Told]:
    """Name, slug and zone of sites without a partnership."""
    rows = Site.objects.filter(pk__in=alone).values_list("pk", "name", "slug", "zone")
    return {pk: (name, slug, zone) for pk, name, slug, zone in rows}
