"""How many officers know what a version asks, by division. Counts only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, prefetch_related_objects

from liaison.models import Division, Organisation, Partnership
from protocols.briefing import Unit
from protocols.models import Acknowledgement, BriefingSetAside, InForce, RollCall, Version
from protocols.models.briefing import applies_or_will

# Leave, courses and sick days: from here on nobody is reminded any more.
ENOUGH = 80  # per cent of the officers of each division

# A version and a service that has to know it.
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Line:
    """One division. ``officers`` is how many it has, as its last roll-call said; None: nobody
    has said it yet."""

    unit: Unit
    briefed: int
    officers: int | None

    @property
    def per_cent(self) -> int | None:
        """Rounded down; never more than a hundred, for people come and go."""
        return min(100, self.briefed * 100 // self.officers) if self.officers else None

    @property
    def is_enough(self) -> bool:
        return self.per_cent is not None and self.per_cent >= ENOUGH


@dataclass(frozen=True, slots=True)
class Briefed:
    """One service and one version: every division, and whether reminders were put aside."""

    version: Version
    service: Organisation
    starts: datetime
    lines: tuple[Line, ...]
    is_set_aside: bool

    @property
    def is_enough(self) -> bool:
        return all(line.is_enough for line in self.lines)

    @property
    def is_owed(self) -> bool:
        return not (self.is_enough or self.is_set_aside)

    @property
    def briefed(self) -> int:
        return sum(line.briefed for line in self.lines)


def of(partnerships: Iterable[Partnership], at: datetime) -> list[Briefed]:
    """What the services of *partnerships* (with their parties) have to know at *at*, the version
    that begins first on top. Seven queries, however many there are."""
    partnerships = list(partnerships)
    rows = _applying(partnerships, at)
    by_id = {partnership.pk: partnership for partnership in partnerships}
    units = _units(partnerships)
    told = _officers({unit.service.pk for one in units.values() for unit in one})
    counts = _counts({row.version_id for row in rows})
    aside = _set_aside({row.version_id for row in rows})
    found: dict[Pair, Briefed] = {}
    for row in rows:
        service = by_id[row.partnership_id].service
        pair = (row.version_id, service.pk)
        former = found.get(pair)
        # A version about several sites of one service is briefed once, in all their divisions.
        known = {line.unit.key: line for line in former.lines} if former else {}
        for unit in units[row.partnership_id]:
            known[unit.key] = Line(
                unit, counts.get((row.version_id, unit.key), 0), told.get(unit.key)
            )
        found[pair] = Briefed(
            version=row.version,
            service=service,
            starts=min(former.starts, row.starts) if former else row.starts,
            lines=tuple(sorted(known.values(), key=lambda line: line.unit.name)),
            is_set_aside=pair in aside,
        )
    return sorted(found.values(), key=lambda one: (one.starts, one.service.name))


def units_of(partnerships: Iterable[Partnership]) -> list[Unit]:
    """Who can stand at a roll-call for *partnerships*, each once, by name."""
    found = {unit.key: unit for units in _units(list(partnerships)).values() for unit in units}
    return sorted(found.values(), key=lambda unit: unit.name)


def _applying(partnerships: list[Partnership], at: datetime) -> list[InForce]:
    rows = InForce.objects.filter(applies_or_will(at)).covering(partnerships)
    return list(rows.select_related("version__protocol").order_by("starts"))


def _units(partnerships: list[Partnership]) -> dict[UUID, list[Unit]]:
    """By partnership: the divisions around the site, else all of the service, else the service."""
    prefetch_related_objects(partnerships, "divisions")
    all_of: dict[UUID, list[Division]] = defaultdict(list)
    for division in Division.objects.filter(organisation__in={p.service_id for p in partnerships}):
        all_of[division.organisation_id].append(division)
    found: dict[UUID, list[Unit]] = {}
    for partnership in partnerships:
        divisions = list(partnership.divisions.all()) or all_of[partnership.service_id]
        units = [Unit(partnership.service, division) for division in divisions]
        found[partnership.pk] = units or [Unit(partnership.service)]
    return found


def _officers(services: set[UUID]) -> dict[str, int]:
    """How many officers each unit has, as the last roll-call of any version says."""
    rows = RollCall.objects.filter(service__in=services).order_by("issued_at", "pk")
    found = rows.values_list("division_id", "service_id", "officers")
    return {str(division or service): officers for division, service, officers in found}


def _counts(versions: set[UUID]) -> dict[tuple[UUID, str], int]:
    rows = (
        Acknowledgement.objects.counted()
        .filter(version__in=versions)
        .order_by()
        .values_list("version_id", "roll_call__division_id", "roll_call__service_id")
        .annotate(officers=Count("pk"))
    )
    return {
        (version, str(division or service)): officers
        for version, division, service, officers in rows
    }


def _set_aside(versions: set[UUID]) -> set[Pair]:
    rows = BriefingSetAside.objects.filter(version__in=versions)
    return set(rows.values_list("version_id", "service_id"))
