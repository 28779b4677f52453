"""Who sees which incidents, and which lane of them: the one definition behind every query.

Before its release an incident belongs to the organisation of its author; after it, to both sides
of the partnership. Those in charge see all of their side; site staff see what they logged.

A mediation is seen by those in charge of both sides, and by its mediator for as long as they are
named. The mediator reads what both sides read, and what was confided to them, from the terms being
signed by all three until the mediation or the assignment ends; never a lane of one side alone.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents.mediation.lifecycle import OPEN
from incidents.taxonomy import CONFIDENTIAL, Lane
from liaison import access
from liaison.access import Held, Reach, Standing
from liaison.among import Among
from liaison.prepared import Prepared
from liaison.roles import GRANTS, POLICE_ROLES, SITE_ROLES, Permission, Role, Side

if TYPE_CHECKING:
    from incidents.models import Incident, Recusal

_AUTHORS = GRANTS[Permission.INCIDENT_SEE]
_IN_CHARGE = GRANTS[Permission.INCIDENT_SEE_SIDE]
# What a side confides to a mediator is read by those who take part for it.
_TAKE_PART = GRANTS[Permission.INCIDENT_HANDLE]

# So many places are worth naming to the database; more are most of the table anyway.
_FEW = 20

Places = dict[UUID, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Named:
    """A mediation for which the person is named as mediator. ``hears``: its terms are signed."""

    assignment_id: UUID
    case_id: UUID
    incident_id: UUID
    hears: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person reaches in incidents, apart from the cases they are off (``Recusal``).

    ``partnerships`` and ``places`` (organisation -> sites): those they are in charge of.
    ``own`` (organisation -> sites): where they see only what they logged themselves.
    ``as_site`` (sites) and ``as_police`` (partnerships): on which side they stand there.
    ``torn`` (partnerships): on both, in whatever role, so they act for neither and read neither
    lane; ``torn_sites``: theirs, where an incident may have no partnership before its release.
    ``confides`` (partnerships): where they take part in mediations for their side.
    ``named``: the mediations for which they are the mediator.
    """

    person_id: UUID
    partnerships: frozenset[UUID]
    places: Places
    own: Places
    as_site: frozenset[UUID]
    as_police: frozenset[UUID]
    torn: frozenset[UUID]
    torn_sites: frozenset[UUID]
    confides: frozenset[UUID]
    named: tuple[Named, ...] = ()

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
        found &= self._within()
        if self.heard:
            found |= Q(pk__in=self.heard)
        return found & self._on_case("pk")

    def mediations(self) -> Q:
        """The mediations the person may see."""
        found = Q(Among("incident__partnership_id", self.partnerships - self.torn)) | Q(
            pk__in=[named.case_id for named in self.named]
        )
        return found & self._on_case("incident_id")

    def matters(self) -> Q:
        """The critical matters of which the person learns that they exist, or that are theirs."""
        there = Q(Among("partnership_id", self.partnerships - self.torn))
        return there & self._on_case("incident_id")

    @property
    def heard(self) -> frozenset[UUID]:
        """The incidents that the person hears as their mediator."""
        return frozenset(named.incident_id for named in self.named if named.hears)

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
        """As ``incidents``, asked about one that is at hand: where the person reaches it, one
        query says whether they are off it."""
        return self.reaches(incident) and not _OFF_ONE.rows(self.person_id, incident.pk)

    def reaches(self, incident: "Incident") -> bool:
        """As ``sees``, whether or not they are off it."""
        if incident.released_at and incident.partnership_id in self.partnerships:
            return True
        if not incident.released_at and _holds(self.places, incident):
            return True
        if incident.pk in self.heard:
            return True
        return incident.logged_by_id == self.person_id and _holds(self.own, incident)

    def _on_case(self, incident: str) -> Q:
        return on_case(self.person_id, incident)

    def words(self) -> Q:
        """The lanes of statements the person may read, wherever they see the incident."""
        return self._shared_words() | self._own_lanes() | self._confided()

    def files(self) -> Q:
        """As ``words``, of attachments. A mediator sees those that both sides see."""
        return Q(lane=Lane.SHARED) | self._own_lanes()

    def _own_lanes(self) -> Q:
        """What one side reads alone, on each side on which the person stands."""
        site = Q(Among("incident__site_id", self.as_site), lane=Lane.SITE)
        if self.torn:
            site &= ~Q(incident__partnership_id__in=self.torn)
            site &= ~Q(incident__partnership=None, incident__site_id__in=self.torn_sites)
        police = Q(Among("incident__partnership_id", self.as_police - self.torn), lane=Lane.POLICE)
        return site | police

    def _shared_words(self) -> Q:
        """What both sides read; a badge or fleet number is not for the mediator."""
        shared = Q(lane=Lane.SHARED)
        return shared & ~Q(incident_id__in=self.heard, kind="restricted") if self.heard else shared

    def _confided(self) -> Q:
        """What passes between the person's own side and a mediator, or was confided to them."""
        at_site, of_police = self.confides - self.as_police, self.confides & self.as_police
        found = Q(Among("incident__partnership_id", at_site - self.torn), lane=Lane.SITE_MEDIATOR)
        found |= Q(
            Among("incident__partnership_id", of_police - self.torn), lane=Lane.POLICE_MEDIATOR
        )
        hears = [named.assignment_id for named in self.named if named.hears]
        return found | Q(assignment__in=hears, lane__in=CONFIDENTIAL) if hears else found

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


def on_case(person_id: UUID, incident: str) -> Q:
    """Not where the person is off the case; *incident*: the name of its id in the row. Said to
    the database, which holds few of these, so that nobody asks for them beforehand."""
    return ~Q(Exists(off(person_id).filter(incident=OuterRef(incident))))


def off(person_id: UUID) -> "QuerySet[Recusal]":
    """The cases that the person is off now."""
    from incidents.models import Recusal

    return Recusal.objects.current().filter(person=person_id).order_by()


def _off_one(person_id: UUID, incident_id: UUID) -> "QuerySet[Any, Any]":
    return off(person_id).filter(incident=incident_id).values_list("pk")[:1]


_OFF_ONE = Prepared(_off_one, UUID, UUID)


def of(person: Any) -> Sight:
    """What *person* may see, by their current mandates."""
    own = access.standing(person)
    charge: Places = {}
    logged: Places = {}
    partnerships: set[UUID] = set()
    as_site: set[UUID] = set()
    as_police: set[UUID] = set()
    confides: set[UUID] = set()
    for held in own.mandates:
        if held.role not in _AUTHORS:
            continue
        reaches, sites = covered(own, held)
        pairs = {reach.id for reach in reaches}
        if held.role in _IN_CHARGE:
            partnerships |= pairs
        if held.role in _TAKE_PART:
            confides |= pairs
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
        confides=frozenset(confides),
        named=_named(person, own),
    )


def now(person: Any) -> Sight:
    """As ``of``, read again: under a lock for which somebody waited, and with it their standing."""
    access.forget()
    return of(person)


def _named(person: Any, own: Standing) -> tuple[Named, ...]:
    """The mediations of *person* where their mandate as mediator still names the partnership, and
    they have not come to stand on a side of it."""
    listed = own.partnerships_named_as(Role.MEDIATOR)
    listed -= {one.id for one in own.reaches.values() if one.parties & own.organisation_ids}
    if not listed:
        return ()
    from incidents.models import MediatorAssignment

    rows = MediatorAssignment.objects.current().filter(
        mediator=person, case__incident__partnership__in=listed
    )
    fields = ("pk", "case_id", "case__incident_id", "case__stage")
    return tuple(
        Named(pk, case_id, incident_id, stage in OPEN)
        for pk, case_id, incident_id, stage in rows.values_list(*fields)
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
    reaches = list(own.reached_by(held))
    return reaches, {reach.site_id for reach in reaches} | own.sites_covered_by(held)


def _holds(places: Places, incident: "Incident") -> bool:
    return incident.site_id in places.get(incident.organisation_id, frozenset())


def _add(places: Places, organisation_id: UUID, sites: set[UUID]) -> None:
    if sites:
        places[organisation_id] = places.get(organisation_id, frozenset()) | sites
