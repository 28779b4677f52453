"""Where a person may log an incident, and as which side: read from their standing."""

from collections import defaultdict
from dataclasses import dataclass
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
    acts, pairs = _acts(own)
    told = _told(own, set(acts))
    found = (_place(site_id, told[site_id], acts[site_id], pairs[site_id]) for site_id in acts)
    return sorted((place for place in found if place), key=lambda place: place.name)


def at(site_id: UUID, person: Any) -> Place | None:
    """The one place of ``open_to`` that is this site, if *person* may log there."""
    with access.only_at(site_id):
        return next(iter(open_to(person)), None)


Acts = dict[UUID, set[tuple[Side, UUID]]]


def _acts(own: Standing) -> tuple[Acts, dict[UUID, set[UUID]]]:
    """For each site: on which side and for whom the person acts there, in which partnerships."""
    acts: Acts = defaultdict(set)
    pairs: dict[UUID, set[UUID]] = defaultdict(set)
    for held in own.mandates:
        if held.role not in GRANTS[Permission.INCIDENT_LOG]:
            continue
        act = (Side.SITE if held.role in SITE_ROLES else Side.POLICE, held.organisation_id)
        for reach in own.reached_by(held):
            pairs[reach.site_id].add(reach.id)
            acts[reach.site_id].add(act)
        for site_id, operator_id in own.sites.items():
            if access.covers_site(held, site_id, operator_id):
                acts[site_id].add(act)
    for reach in sight.on_both_sides(own):
        acts.pop(reach.site_id, None)
    return acts, pairs


def _place(
    site_id: UUID, told: Told, acts: set[tuple[Side, UUID]], pairs: set[UUID]
) -> Place | None:
    if len(acts) != 1:
        return None
    [(side, organisation_id)] = acts
    return Place(
        site_id, *told, side, organisation_id, next(iter(pairs)) if len(pairs) == 1 else None
    )


def _told(own: Standing, wanted: set[UUID]) -> dict[UUID, Told]:
    """Name, slug and zone of each site; a query only for sites without a partnership."""
    told: dict[UUID, Told] = {
        reach.site_id: (reach.site_name, reach.site_slug, reach.site_zone)
        for reach in own.reaches.values()
    }
    alone = wanted - set(told)
    if alone:
        rows = Site.objects.filter(pk__in=alone).values_list("pk", "name", "slug", "zone")
        told |= {pk: (name, slug, zone) for pk, name, slug, zone in rows}
    return told
