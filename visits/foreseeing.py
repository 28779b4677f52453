"""What hours that are not on record yet would do to visits: who would be told, other times."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from liaison.events import Foreseen, Hit
from liaison.hours import Schedule, Span
from liaison.models import Site
from liaison.roles import Side
from visits import notices, occupying, rescheduling, slots, terms
from visits.models import KindTerms, Occupation, Visit
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
    told: dict[UUID, list[str]] = {}
    asked: dict[UUID, dict[str, KindTerms]] = {}
    found = []
    for visit in hit:
        pair = visit.partnership_id
        if pair not in told:
            told[pair], asked[pair] = _told(visit), terms.all_of(visit.partnership)
        offers = _offers(visit, asked[pair][visit.kind], Diary(schedule, tuple(taken)), at)
        taken += offers[:1]
        found.append(Foreseen(hit_of(visit), told[pair], offers))
    return found


def _told(visit: Visit) -> list[str]:
    return sorted(str(person.name) for person in notices.of_new_hours(visit))


def _offers(visit: Visit, asked: KindTerms, diary: Diary, at: datetime) -> list[Span]:
    # The notice that the police side owes, so that either side can put these times forward.
    frame = occupying.limits(asked, side=Side.POLICE, at=at)
    full = occupying.full_months(visit.partnership, visit.kind, frame, besides=visit)
    wish = Span(visit.starts, visit.ends)
    return slots.nearest(wish, frame, replace(diary, full=full), visit.tz, count=OFFERED)
