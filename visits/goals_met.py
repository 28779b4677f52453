"""How goals stand in the month, quarter or year that runs, on the site's clock. Reading only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from liaison import timekeeping
from liaison.agenda import Action
from liaison.hours import Span
from visits import caps, contacts
from visits.kinds import Kind
from visits.lifecycle import Stage
from visits.models import ContactGoal, Visit
from visits.models.goal import ANY, Per

MOST = 25
MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}
# A call or a word at the door is a check-in as good as one by appointment.
BY_CONTACTS = (Kind.CHECK_IN, ANY)


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal in the period *span*: so many ``held``, so many more ``agreed``. ``short`` is what
    the period before lacked; 0 where the goal did not stand for all of it."""

    goal: ContactGoal
    span: Span
    held: int
    agreed: int
    short: int

    @property
    def missing(self) -> int:
        return max(0, self.goal.times - self.held)

    @property
    def unplanned(self) -> int:
        """What is missing even when all that is agreed takes place."""
        return max(0, self.missing - self.agreed)

    @property
    def is_overdue(self) -> bool:
        """The last period fell short, and nothing has come of this one or is agreed for it."""
        return bool(self.short and not self.held and not self.agreed)

    @property
    def finder(self) -> Action:
        """The page on which a time for it is found."""
        wanted = {"partnership": str(self.goal.partnership_id)}
        if self.goal.kind != ANY:
            wanted["kind"] = self.goal.kind
        url = f"{reverse('visits:visit_new')}?{urlencode(wanted)}"
        return Action(_("Find a time"), url, posts=False)

    @property
    def period(self) -> str:
        return in_words(self.goal.per, _day(self.span.start, self.goal))

    def presses(self, at: datetime) -> bool:
        """Whether something is missing in the last third of the period; not where the goal was
        set in that third itself."""
        last_third = self.span.end - (self.span.end - self.span.start) / 3
        is_older = self.goal.stands_from < _day(last_third, self.goal)
        return bool(self.unplanned and is_older and at >= last_third)


@dataclass(frozen=True, slots=True)
class _Had:
    """A contact, or a visit of some *kind*, that was had or, if not ``is_held``, is agreed."""

    kind: str
    at: datetime
    is_held: bool = True

    def counts_for(self, kind: str) -> bool:
        return kind in ((self.kind, ANY) if self.kind else BY_CONTACTS)


def of(goals: Iterable[ContactGoal], at: datetime) -> list[Progress]:
    """How each of *goals*, with its site, stands at *at*. Two queries, however many they are."""
    spans = {goal: _spans(goal, at) for goal in goals}
    if not spans:
        return []
    since = min(before.start for before, _now in spans.values())
    until = max(now.end for _before, now in spans.values())
    had = _had({goal.partnership_id for goal in spans}, since, until)
    return [_of(goal, had[goal.partnership_id], *both) for goal, both in spans.items()]


def lacking(person: Any, at: datetime, only: UUID | None = None) -> list[Progress]:
    """The goals *person* may see, of one partnership or of all, for which something is neither
    held nor agreed; what ends first, first."""
    goals = ContactGoal.objects.visible_to(person).standing().with_parties()
    rows = of(goals.filter(partnership=only) if only else goals, at)
    return sorted((one for one in rows if one.unplanned), key=lambda one: one.span.end)[:MOST]


def period(per: str, day: date, zone: ZoneInfo) -> Span:
    """The month, quarter or year of the calendar in which *day* lies, by the clock of *zone*."""
    length = MONTHS[Per(per)]
    first = day.replace(month=(day.month - 1) // length * length + 1, day=1)
    last = first.replace(month=first.month + length - 1)
    return Span(caps.month(first, zone).start, caps.month(last, zone).end)


def in_words(per: str, day: date) -> str:
    """The period in which *day* lies: "March 2025", "quarter 1 of 2025", "2025"."""
    if per == Per.MONTH:
        return date_format(day, "F Y")
    if per == Per.QUARTER:
        return _("quarter %(number)s of %(year)s") % {
            "number": (day.month + 2) // 3,
            "year": day.year,
        }
    return str(day.year)


def _spans(goal: ContactGoal, at: datetime) -> tuple[Span, Span]:
    """The period before, and the one that runs."""
    zone = goal.partnership.site.tz
    now = period(goal.per, _day(at, goal), zone)
    return period(goal.per, _day(now.start, goal) - timedelta(days=1), zone), now


def _day(at: datetime, goal: ContactGoal) -> date:
    return timekeeping.day_at(goal.partnership.site, at)


def _had(partnerships: set[Any], since: datetime, until: datetime) -> Mapping[UUID, list[_Had]]:
    had = defaultdict(list)
    visits = Visit.objects.filter(
        partnership__in=partnerships,
        stage__in=(Stage.HELD, Stage.CONFIRMED),
        starts__gte=since,
        starts__lt=until,
    )
    for pk, kind, starts, stage in visits.values_list("partnership_id", "kind", "starts", "stage"):
        had[pk].append(_Had(kind, starts, stage == Stage.HELD))
    for pk, at in contacts.moments(partnerships, since, until):
        had[pk].append(_Had("", at))
    return had


def _of(goal: ContactGoal, had: Iterable[_Had], before: Span, now: Span) -> Progress:
    own = [one for one in had if one.counts_for(goal.kind)]
    stood = goal.stands_from <= _day(before.start, goal)
    return Progress(
        goal,
        now,
        held=_count(own, now, is_held=True),
        agreed=_count(own, now, is_held=False),
        short=max(0, goal.times - _count(own, before, is_held=True)) if stood else 0,
    )


def _count(had: Iterable[_Had], span: Span, *, is_held: bool) -> int:
    return sum(one.is_held == is_held and span.start <= one.at < span.end for one in had)
