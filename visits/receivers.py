"""News from below, heard in the transaction of whoever sends it."""

from datetime import date, datetime
from typing import Any

from django.dispatch import receiver

from liaison import events
from liaison.events import Foreseen, Hit, Uncovered
from liaison.hours import Schedule
from liaison.models import HoursSet, Site
from visits import absences, closures, foreseeing, rescheduling


@receiver(events.hours_changed)
def recheck(sender: Any, site: Site, by: Any, at: datetime, **news: Any) -> list[Hit]:
    return [foreseeing.hit_of(visit) for visit in rescheduling.recheck(site, by=by, at=at)]


@receiver(events.hours_previewed)
def foresee(
    sender: Any, site: Site, schedule: Schedule, at: datetime, **news: Any
) -> list[Foreseen]:
    return foreseeing.foreseen(site, schedule, at=at)


@receiver(events.hours_read)
def tell_closures(
    sender: Any,
    site: Site,
    hours_set: HoursSet | None,
    schedule: Schedule,
    person: Any,
    at: datetime,
    **news: Any,
) -> list[Hit]:
    if not closures.may_lie_ahead(site, hours_set, at=at):
        return []
    return [foreseeing.hit_of(visit) for visit in closures.ahead(site, schedule, person, at=at)]


@receiver(events.leave_previewed)
def miss(
    sender: Any, person: Any, first: date, last: date, at: datetime, **news: Any
) -> list[Uncovered]:
    return absences.if_away(person, first, last, at=at)
