"""One series takes over from another: the former stops the day before, its dates make room."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from liaison.hours import Span
from liaison.roles import Side
from visits import (
    lifecycle,
    occupying,
    series_notices,
    series_planning,
    series_running,
    series_steps,
    terms,
)
from visits.lifecycle import SeriesStage, Stage
from visits.models import Deed, Series, Visit
from visits.models.visit import VisitQuerySet
from visits.series_planning import Plan, Planned
from visits.series_steps import CannotMove, Step

_STANDING = sorted(lifecycle.OCCUPYING | {Stage.NEEDS_RESCHEDULING})


@dataclass(frozen=True, slots=True)
class Changed:
    """A date that stays or is moved: as it stands, and as it would."""

    day: date
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change does to the dates to come from its first day on."""

    plan: Plan
    before: tuple[Span, ...]
    unchanged: tuple[Changed, ...]
    moved: tuple[Changed, ...]
    added: tuple[Planned, ...]
    dropped: tuple[Span, ...]

    @property
    def digest(self) -> str:
        """Of what was shown: the dates there are, and those that the rule gives."""
        lines = [self.plan.digest, *(one.start.isoformat() for one in self.before)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    @property
    def only_drops(self) -> bool:
        return not (self.moved or self.added or self.plan.failing)


def replaced(former: Series, first: date) -> VisitQuerySet:
    """The visits of *former* that make room for what follows from *first* on."""
    return Visit.objects.filter(series=former, occurs_on__gte=first, stage__in=_STANDING)


def plan_of(new: Series, *, at: datetime, without: Collection[date] = ()) -> Plan:
    """What *new* gives now, with the dates that were left out or moved when it was put forward."""
    said = dict(new.exceptions.values_list("day", "starts")) | dict.fromkeys(without)
    wanted = replace(series_running.repeated(new), said=said)
    asked = terms.of(new.partnership, new.kind)
    # The notice was asked for when it was put forward; the answer may take its days.
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    apart = Visit.objects.none()
    if new.replaces is not None:
        apart = replaced(new.replaces, new.starts_on)
    plan = series_planning.plan(new.partnership, wanted, frame, apart=apart)
    return series_planning.told_of(plan, new.partnership, new.place)


def take_over(new: Series, plan: Plan, step: Step) -> None:
    """*new* is agreed: the former stops, and the dates of *plan* stand in the calendar. For
    operations that have locked the site and checked every date.

    Errors: ``CannotMove`` when the former does not run any more.
    """
    former = former_of(new)
    if former.stage != SeriesStage.CONFIRMED:
        raise CannotMove(_("The series that this would replace has ended meanwhile."))
    series_running.stop(former, new.replaces_from, step)
    new.rolled_to = plan.until
    move = series_steps.write(
        new, Deed.CONFIRMED, step, visits=len(plan.standing), left_out=len(plan.left_out)
    )
    visits = series_steps.put_in(new, plan.standing, step)
    series_steps.move_on(visits, Stage.CONFIRMED, step)
    series_notices.changed(new, move)


def former_of(new: Series) -> Series:
    """The series that *new* replaces, locked."""
    return Series.objects.with_parties().select_for_update(of=("self",)).get(replacements=new)


def compared(former: Series, plan: Plan, at: datetime, first: date) -> Preview:
    """The dates of *plan* beside those that *former* has from *first* on."""
    visits = replaced(former, first).filter(starts__gt=at).order_by("starts")
    before = {visit.occurs_on: Span(visit.starts, visit.ends) for visit in visits}
    standing = {one.day: one for one in plan.standing}
    both = [Changed(day, before[day], one.span) for day, one in standing.items() if day in before]
    return Preview(
        plan=plan,
        before=tuple(before.values()),
        unchanged=tuple(_where(both, is_same=True)),
        moved=tuple(_where(both, is_same=False)),
        added=tuple(one for day, one in standing.items() if day not in before),
        dropped=tuple(
            span
            for day, span in before.items()
            if day not in standing and day not in {one.day for one in plan.failing}
        ),
    )


def _where(both: Iterable[Changed], *, is_same: bool) -> Iterable[Changed]:
    return (one for one in both if (one.before == one.after) is is_same)
