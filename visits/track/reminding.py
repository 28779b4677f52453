"""Each side is told of a step that it owes, once when its day is near and once when it is over. By
the clock; a run that was missed catches up once: a step whose day has passed meanwhile is told as
overdue, and no more."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from liaison.models import Partnership
from liaison.roles import Side
from visits import steps
from visits.models import TrackReminder
from visits.track import evidence as track_evidence
from visits.track import notices, running
from visits.track.records import Evidence
from visits.track.table import Stand, State

Kind = TrackReminder.Kind
KINDS = {State.OVERDUE: Kind.OVERDUE, State.SOON: Kind.SOON}
# partnership, step, side, what was told, of which day
Told = tuple[Any, str, str, str, date]


def remind_due(*, by: Any, at: datetime) -> int:
    """Every step of which its side is to be told at *at*. Returns how many were told of."""
    on_the_way = running.among(Partnership.objects.all(), at)
    known = _known(on_the_way)
    found = track_evidence.of(on_the_way, at) if on_the_way else {}
    return sum(
        remind(evidence.partnership, by=by, at=at)
        for evidence in found.values()
        if _owed(evidence, known, at)
    )


@ledger.operation
def remind(partnership: Partnership, *, by: Any, at: datetime | None = None) -> int:
    """Those who act for a side are told of the steps it owes in *partnership*, of all that are
    new in one notice each. Returns how many there were."""
    at = at or timezone.now()
    # Two runs at once tell once, and nobody changes the opening day meanwhile.
    partnership.site = steps.lock_site(partnership.site_id)
    if not running.is_asked(partnership, at):
        return 0
    evidence = track_evidence.of([partnership], at)[partnership.pk]
    owed = _owed(evidence, _known([partnership]), at)
    for (side, kind), stands in owed.items():
        rows = TrackReminder.objects.bulk_create(
            TrackReminder(
                partnership=partnership,
                code=stand.step.code,
                side=side,
                kind=kind,
                due_on=stand.due_on,
                at=at,
            )
            for stand in stands
        )
        notices.step_due(partnership, side, rows, at=at)
        ledger.record(
            "visits.step_reminded",
            chain=partnership.chain,
            by=by,
            about=partnership,
            at=at,
            side=side.value,
            kind=str(kind),
            steps=[str(stand.step.code) for stand in stands],
        )
    return sum(map(len, owed.values()))


def _owed(
    evidence: Evidence, known: set[Told], at: datetime
) -> dict[tuple[Side, Kind], list[Stand]]:
    """Of which steps a side is still to be told, and as what."""
    found: dict[tuple[Side, Kind], list[Stand]] = {}
    for stand in track_evidence.stands(evidence, at):
        for side in stand.step.owed if stand.is_gap else ():
            kind = KINDS[stand.state]
            one = (evidence.partnership.pk, stand.step.code, side, kind, stand.due_on)
            if one not in known:
                found.setdefault((side, kind), []).append(stand)
    return found


def _known(partnerships: Iterable[Partnership]) -> set[Told]:
    rows = TrackReminder.objects.filter(partnership__in=[one.pk for one in partnerships])
    return set(rows.values_list("partnership", "code", "side", "kind", "due_on"))
