"""What hours that are not on record yet would do to visits: who would be told, other times."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from liaison.events import Foreseen, Hit
from liaison.hours import Schedule, Span
from liaison.models import Site
from liaison.roles import Side
from visits import notices, occupying, rescheduling, slots
from visits.models import Occupation, Visit
from visits.slots import Diary

OFFERED = 3


def hit_of(visit: Visit) -> Hit:
    """The visit as whoever changes the hours is told of it."""
    return Hit(
        what=visit.get_kind_display(),
        starts=visit.starts,
        ends=visit.ends,
        url=visit.get_absolute_url(),
    )


def foreseen(site: Site, schedule: Schedule, *, at: datetime) -> list[Foreseen]:
    """The visits that *schedule* would hit. What is offered for one is free once all of them
    have given their times back, lies in nobody's first offer, and either side can take it up."""
    hit = sorted(rescheduling.preview(site, schedule, at), key=lambda visit: visit.starts)
    standing = Occupation.objects.filter(site=site, ends__gt=at).standing(at).exclude(visit__in=hit)
    taken = [Span(*pair) for pair in standing.values_list("starts", "ends")]
    told: dict[UUID, Sequence[str]] = {}
    found = []
    for visit in hit:
        if visit.partnership_id not in told:
            told[visit.partnership_id] = _told(visit)
        offers = _offers(visit, Diary(schedule, tuple(taken)), at)
        taken += offers[:1]
        found.append(Foreseen(hit_of(visit), told[visit.partnership_id], offers))
    return found


def _told(visit: Visit) -> list[str]:
    return sorted(str(person.name) for person in notices.of_new_hours(visit))


def _offers(visit: Visit, diary: Diary, at: datetime) -> list[Span]:
    # The notice that the police side owes, so that either side can put these times forward.
    frame = occupying.limits(visit.kind, visit.site, side=Side.POLICE, at=at)
    return slots.nearest(Span(visit.starts, visit.ends), frame, diary, visit.tz, count=OFFERED)
