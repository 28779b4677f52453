"""What hours that are not on record yet would do to visits: who would be told, other times."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from liaison.events import Foreseen, Hit
from liaison.hours import Schedule, Span
from liaison.models import Site
from liaison.roles import Side
from visits import engaging, notices, occupying, rescheduling, slots, terms
from visits.kinds import Place
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
    parties: dict[UUID, _Parties] = {}
    found = []
    for visit in hit:
        both = parties.get(visit.partnership_id) or _Parties(visit, at)
        parties[visit.partnership_id] = both
        diary = Diary(schedule, tuple(taken), away=both.away)
        offers = _offers(visit, both.asked[visit.kind], diary, at)
        taken += offers[:1]
        found.append(Foreseen(hit_of(visit), both.told, offers))
    return found


class _Parties:
    """What the visits of one partnership have in common, asked once."""

    def __init__(self, visit: Visit, at: datetime) -> None:
        self.told = sorted(str(person.name) for person in notices.of_new_hours(visit))
        self.asked = terms.all_of(visit.partnership)
        # Visits that are hit still take their people here: rather an offer too few.
        self.away = engaging.missing(visit.partnership, at=at)


def _offers(visit: Visit, asked: KindTerms, diary: Diary, at: datetime) -> list[Span]:
    # The notice that the police side owes, so that either side can put these times forward.
    frame = occupying.limits(asked, side=Side.POLICE, at=at)
    if frame.most:  # the months that take no more of its kind
        elsewhere = occupying.diary_of(
            visit.partnership, visit.kind, Place.VIRTUAL, frame, besides=visit
        )
        diary = replace(diary, full=elsewhere.full)
    wish = Span(visit.starts, visit.ends)
    return slots.nearest(wish, frame, diary, visit.tz, count=OFFERED)
