"""One series takes over from another: the former stops the day before, its dates make room."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from liaison.hours import Span
from liaison.roles import Side
from visits import occupying, recurrence, terms
from visits.lifecycle import SERIES_ACTS, SeriesAct, Stage
from visits.models import Deed, Series, Visit
from visits.recurrence import Rule
from visits.series import notices, planning, running
from visits.series import steps as series_steps
from visits.series.planning import Plan, Planned
from visits.series.steps import CannotMove, Step


@dataclass(frozen=True, slots=True)
class Changed:
    """A date that stays or is moved: as it stands, and as it would."""

    day: date
    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change from one rule to another does to the dates to come from its first day on.
    ``awaited`` are dates that would stand by it and wait for an answer by themselves until now,
    ``kept_out`` those that were left out or called off before, and stay so, ``left_out`` those
    that nobody had and somebody has left out."""

    former: Rule
    rule: Rule
    plan: Plan
    before: tuple[Span, ...]
    unchanged: tuple[Changed, ...]
    moved: tuple[Changed, ...]
    added: tuple[Planned, ...]
    dropped: tuple[Span, ...]
    awaited: frozenset[date]
    kept_out: tuple[date, ...]
    left_out: tuple[date, ...]

    @property
    def digest(self) -> str:
        """Of what was shown: the dates there are, and those that the rule gives."""
        lines = [self.plan.digest, *(one.start.isoformat() for one in self.before)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    @property
    def last_before(self) -> date | None:
        """The last date of the former rule; None: it goes on."""
        return recurrence.last(self.former)

    @property
    def last_after(self) -> date | None:
        return recurrence.last(self.rule)

    @property
    def only_drops(self) -> bool:
        """Whether everything that would stand is agreed already, also what is too far to be
        shown."""
        if self.moved or self.added or self.awaited or self.plan.failing:
            return False
        farther = self.plan.until + timedelta(days=1)
        return recurrence.adds_nothing(self.rule, self.former, farther)


def plan_of(new: Series, *, at: datetime, without: Collection[date] = ()) -> Plan:
    """What *new* gives now, with the dates that were left out or moved when it was put forward."""
    said = dict(new.exceptions.values_list("day", "starts")) | dict.fromkeys(without)
    wanted = replace(running.repeated(new), said=said, left_out=_out_before(new, at))
    asked = terms.of(new.partnership, new.kind)
    # The notice was asked for when it was put forward; the answer may take its days.
    frame = occupying.limits(asked, side=Side.SITE, at=at)
    apart = Visit.objects.none()
    if new.replaces is not None:
        apart = running.ahead(new.replaces, new.starts_on, at)
    plan = planning.plan(new.partnership, wanted, frame, apart=apart)
    return planning.told_of(plan, new.partnership, new.place)


def on_offer(new: Series, at: datetime) -> Preview | None:
    """What *new* would do to the series that it replaces, as both stand now."""
    if new.replaces is None:
        return None
    plan = plan_of(new, at=at)
    return compared(new.replaces, new.rule, plan, at, _out_before(new, at))


def _out_before(new: Series, at: datetime) -> frozenset[date]:
    """The dates that are left out of the series that *new* would replace."""
    if new.replaces is None:
        return frozenset()
    return frozenset(running.left_out(new.replaces, new.starts_on, at))


def take_over(new: Series, plan: Plan, step: Step) -> None:
    """*new* is agreed: the former stops, and the dates of *plan* stand in the calendar. For
    operations that have locked the site and checked every date.

    Errors: ``CannotMove`` when the former does not run any more.
    """
    former = former_of(new)
    if former.stage not in SERIES_ACTS[SeriesAct.CHANGE]:
        raise CannotMove(_("The series that this would replace has ended meanwhile."))
    running.stop(former, new.replaces_from, step)
    series_steps.carry_on(new, plan.until)
    move = series_steps.write(
        new, Deed.CONFIRMED, step, visits=len(plan.standing), left_out=len(plan.left_out)
    )
    visits = series_steps.put_in(new, plan.standing, step)
    series_steps.move_on(visits, Stage.CONFIRMED, step)
    notices.changed(new, move)


def former_of(new: Series) -> Series:
    """The series that *new* replaces, locked."""
    return Series.objects.with_parties().select_for_update(of=("self",)).get(replacements=new)


def compared(former: Series, rule: Rule, plan: Plan, at: datetime, out: frozenset[date]) -> Preview:
    """The dates of *plan*, which *rule* gives, beside those that *former* has from its start on;
    *out* are those that it has left out."""
    visits = list(running.ahead(former, rule.starts_on, at).order_by("starts"))
    before = {visit.occurs_on: Span(visit.starts, visit.ends) for visit in visits}
    standing = {one.day: one for one in plan.standing}
    waiting = {visit.occurs_on for visit in visits if visit.stage != Stage.CONFIRMED}
    both = [Changed(day, before[day], one.span) for day, one in standing.items() if day in before]
    return Preview(
        former=former.rule,
        rule=rule,
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
        awaited=frozenset(day for day in standing if day in waiting),
        kept_out=tuple(one.day for one in plan.left_out if one.day in out),
        left_out=tuple(one.day for one in plan.left_out if one.day not in out | before.keys()),
    )


def _where(both: Iterable[Changed], *, is_same: bool) -> Iterable[Changed]:
    return (one for one in both if (one.before == one.after) is is_same)
