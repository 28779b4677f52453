"""What is counted of encounters between two sides, as patterns are looked for in it: of what was
released, no more than both sides see, and of what is only counted, its week.

No person is asked for: not who logged it, not who was there, no officer and no word.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incidents import clauses_met
from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Incident
from incidents.patterns.finding import Fact
from incidents.presence.weeks import part_of
from incidents.taxonomy import Precision, Severity

# What is serious is talked over by itself; only small things have to recur first.
LOW = (Severity.MINOR, Severity.MODERATE)
_COLUMNS = (
    "pk",
    "listed_at",
    "time_grain",
    "precision",
    "kind",
    "area",
    "place_grain",
    "circumstance",
    "site_state",
    "in_force__version_id",
)


def counts(incident: Incident) -> bool:
    """Whether patterns count an encounter as serious as *incident*."""
    return incident.severity in LOW


def between(
    partnership_id: UUID, zone: ZoneInfo, *, since: datetime, until: datetime
) -> list[Fact]:
    """The encounters of a partnership from *since* to *until*, by the site's clock. One query, and
    two for what the protocols of that time say, where there is any."""
    rows = list(
        Incident.objects.in_patterns()
        .filter(
            partnership_id=partnership_id,
            severity__in=LOW,
            listed_at__gte=since,
            listed_at__lte=until,
        )
        .order_by()
        .values_list(*_COLUMNS)
    )
    speaks = _speaking(version_id for *_others, version_id in rows)
    return [
        Fact(
            id=pk,
            at=at,
            kind=kind,
            area="" if place == PlaceGrain.WHETHER_INSIDE else area,
            part=part_of(at, zone).value if _is_hour_known(time, precision) else "",
            clauses=frozenset(
                speaks.to(version, partnership_id, circumstance, state, time, precision, kind)
                if version
                else ()
            ),
        )
        for pk, at, time, precision, kind, area, place, circumstance, state, version in rows
    ]


def _is_hour_known(grain: str, precision: str) -> bool:
    """To the author, and to the other side too."""
    return grain == TimeGrain.MINUTE and Precision(precision).knows_the_hour


def _speaking(version_ids: Iterable[UUID | None]) -> clauses_met.Spoken:
    known = {one for one in version_ids if one}
    return clauses_met.spoken(known) if known else clauses_met.Spoken()
