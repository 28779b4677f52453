"""What a page says about reminders: when they went and to which post, and which one is next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from incidents.as_seen import AsSeen
from incidents.course import Entry
from incidents.models import Reminder, TermsSignature
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Wait
from incidents.taxonomy import Lane
from liaison.instances import Instances, Part


@dataclass(frozen=True, slots=True)
class Ahead:
    """The reminder that goes next if nothing happens until then."""

    at: datetime
    reaches: Any


def entries(reminders: Iterable[Reminder], seen: AsSeen) -> Iterator[Entry]:
    """As a reader reads them who sees the incident as *seen*: one's own side sees the posts, the
    others whose side it was. One goes when a share of the time is over, and tells of its start."""
    for one in reminders:
        posts = ", ".join(one.posts) if one.part == seen.side else ""
        title = _("Reminded: %(tier)s") % {"tier": Tier(one.tier).label}
        part = TermsSignature.Who(one.part)
        lane = Lane.SHARED.value if part is TermsSignature.Who.MEDIATOR else part.value
        by_day = seen.is_by_the_day(one.since)
        by = posts or str(part.label)
        yield Entry(one.at, lane, by, own=False, title=title, by_day=by_day)


def ahead(waiting: Iterable[Wait], at: datetime) -> Ahead | None:
    found = [following for one in waiting if (following := one.clock.following(at))]
    if not found:
        return None
    tier, moment = min(found, key=lambda one: one[1])
    return Ahead(moment, tier.reaches)


def about(incident_id: UUID, things: Iterable[UUID]) -> list[Reminder]:
    """Those of an incident that are about one of *things*, oldest first."""
    wanted = set(things)
    return [one for one in _REMINDERS.found(incident_id) if one.thing in wanted]


def _of_incident(incident_id: UUID) -> QuerySet[Any]:
    return Reminder.objects.filter(incident_id=incident_id).order_by("at", "id")


_REMINDERS = Instances(_of_incident, [Part("", Reminder)], UUID)
