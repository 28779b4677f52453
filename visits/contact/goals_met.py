"""How goals stand in the month, quarter or year that runs, on the site's clock. Reading only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from liaison import access, timekeeping
from liaison.agenda import Action
from liaison.among import Among
from liaison.hours import Span
from liaison.instances import Instances, Part
from liaison.models import Organisation, Partnership, Site
from liaison.prepared import Prepared
from visits import addresses, caps
from visits.kinds import Kind
from visits.lifecycle import OCCUPYING, Stage
from visits.models import Contact, ContactGoal, Visit
from visits.models.goal import ANY, Per, seen_by

MOST = 25
MONTHS = {Per.MONTH: 1, Per.QUARTER: 3, Per.YEAR: 12}
# A call or a word at the door is a check-in as good as one by appointment.
BY_CONTACTS = (Kind.CHECK_IN, ANY)


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal in the period *span*: so many ``held``, so many more ``agreed``, and ``offered``.
    ``short`` is what the period before lacked; 0 where the goal did not stand for all of it."""

    goal: ContactGoal
    span: Span
    held: int
    agreed: int
    offered: int
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
        kind = self.goal.kind if self.goal.kind != ANY else ""
        url = addresses.finder(self.goal.partnership_id, kind=kind)
        return Action(_("Find a time"), url, posts=False)

    @property
    def period(self) -> str:
        return in_words(self.goal.per, _day(self.span.start, self.goal))

    @property
    def words(self) -> str:
        """ "1 of 2 in March 2025"; "3 in March 2025, more than the 1 aimed for"."""
        said = _("%(held)s of %(times)s in %(period)s")
        if self.held > self.goal.times:
            said = _("%(held)s in %(period)s, more than the %(times)s aimed for")
        return said % {"held": self.held, "times": self.goal.times, "period": self.period}

    def presses(self, at: datetime) -> bool:
        """Whether something is missing in the last third of the period; not where the goal was
        set in that third itself."""
        last_third = self.span.end - (self.span.end - self.span.start) / 3
        is_older = self.goal.stands_from < _day(last_third, self.goal)
        return bool(self.unplanned and is_older and at >= last_third)


class _As(StrEnum):
    """How a visit counts."""

    HELD = "held"
    AGREED = "agreed"
    OFFERED = "offered"


# How many of each kind ("" are contacts) a partnership had in a period, or has agreed or on offer.
_Had = Mapping[tuple[UUID, str, Span], Mapping[str, int]]


def of(goals: Iterable[ContactGoal], at: datetime) -> list[Progress]:
    """How each of *goals*, with its site, stands at *at*. Two queries, however many they are."""
    spans = {goal: _spans(goal, at) for goal in goals}
    if not spans:
        return []
    periods = sorted({span for both in spans.values() for span in both})
    had = _had({goal.partnership_id for goal in spans}, periods)
    return [_of(goal, had, *both) for goal, both in spans.items()]


def lacking(
    person: Any, at: datetime, *, only: UUID | None = None, site: Site | None = None
) -> list[Progress]:
    """The goals *person* may see, of one partnership, of one site or of all, for which something
    is neither held nor agreed; what ends first, first."""
    seen = seen_by(person)
    if only:
        seen &= {only}
    if site:
        seen &= {
            pk for pk, reach in access.standing(person).reaches.items() if reach.site_id == site.pk
        }
    rows = of(_STANDING.found(seen), at) if seen else []
    return sorted((one for one in rows if one.unplanned), key=lambda one: one.span.end)[:MOST]


def _standing(partnerships: list[UUID]) -> QuerySet[ContactGoal]:
    return ContactGoal.objects.of(partnerships).standing().order_by("partnership", "kind")


_PARTY = ("id", "name")
_STANDING = Instances(
    _standing,
    [
        Part("", ContactGoal),
        Part("partnership", Partnership, "id", "site_id", "service_id"),
        Part("partnership__site", Site, "id", "slug", "name", "zone", "operator_id"),
        Part("partnership__site__operator", Organisation, *_PARTY),
        Part("partnership__service", Organisation, *_PARTY),
    ],
    list,
)


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


def _had(partnerships: set[UUID], periods: Sequence[Span]) -> _Had:
    """Counted in the database: two queries, whose rows do not grow with what there was."""
    had: dict[tuple[UUID, str, Span], dict[str, int]] = defaultdict(dict)
    bounds = [bound for span in periods for bound in (span.start, span.end)]
    count_visits, count_contacts = _prepared(len(periods))
    for pk, kind, counts_as, *counts in count_visits.rows(list(partnerships), *bounds):
        for span, count in zip(periods, counts, strict=True):
            had[pk, counts_as, span][kind] = count
    for pk, *counts in count_contacts.rows(list(partnerships), *bounds):
        for span, count in zip(periods, counts, strict=True):
            had[pk, _As.HELD.value, span][""] = count
    return had


@lru_cache(maxsize=64)
def _prepared(periods: int) -> tuple[Prepared, Prepared]:
    """The two queries for so many periods, of which each has a start and an end."""
    kinds = [list, *[datetime] * (2 * periods)]
    return Prepared(_count_visits, *kinds), Prepared(_count_contacts, *kinds)


def _count_visits(partnerships: list[UUID], *bounds: datetime) -> QuerySet[Any, Any]:
    counts_as = Case(
        When(stage=Stage.HELD, then=Value(_As.HELD.value)),
        # One that was agreed and may move takes place either way.
        When(
            Q(stage=Stage.CONFIRMED) | Q(agreed_starts__isnull=False), then=Value(_As.AGREED.value)
        ),
        default=Value(_As.OFFERED.value),
    )
    visits = Visit.objects.filter(stage__in=sorted({Stage.HELD, *OCCUPYING}))
    found = visits.annotate(counts_as=counts_as)
    return _counted(found, "starts", partnerships, bounds, "kind", "counts_as")


def _count_contacts(partnerships: list[UUID], *bounds: datetime) -> QuerySet[Any, Any]:
    return _counted(Contact.objects.all(), "at", partnerships, bounds)


def _counted(
    rows: Any, moment: str, partnerships: list[UUID], bounds: Sequence[datetime], *names: str
) -> QuerySet[Any, Any]:
    """Of each partnership, and of each of *names*, how many of *rows* fall into each period."""
    spans = zip(bounds[::2], bounds[1::2], strict=True)
    fall = [Q((f"{moment}__gte", start), (f"{moment}__lt", end)) for start, end in spans]
    counts = {f"in_{number}": Count("pk", filter=within) for number, within in enumerate(fall)}
    return (
        rows.filter(Among("partnership_id", partnerships), reduce(or_, fall))
        .order_by()
        .values("partnership_id", *names)
        .annotate(**counts)
        .values_list("partnership_id", *names, *counts)
    )


def _of(goal: ContactGoal, had: _Had, before: Span, now: Span) -> Progress:
    stood = goal.stands_from <= _day(before.start, goal)
    return Progress(
        goal,
        now,
        held=_count(goal, had, now, _As.HELD),
        agreed=_count(goal, had, now, _As.AGREED),
        offered=_count(goal, had, now, _As.OFFERED),
        short=max(0, goal.times - _count(goal, had, before, _As.HELD)) if stood else 0,
    )


def _count(goal: ContactGoal, had: _Had, span: Span, counts_as: _As) -> int:
    found = had.get((goal.partnership_id, counts_as.value, span), {})
    return sum(count for kind, count in found.items() if _counts(kind, goal.kind))


def _counts(kind: str, goal: str) -> bool:
    return goal in ((kind, ANY) if kind else BY_CONTACTS)
