"""How often a clause met an incident: which clauses speak to it, by what was ticked and its kind.

Only incidents that both sides know of are counted, so both read the same number, and it says
nothing about what one side keeps to itself. Whoever is off a case reads a number without it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count

from incidents import as_seen, bearing, sight
from incidents.grain import TimeGrain
from incidents.models import Incident
from incidents.taxonomy import Precision
from liaison import access, small_numbers
from liaison.roles import Permission
from protocols.entry import SiteState
from protocols.events import TimesMet
from protocols.models import Clause, EntryRow, Version

_OF_THE_ROW = "circumstance", "site_state", "time_grain", "precision", "kind"


@dataclass(frozen=True)
class Spoken:
    """The clauses of some versions, by what they answer: the lasting keys of clauses."""

    rows: dict[tuple[UUID, str, str], UUID] = field(default_factory=dict)
    topics: dict[tuple[UUID, int], tuple[UUID, UUID | None]] = field(default_factory=dict)

    def to(
        self,
        version_id: UUID,
        partnership_id: UUID,
        circumstance: str,
        state: str,
        grain: str,
        precision: str,
        kind: str,
    ) -> set[UUID]:
        """The keys of the clauses that speak to an incident of *kind* there. Where one side
        does not know its hour, those of a row that speak to it whether the site operated or not.
        """
        bears = bearing.of(kind, circumstance)
        states = as_seen.states_then(SiteState(state), TimeGrain(grain), Precision(precision))
        found = set()
        for one in bears.circumstances:
            keys = {self.rows.get((version_id, one.value, each.value)) for each in states}
            found |= keys if len(keys) == 1 else set()
        for topic in bears.topics:
            key, annex = self.topics.get((version_id, topic), (None, None))
            if annex in (None, partnership_id):
                found.add(key)
        return {key for key in found if key}


def spoken(version_ids: Collection[UUID]) -> Spoken:
    """What speaks in these versions. Two queries."""
    rows = EntryRow.objects.filter(version__in=version_ids, clause__isnull=False).order_by()
    topics = Clause.objects.filter(version__in=version_ids).order_by()
    return Spoken(
        {
            (version, circumstance, state): key
            for version, circumstance, state, key in rows.values_list(
                "version_id", "circumstance", "state", "clause__key"
            )
        },
        {
            (version, topic): (key, annex)
            for version, topic, key, annex in topics.values_list(
                "version_id", "topic", "key", "partnership_id"
            )
            if topic is not None
        },
    )


def times(version: Version, person: Any) -> dict[UUID, TimesMet]:
    """How often the clauses of *version* met an incident, where *person* reads protocols. Whoever
    may not see all of these incidents is not told small numbers. Three queries at most."""
    own = access.standing(person)
    readable = own.partnerships_for(Permission.PROTOCOL_READ)
    counted = list(
        Incident.objects.counted()
        .filter(sight.on_case(person.pk, "pk"), in_force__version=version, partnership__in=readable)
        .order_by()
        .values_list("partnership_id", *_OF_THE_ROW)
        .annotate(Count("pk"))
    )
    if not counted:
        return {}
    speaks, met = spoken([version.pk]), Counter[UUID]()
    for partnership_id, *row, number in counted:
        for key in speaks.to(version.pk, partnership_id, *row):
            met[key] += number
    sees_all = {row[0] for row in counted} <= own.partnerships_for(Permission.INCIDENT_SEE_SIDE)
    return {key: _told(number, sees_all) for key, number in met.items()}


def _told(number: int, sees_all: bool) -> TimesMet:
    least = 1 if sees_all else small_numbers.SHARED
    return TimesMet(small_numbers.shown(number, least=least), least)
