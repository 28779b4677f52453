"""Who sees which incidents, and which lane of them: the one definition behind every query.

Before its release an incident belongs to the organisation of its author; after it, to both sides
of the partnership. Those in charge see all of their side; site staff see what they logged.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from incidents.taxonomy import Lane
from liaison import access
from liaison.access import Held, Reach, Standing
from liaison.among import Among
from liaison.roles import GRANTS, POLICE_ROLES, SITE_ROLES, Permission, Side

if TYPE_CHECKING:
    from incidents.models import Incident

_AUTHORS = GRANTS[Permission.INCIDENT_SEE]
_IN_CHARGE = GRANTS[Permission.INCIDENT_SEE_SIDE]

# So many places are worth naming to the database; more are most of the table anyway.
_FEW = 20

Places = dict[UUID, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person reaches in incidents.

    ``partnerships`` and ``places`` (organisation -> sites): those they are in charge of.
    ``own`` (organisation -> sites): where they see only what they logged themselves.
    ``as_site`` (sites) and ``as_police`` (partnerships): on which side they stand there.
    ``torn`` (partnerships): on both, in whatever role, so they act for neither and read neither
    lane; ``torn_sites``: theirs, where an incident may have no partnership before its release.
    """

    person_id: UUID
    partnerships: frozenset[UUID]
    places: Places
    own: Places
    as_site: frozenset[UUID]
    as_police: frozenset[UUID]
    torn: frozenset[UUID]
    torn_sites: frozenset[UUID]

    def incidents(self) -> Q:
        """The incidents the person may see."""
        found = Q(Among("partnership_id", self.partnerships), released_at__isnull=False)
        for organisation_id, sites in self.places.items():
            found |= Q(
                Among("site_id", sites), organisation_id=organisation_id, released_at__isnull=True
            )
        for organisation_id, sites in self.own.items():
            found |= Q(
                Among("site_id", sites),
                organisation_id=organisation_id,
                logged_by_id=self.person_id,
            )
        return found & self._within()

    def _within(self) -> Q:
        """What all of these share, said once more: one partnership or one site has an index that
        gives its rows in order, and the database does not see it through the alternatives."""
        if self.as_site and self.as_police:
            return Q()
        name, ids = (
            ("site_id", self.as_site) if self.as_site else ("partnership_id", self.as_police)
        )
        if len(ids) == 1:
            return Q(**{name: next(iter(ids))})
        return Q(Among(name, ids)) if len(ids) <= _FEW else Q()

    def sees(self, incident: "Incident") -> bool:
        """As ``incidents``, asked about one that is at hand."""
        if incident.released_at and incident.partnership_id in self.partnerships:
            return True
        if not incident.released_at and _holds(self.places, incident):
            return True
        return incident.logged_by_id == self.person_id and _holds(self.own, incident)

    def words(self) -> Q:
        """The lanes of statements the person may read, wherever they see the incident."""
        site = Q(Among("incident__site_id", self.as_site), lane=Lane.SITE)
        if self.torn:
            site &= ~Q(incident__partnership_id__in=self.torn)
            site &= ~Q(incident__partnership=None, incident__site_id__in=self.torn_sites)
        police = Q(Among("incident__partnership_id", self.as_police - self.torn), lane=Lane.POLICE)
        return Q(lane=Lane.SHARED) | site | police

    def turn(self) -> Q:
        """Where it is the turn of the side on which the person stands."""
        site = Q(turn=Side.SITE)
        police = Q(turn=Side.POLICE)
        if self.as_police:
            site &= Q(Among("site_id", self.as_site))
        if self.as_site:
            police &= Q(Among("partnership_id", self.as_police))
        sides = (site if self.as_site else Q(pk=None)) | (police if self.as_police else Q(pk=None))
        return sides & self._acts_for_one()

    def _acts_for_one(self) -> Q:
        """Not where the person stands on both sides; said to the database only where there is
        such a place."""
        if not self.torn:
            return Q()
        open_yet = Q(partnership_id=None, site_id__in=self.torn_sites)
        return ~Q(partnership_id__in=self.torn) & ~open_yet

    def side_in(self, incident: "Incident") -> Side | None:
        """The side on which the person stands in an incident they see."""
        return self.side_at(incident.site_id, incident.partnership_id)

    def side_at(self, site_id: UUID, partnership_id: UUID | None) -> Side | None:
        """As ``side_in``, for an incident of which no more is at hand than where it belongs."""
        if partnership_id in self.torn:
            return None
        if partnership_id is None and site_id in self.torn_sites:
            return None
        if partnership_id in self.as_police:
            return Side.POLICE
        return Side.SITE if site_id in self.as_site else None


def of(person: Any) -> Sight:
    """What *person* may see, by their current mandates."""
    own = access.standing(person)
    charge: Places = {}
    logged: Places = {}
    partnerships: set[UUID] = set()
    as_site: set[UUID] = set()
    as_police: set[UUID] = set()
    for held in own.mandates:
        if held.role not in _AUTHORS:
            continue
        reaches, sites = covered(own, held)
        pairs = {reach.id for reach in reaches}
        if held.role in _IN_CHARGE:
            partnerships |= pairs
        _add(charge if held.role in _IN_CHARGE else logged, held.organisation_id, sites)
        if held.role in SITE_ROLES:
            as_site |= sites
        if held.role in POLICE_ROLES:
            as_police |= pairs
    both = on_both_sides(own)
    return Sight(
        person_id=person.pk,
        partnerships=frozenset(partnerships),
        places=charge,
        own=logged,
        as_site=frozenset(as_site),
        as_police=frozenset(as_police),
        torn=frozenset(reach.id for reach in both),
        torn_sites=frozenset(reach.site_id for reach in both),
    )


def on_both_sides(own: Standing) -> list[Reach]:
    """The partnerships that mandates of both parties cover, in whatever role."""
    if len(own.organisation_ids) < 2:
        return []
    return [
        reach
        for reach in own.reaches.values()
        if reach.parties <= {h.organisation_id for h in own.mandates if reach.covered_by(h)}
    ]


def lanes(side: Side | None) -> tuple[Lane, ...]:
    """The lanes that *side* reads; nobody's side reads none."""
    return () if side is None else (Lane.of(side), Lane.SHARED)


def covered(own: Standing, held: Held) -> tuple[list[Reach], set[UUID]]:
    """The partnerships and the sites that one mandate covers."""
    reaches = [reach for reach in own.reaches.values() if reach.covered_by(held)]
    sites = {reach.site_id for reach in reaches}
    sites |= {
        site_id
        for site_id, operator_id in own.sites.items()
        if access.covers_site(held, site_id, operator_id)
    }
    return reaches, sites


def _holds(places: Places, incident: "Incident") -> bool:
    return incident.site_id in places.get(incident.organisation_id, frozenset())


def _add(places: Places, organisation_id: UUID, sites: set[UUID]) -> None:
    if sites:
        places[organisation_id] = places.get(organisation_id, frozenset()) | sites
