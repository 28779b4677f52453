"""What recurs opens a talk between the two sides: when an incident is shown, and by the clock."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max

from accounts.models import Person
from audit import ledger
from incidents.models import Incident, Pattern
from incidents.patterns import facts, finding, notices
from incidents.patterns.finding import LEAST, Cell, Found, Rule
from incidents.patterns.lifecycle import Stage
from liaison.models import Partnership
from protocols.models import Clause

# What was shown later than this after it happened is history, and no talk begins with it.
LOOKED_BACK = timedelta(days=90)


@ledger.operation
def look(partnership: Partnership, *, by: Person, at: datetime) -> list[Pattern]:
    """Open a talk about each pattern between the two sides at *at*, where none is open yet.

    Two who look at once open it once: the database keeps one open talk for a cell, and whoever
    comes second opens nothing and tells nobody.
    """
    talked = _talked(partnership)
    since = at - LOOKED_BACK
    known = facts.between(partnership.pk, partnership.site.tz, since=since, until=at)
    if len(known) < LEAST:
        return []
    clauses = _clauses(partnership, known)
    wanted = [
        _pattern(partnership, one, clauses, at)
        for one in finding.found(known, talked)
        if one.cell.rule is Rule.KIND or one.cell.clause in clauses
    ]
    opened = _opened(wanted)
    for pattern in opened:
        notices.opened(pattern, at=at)
        ledger.record(
            "incidents.pattern_opened",
            chain=partnership.chain,
            by=by,
            about=pattern,
            at=at,
            rule=str(pattern.rule),
            number=pattern.number,
        )
    return opened


def look_around(incident: Incident, *, at: datetime) -> None:
    """*incident* has just been released, or counted: perhaps it makes a pattern."""
    look(incident.pair, by=Person.system(), at=at)


def look_everywhere(*, by: Person, at: datetime) -> int:
    """Look wherever enough happened of late, each partnership by itself; how many were opened."""
    recent = Incident.objects.in_patterns().filter(
        severity__in=facts.LOW, listed_at__gte=at - LOOKED_BACK, listed_at__lte=at
    )
    counted = recent.order_by().values("partnership").annotate(number=Count("pk"))
    busy = counted.filter(number__gte=LEAST).values("partnership")
    found = Partnership.objects.filter(pk__in=busy).select_related("site").order_by("pk")
    return sum(len(look(partnership, by=by, at=at)) for partnership in found)


def _talked(partnership: Partnership) -> dict[str, datetime]:
    """When each cell was talked over last."""
    closed = partnership.patterns.filter(stage=Stage.CLOSED).order_by()
    return dict(closed.values_list("cell").annotate(Max("closed_at")))


def _clauses(partnership: Partnership, known: Iterable[finding.Fact]) -> dict[UUID, UUID]:
    """By their lasting keys, the clauses that speak to *known*: of several versions the newest."""
    keys = {key for fact in known for key in fact.clauses}
    rows = Clause.objects.filter(key__in=keys, version__in_force__partnership=partnership).order_by(
        "version__in_force__starts"
    )
    return dict(rows.values_list("key", "pk"))


def _pattern(
    partnership: Partnership, one: Found, clauses: dict[UUID, UUID], at: datetime
) -> Pattern:
    cell: Cell = one.cell
    return Pattern(
        partnership=partnership,
        rule=cell.rule,
        cell=cell.code,
        kind=cell.kind,
        area=cell.area,
        day_part=cell.part,
        clause_id=clauses[cell.clause] if cell.clause else None,
        number=one.number,
        first_at=one.first,
        last_at=one.last,
        opened_at=at,
    )


def _opened(wanted: list[Pattern]) -> list[Pattern]:
    """Those of *wanted* that are new. Where a talk about the cell is open, or is being opened by
    somebody else at this moment, the database takes none."""
    Pattern.objects.bulk_create(wanted, ignore_conflicts=True)
    there = set(
        Pattern.objects.filter(pk__in=[one.pk for one in wanted]).values_list("pk", flat=True)
    )
    return [one for one in wanted if one.pk in there]
