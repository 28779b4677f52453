"""The only way round "no visit in operating hours": the site manager's exception, with a reason.

It is kept with the time that it is for, shown to both sides and counted. Everything here is called
within an operation that has locked the site and the visit, or only reads.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from audit import ledger
from liaison import access, hours
from liaison.hours import Schedule, Span
from liaison.models import Partnership
from liaison.roles import Permission
from visits import steps
from visits.kinds import Place
from visits.models import InHoursException, Visit
from visits.slots import Clash, Rule


class Excepted(StrEnum):
    """What a visit stands in by exception: the site's hours, or time it keeps for itself."""

    NOT = ""
    IN_HOURS = "in_hours"
    OWN_TIME = "own_time"


WAIVES: Mapping[str, frozenset[Rule]] = {
    "operating": frozenset({Rule.OPERATING, Rule.HOURS_UNKNOWN}),
    "buffer": frozenset({Rule.BUFFER_BEFORE, Rule.BUFFER_AFTER}),
    "blackout": frozenset({Rule.BLACKOUT}),
}
WORDS: Mapping[str, Any] = {
    "operating": _("opening hours"),
    "buffer": _("time around opening hours"),
    "blackout": _("time the site keeps for itself"),
}
WAIVABLE = frozenset().union(*WAIVES.values())


def would_help(rules: Iterable[Rule]) -> bool:
    """Whether an exception would let through what *rules* refuse."""
    refused = set(rules)
    return bool(refused) and refused <= WAIVABLE


def left(found: Iterable[Clash], waived: frozenset[Rule]) -> list[Clash]:
    """What still refuses a time once *waived* rules are set aside."""
    return [clash for clash in found if clash.rule not in waived]


def of(visit: Visit) -> frozenset[Rule]:
    """The rules that are waived for *visit* at the time it has now."""
    return by_visit([visit]).get(visit.pk, frozenset())


def hit(visits: Iterable[Visit], schedule: Schedule) -> list[Visit]:
    """Those of *visits* that run into *schedule* beyond what was waived for them."""
    running = [one for one in visits if hours.busy(schedule, one.starts, one.ends)]
    waived = by_visit(running) if running else {}
    return [one for one in running if _met(one, schedule) - waived.get(one.pk, frozenset())]


def keep(
    visit: Visit, waived: frozenset[Rule], reason: str, *, by: Any, at: datetime
) -> InHoursException:
    """The exception for the time that *visit* has now; that *by* may make one has been asked."""
    named = {name: bool(rules & waived) for name, rules in WAIVES.items()}
    kept = InHoursException.objects.create(
        visit=visit,
        starts=visit.starts,
        ends=visit.ends,
        reason=steps.note(visit, reason, at),
        by=by,
        at=at,
        **named,
    )
    ledger.record(
        "visits.excepted",
        chain=visit.partnership.chain,
        by=by,
        about=visit,
        at=at,
        exception=str(kept.pk),
        waives=[name for name, is_waived in named.items() if is_waived],
        starts=visit.starts.isoformat(),
        ends=visit.ends.isoformat(),
        vouched=getattr(reason, "vouched", False),
    )
    return kept


def require(by: Any, partnership: Partnership) -> None:
    """Errors: ``PermissionDenied`` for everybody but the site manager."""
    access.require(by, Permission.VISIT_EXCEPT, partnership)


def by_visit(visits: Iterable[Visit]) -> dict[UUID, frozenset[Rule]]:
    """The rules that are waived for each of *visits* that has an exception, at the time that it
    has here, saved or not. One query."""
    found: dict[UUID, frozenset[Rule]] = {}
    times = {one.pk: (one.starts, one.ends) for one in visits if one.place == Place.ON_SITE}
    for kept in InHoursException.objects.filter(visit__in=list(times)):
        if (kept.starts, kept.ends) != times[kept.visit_id]:
            continue
        waived = frozenset().union(*(WAIVES[name] for name in WAIVES if getattr(kept, name)))
        found[kept.visit_id] = found.get(kept.visit_id, frozenset()) | waived
    return found


def current() -> Any:
    """Exceptions that are for the time their visit has now, on site."""
    return InHoursException.objects.filter(
        starts=F("visit__starts"), ends=F("visit__ends"), visit__place=Place.ON_SITE
    )


def in_hours() -> Any:
    """Those of them that let a visit lie in the site's hours, or around them; the site is closed
    in the time that it keeps for itself."""
    return current().filter(Q(operating=True) | Q(buffer=True))


def marked(visits: QuerySet[Visit]) -> QuerySet[Any]:
    """*visits* with ``excepted``, an ``Excepted``: what one stands in by exception."""
    own = OuterRef("pk")
    return visits.annotate(
        excepted=Case(
            When(Exists(in_hours().filter(visit=own)), then=Value(Excepted.IN_HOURS.value)),
            When(Exists(current().filter(visit=own)), then=Value(Excepted.OWN_TIME.value)),
            default=Value(Excepted.NOT.value),
        )
    )


def stands_in(rules: Iterable[Rule]) -> Excepted:
    """What a visit stands in for which these rules are set aside."""
    waived = set(rules)
    if not waived:
        return Excepted.NOT
    return Excepted.OWN_TIME if waived <= WAIVES["blackout"] else Excepted.IN_HOURS


def _met(visit: Visit, schedule: Schedule) -> frozenset[Rule]:
    reasons = hours.reasons(schedule, Span(visit.starts, visit.ends))
    return frozenset(Rule(reason.rule.value) for reason in reasons)
