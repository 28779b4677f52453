"""What a rule gives: each of its dates within the horizon, held against every rule there is."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.hours import Span
from liaison.models import Partnership
from liaison.refusal import Refused
from visits import caps, closures, exceptions, occupying, recurrence, slots
from visits.kinds import HORIZON, Place
from visits.models.visit import VisitQuerySet
from visits.recurrence import Rule
from visits.refusals import CannotBook
from visits.series import rule_words
from visits.slots import Clash, Diary, Limits

# Other times are worked out for so many of the dates that do not stand; whoever has more of them
# needs another rule.
MOST_EXPLAINED = 40


class State(StrEnum):
    STANDS = "stands"
    LEFT_OUT = "left_out"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Planned:
    """A date of the rule, which puts it at ``by_rule``, and what comes of it. ``reasons`` say every
    rule that it runs into, as ``rules`` does; one that stands all the same is an exception from
    them. ``nearest`` are the times that would be allowed; ``said``: somebody chose for this date.
    ``clock``: what a change of the clocks that night does to the time of the rule, in words.
    ``was_shown``: whether a time that was chosen for all was on the screen, and ``as_shown``:
    whether it was this one.
    """

    day: date
    by_rule: datetime
    span: Span
    state: State
    said: bool = False
    reasons: tuple[str, ...] = ()
    nearest: tuple[Span, ...] = ()
    rules: frozenset[slots.Rule] = frozenset()
    clock: str = ""
    for_all: bool = False
    was_shown: bool = True
    as_shown: bool = True

    @property
    def by_rule_span(self) -> Span:
        """Its time by the rule (UTC)."""
        starts = self.by_rule.astimezone(UTC)
        return Span(starts, starts + (self.span.end - self.span.start))

    @property
    def stands(self) -> bool:
        return self.state is State.STANDS

    @property
    def moved(self) -> bool:
        return self.span.start != self.by_rule

    @property
    def fails(self) -> bool:
        return self.state is State.FAILS

    @property
    def excepted(self) -> exceptions.Excepted:
        return exceptions.stands_in(self.rules if self.stands else ())

    @property
    def could_be_excepted(self) -> bool:
        return self.fails and exceptions.would_help(self.rules)


@dataclass(frozen=True, slots=True)
class Plan:
    """The dates up to ``until``, in order."""

    dates: tuple[Planned, ...]
    until: date

    @property
    def standing(self) -> list[Planned]:
        return [one for one in self.dates if one.stands]

    @property
    def failing(self) -> list[Planned]:
        return [one for one in self.dates if one.fails]

    @property
    def left_out(self) -> list[Planned]:
        return [one for one in self.dates if one.state is State.LEFT_OUT]

    @property
    def clocks(self) -> list[Planned]:
        """The dates on which a change of the clocks meets the time of the rule."""
        return [one for one in self.dates if one.clock and one.state is not State.LEFT_OUT]

    @property
    def offered(self) -> str:
        """The nearest time to each date that cannot stand by the rule, as a form carries them."""
        asked = [one for one in self.dates if (one.fails or one.for_all) and one.nearest]
        return " ".join(f"{one.day}={one.nearest[0].start.isoformat()}" for one in asked)

    @property
    def was_shown(self) -> bool:
        """Whoever chose for all dates has looked at what that gives."""
        return all(one.was_shown for one in self.dates)

    @property
    def is_as_shown(self) -> bool:
        """No date has moved to another time than somebody saw when they chose that for all."""
        return all(one.as_shown for one in self.dates)

    @property
    def digest(self) -> str:
        """Of the dates and times that were shown. What is chosen for single dates beside them is
        not in it; a date that has come to fail is named anyway."""
        lines = [str(self.until)]
        lines += [f"{one.day} {one.by_rule.isoformat()}" for one in self.dates]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


class ForAll(StrEnum):
    """What is done with each date that cannot stand, unless something is said of that date. An
    exception is never made for many at once: each has a reason of its own."""

    NOTHING = ""
    LEAVE = "leave"
    NEAREST = "nearest"


class CannotRepeat(Refused):
    """Dates of a series that cannot stand; ``plan`` names each with its reasons."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        failing = len(plan.failing)
        super().__init__(
            ngettext(
                "One date cannot stand: leave it out, or give it another time.",
                "%(count)s dates cannot stand: leave each out, or give it another time.",
                failing,
            )
            % {"count": failing}
        )


class NeverComes(Refused):
    """The rule has no date within the horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """What comes again: where, how long, by which rule, and what is said of single dates: None
    leaves one out, a moment (aware) is its own start. ``excepted`` is why the site manager lets a
    date lie in the site's hours. ``left_out`` are dates on which nothing stands and, unless
    something is said of them, nothing will. ``for_all`` is for those that cannot stand, of which
    the nearest times that were ``offered`` are on the screen; None: nobody was shown any."""

    kind: str
    party_size: int
    rule: Rule
    minutes: int
    place: str = Place.ON_SITE
    where: str = ""
    said: Mapping[date, datetime | None] = field(default_factory=dict)
    excepted: Mapping[date, str] = field(default_factory=dict)
    left_out: frozenset[date] = frozenset()
    for_all: ForAll = ForAll.NOTHING
    offered: Mapping[date, datetime] | None = None

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


def last_day(at: datetime, zone: ZoneInfo) -> date:
    """The last day on which a visit that is planned at *at* may begin; the longest is over within
    the horizon even when it runs into the next."""
    return (at + HORIZON).astimezone(zone).date() - timedelta(days=2)


def next_on(rule: Rule, rolled_to: date) -> date | None:
    """The first date of *rule* that does not stand in the calendar yet."""
    return recurrence.first_from(rule, rolled_to + timedelta(days=1))


def plan(
    partnership: Partnership,
    wanted: Repeated,
    frame: Limits,
    *,
    begin: date | None = None,
    apart: VisitQuerySet | None = None,
) -> Plan:
    """Every date of *wanted* from *begin* on (its own start if none), checked. The visits *apart*
    do not stand in the way.

    Errors: ``NeverComes``.
    """
    zone = partnership.site.tz
    until = last_day(frame.at, zone)
    found = list(recurrence.occurrences(wanted.rule, zone, begin or wanted.rule.starts_on, until))
    if not found and begin is None:
        raise NeverComes(
            _("This rule has no date in the coming year. Visits are planned up to a year ahead."),
            field="day",
        )
    diary = occupying.diary_of(partnership, wanted.kind, wanted.place, frame, apart=apart)
    counted = occupying.same_kind(partnership, wanted.kind, frame, apart=apart)
    seen = _Seen(frame, diary, zone, list(counted) if frame.most else [])
    return Plan(tuple(seen.planned(one, wanted) for one in found), until)


def told_of(plan: Plan, partnership: Partnership, place: str) -> Plan:
    """*plan* as it can stand at once: a date for which the site closes without having said so to
    the people who use it fails."""
    untold = closures.untold(partnership, place, [one.span for one in plan.standing])
    if not untold:
        return plan
    reasons = (closures.owed_apart_in_words(),)
    return replace(
        plan,
        dates=tuple(
            replace(one, state=State.FAILS, reasons=reasons)
            if one.stands and one.span in untold
            else one
            for one in plan.dates
        ),
    )


@dataclass(slots=True)
class _Seen:
    """What the dates so far leave of the diary: each keeps clear of those before it."""

    frame: Limits
    diary: Diary
    zone: ZoneInfo
    counted: list[datetime]
    explained: int = 0

    def planned(self, one: recurrence.Occurrence, wanted: Repeated) -> Planned:
        found = self._checked(one, wanted)
        return found if found.moved else replace(found, clock=self._clock(one, wanted.rule))

    def _clock(self, one: recurrence.Occurrence, rule: Rule) -> str:
        change = recurrence.clock_change(rule, self.zone, one.day)
        return rule_words.of_clock_change(change, rule, one.starts.astimezone(self.zone))

    def _checked(self, one: recurrence.Occurrence, wanted: Repeated) -> Planned:
        said = one.day in wanted.said or one.day in wanted.excepted
        own = wanted.said.get(one.day, None if one.day in wanted.left_out else one.starts)
        start = (own or one.starts).astimezone(UTC)
        span = Span(start, start + wanted.length)
        if own is None:
            return Planned(one.day, one.starts, span, State.LEFT_OUT, said)
        clashes = slots.clashes(span, self.frame, self.diary)
        rules = frozenset(clash.rule for clash in clashes)
        if not rules or (one.day in wanted.excepted and exceptions.would_help(rules)):
            self._take(span)
            return Planned(one.day, one.starts, span, State.STANDS, said, rules=rules)
        chosen = ForAll.NOTHING if said else wanted.for_all
        reasons = reasons_of(clashes, self.frame, self.zone)
        nearest = self._nearest(span, needed=chosen is ForAll.NEAREST)
        fails = Planned(one.day, one.starts, span, State.FAILS, said, reasons, nearest, rules)
        return self._for_all(fails, chosen, wanted.offered)

    def _for_all(
        self, fails: Planned, chosen: ForAll, offered: Mapping[date, datetime] | None
    ) -> Planned:
        if chosen is ForAll.LEAVE:
            return replace(fails, state=State.LEFT_OUT, for_all=True)
        if chosen is ForAll.NEAREST and fails.nearest:
            span = fails.nearest[0]
            self._take(span)
            return replace(
                fails,
                state=State.STANDS,
                span=span,
                for_all=True,
                rules=frozenset(),
                was_shown=offered is None or fails.day in offered,
                as_shown=offered is None or offered.get(fails.day) == span.start,
            )
        return fails

    def _take(self, span: Span) -> None:
        # On site the hold of the site says it.
        if self.diary.schedule is None:
            self.diary = replace(self.diary, together=(*self.diary.together, span))
        else:
            self.diary = replace(self.diary, bookings=(*self.diary.bookings, span))
        if self.frame.most:
            self.counted.append(span.start)
            full = caps.full_months(self.counted, self.frame.most, self.zone)
            self.diary = replace(self.diary, full=full)

    def _nearest(self, span: Span, *, needed: bool) -> tuple[Span, ...]:
        self.explained += 1
        if self.explained > MOST_EXPLAINED and not needed:
            return ()
        return tuple(slots.nearest(span, self.frame, self.diary, self.zone))


def reasons_of(clashes: list[Clash], frame: Limits, zone: ZoneInfo) -> tuple[str, ...]:
    """The words of a refused time, as for a single visit, a sentence for each rule; whether
    another is near stands beside them."""
    refused = CannotBook(clashes, zone=zone, frame=frame, nearest=(), on_site=False)
    return tuple(refused.reasons)
