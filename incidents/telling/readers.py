"""Who reads what a site is told: whoever speaks for it, primary and backup, and nobody else.

Where nobody is appointed to speak for the site it is its managers, so that nothing is told to
nobody. Whoever stands on the side of the police as well reads none of it.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Person
from incidents import sight
from liaison import access, designation, reach
from liaison.models import Partnership, Site
from liaison.roles import Permission, Side


def sites_of(person: Any, *, at: datetime) -> frozenset[UUID]:
    """The sites of which *person* reads what they are told."""
    own = access.standing(person)
    managed = own.sites_for(Permission.TOLD_READ)
    managed -= {place.site_id for place in sight.on_both_sides(own)}
    if not managed:
        return frozenset()
    speaking = _speaking(managed, at)
    return frozenset(
        site_id
        for site_id in managed
        if site_id not in speaking or person.pk in {one.pk for one in speaking[site_id]}
    )


def of_site(site: Site, *, at: datetime) -> list[Person]:
    """Whoever is told that something came in. Who may not see it after all is not told."""
    speaking = _speaking([site.pk], at).get(site.pk)
    return speaking or reach.people_at(site, site.operator, Permission.TOLD_READ, at=at)


def _speaking(site_ids: Collection[UUID], at: datetime) -> dict[UUID, list[Person]]:
    """Who speaks for each of the sites in one of its partnerships, each once. Four queries."""
    pairs = Partnership.objects.with_parties().filter(site_id__in=site_ids)
    found: dict[UUID, dict[UUID, Person]] = defaultdict(dict)
    for place in designation.standing(pairs, at=at):
        if place.place.side is Side.SITE and place.speaker:
            person = place.speaker.person
            found[place.place.partnership.site_id][person.pk] = person
    return {site_id: list(people.values()) for site_id, people in found.items()}
