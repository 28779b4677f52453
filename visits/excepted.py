"""How the in-hours exception of a visit, or a closure made for it, is shown; and those of dates of
a series. Reading only."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from liaison import access, timekeeping
from liaison.bilingual import NOTHING, Bilingual
from liaison.hours import Span
from liaison.models import Partnership
from liaison.roles import Permission
from visits import closures, exceptions, lifecycle
from visits.kinds import Place
from visits.models import InHoursException, Series, Visit
from visits.series.planning import Plan


@dataclass(frozen=True, slots=True)
class Shown:
    """``in_hours``: the site is or may be open then, else it keeps the time for itself; ``waives``
    in words; ``gone``: the reason was taken out for good."""

    in_hours: bool
    waives: str
    reason: str
    gone: bool
    by: str
    at: datetime


def of(visit: Visit) -> Shown | None:
    """That of the time *visit* has now. One query, none for a visit elsewhere."""
    if visit.place != Place.ON_SITE:
        return None
    found = exceptions.current().filter(visit=visit).select_related("by", "reason__data_key")
    kept: InHoursException | None = found.last()
    if kept is None:
        return None
    reason, gone = kept.reason.shown()
    waives = ", ".join(str(word) for name, word in exceptions.WORDS.items() if getattr(kept, name))
    return Shown(kept.operating or kept.buffer, waives, reason, gone, kept.by.name, kept.at)


@dataclass(frozen=True, slots=True)
class Closing:
    """The site closes for the visit: what people were ``told``, if they were; ``may_tell``: the
    reader can write the notice."""

    told: bool
    why: Bilingual
    instead: Bilingual
    may_tell: bool


def closing(visit: Visit, person: Any, at: datetime) -> Closing | None:
    """Nothing where the site does not close. Two queries, one more where it does; none for a
    visit that does not take place on site."""
    if visit.stage_at(at) not in lifecycle.OCCUPYING or not closures.made_for(visit):
        return None
    notice = closures.notice_of(visit)
    may_tell = bool(access.may(person, Permission.VISIT_EXCEPT, visit.partnership))
    if notice is None:
        return Closing(told=False, why=NOTHING, instead=NOTHING, may_tell=may_tell)
    return Closing(told=True, why=notice.why, instead=notice.instead, may_tell=may_tell)


def closing_as_agreed(visit: Visit, person: Any, at: datetime) -> Closing | None:
    """What people were told of the time that was agreed, while *visit* may move: it still hangs."""
    found = closing(visit.as_agreed(), person, at) if visit.agreed else None
    return replace(found, may_tell=False) if found and found.told else None


def could_help(plan: Plan) -> bool:
    """Whether the site's hours alone refuse one of the dates, or would but for an exception."""
    return any(one.could_be_excepted or one.excepted for one in plan.dates)


def owing(plan: Plan, partnership: Partnership, place: str) -> list[Span]:
    """The dates of *plan* for which the site closes and has not said so. At most four queries."""
    return sorted(closures.untold(partnership, place, [one.span for one in plan.standing]))


def offered_in(plan: Plan, partnership: Partnership, place: str) -> frozenset[Span]:
    """Of the times beside the dates of *plan* that cannot stand, those for which the site closes.
    Two queries at most."""
    if place != Place.ON_SITE:
        return frozenset()
    asks = [one for one in plan.dates if one.nearest]
    offered = {span for one in asks for span in (*one.nearest, one.span)}
    if not offered:
        return frozenset()
    site = partnership.site
    return closures.closing(site, timekeeping.schedule_of(site), offered)


def owed_by(series: Series, at: datetime) -> list[Visit]:
    """The dates to come for which the site closes and has not said so. At most five queries, none
    for a series somewhere else."""
    if series.place != Place.ON_SITE:
        return []
    ahead = series.visits.filter(stage__in=lifecycle.OCCUPYING, starts__gt=at).order_by("starts")
    by_span = {Span(visit.starts, visit.ends): visit for visit in ahead}
    untold = closures.untold(series.partnership, series.place, by_span)
    return [visit for span, visit in by_span.items() if span in untold]
