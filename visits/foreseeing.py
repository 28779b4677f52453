"""What hours that are not on record yet would do to visits: who would be told, other times."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse

from liaison.events import Foreseen, Hit
from liaison.hours import Schedule, Span
from liaison.models import Partnership, Site
from liaison.roles import Side
from visits import caps, closures, engaging, notices, occupying, rescheduling, slots, terms
from visits.closures import KNOWN_BEFORE
from visits.models import KindTerms, Occupation, Series, Visit
from visits.series import foreseeing as series_foreseeing
from visits.slots import Diary

OFFERED = 3


def hit_of(visit: Visit) -> Hit:
    """The visit as whoever changes the hours is told of it."""
    return Hit(
        what=visit.get_kind_display(),
        starts=visit.starts,
        ends=visit.ends,
        url=visit.get_absolute_url(),
        series=reverse("visits:series_detail", args=[visit.series_id]) if visit.series_id else "",
    )


def foreseen(site: Site, schedule: Schedule, *, at: datetime) -> list[Foreseen]:
    """What *schedule* would hit: visits, and dates of a series that is to be changed. What is
    offered instead is free once all of the visits have given their times back, lies in nobody's
    first offer, and either side can take it up."""
    hit = sorted(rescheduling.preview(site, schedule, at), key=lambda visit: visit.starts)
    standing = Occupation.objects.filter(site=site, ends__gt=at).standing(at).exclude(visit__in=hit)
    looking = _Looking(
        schedule, at, [Span(*pair) for pair in standing.values_list("starts", "ends")]
    )
    found = [
        Foreseen(hit_of(visit), looking.told(visit), looking.offers(visit, hit_of(visit)))
        for visit in hit
    ]
    found += [
        Foreseen(one, (), looking.offers(change, one), is_pending=True)
        for change, one in series_foreseeing.pending(site, schedule, at=at)
    ]
    # What a month before is still to come will have been known by these hours.
    soon = [offer for one in found for offer in one.offers if offer.start < at + KNOWN_BEFORE]
    closing = closures.closing(site, schedule, soon)
    return [replace(one, closing=closing.intersection(one.offers)) for one in found]


class _Looking:
    """For other times, each offered first to one at most."""

    def __init__(self, schedule: Schedule, at: datetime, taken: list[Span]) -> None:
        self._schedule, self._at, self._taken = schedule, at, taken
        self._parties: dict[UUID, _Parties] = {}

    def told(self, visit: Visit) -> Sequence[str]:
        return self._both(visit).told(visit)

    def offers(self, of: Visit | Series, hit: Hit) -> list[Span]:
        both, wish = self._both(of), Span(hit.starts, hit.ends)
        asked = both.asked_for(of.kind)
        full = asked.full_without(wish.start, of.tz)
        diary = Diary(
            self._schedule,
            bookings=tuple(self._taken),
            full=full,
            away=both.away,
            together=both.elsewhere,
        )
        found = slots.alike(wish, asked.frame, diary, of.tz, count=OFFERED)
        self._taken += found[:1]
        return found

    def _both(self, of: Visit | Series) -> "_Parties":
        if of.partnership_id not in self._parties:
            self._parties[of.partnership_id] = _Parties(of.partnership, self._at)
        return self._parties[of.partnership_id]


class _Parties:
    """What the visits of one partnership have in common, asked once."""

    def __init__(self, partnership: Partnership, at: datetime) -> None:
        self._terms, self._at = terms.all_of(partnership), at
        self._asked: dict[str, _Asked] = {}
        self._told: list[str] | None = None
        # Visits that are hit still take their people here: rather an offer too few.
        self.away = engaging.missing(partnership, at=at)
        self.elsewhere = engaging.elsewhere(engaging.together(partnership, at=at))

    def told(self, visit: Visit) -> list[str]:
        if self._told is None:
            self._told = sorted(str(person.name) for person in notices.of_new_hours(visit))
        return self._told

    def asked_for(self, kind: str) -> "_Asked":
        if kind not in self._asked:
            self._asked[kind] = _Asked(self._terms[kind], self._at)
        return self._asked[kind]


class _Asked:
    """What the site asks of one kind of visit, and the starts that count towards its cap."""

    def __init__(self, asked: KindTerms, at: datetime) -> None:
        # The notice that the police side owes, so that either side can put these times forward.
        self.frame = occupying.limits(asked, side=Side.POLICE, at=at)
        same = occupying.same_kind(asked.partnership, asked.kind, self.frame)
        self._starts = list(same if self.frame.most else ())

    def full_without(self, start: datetime, zone: ZoneInfo) -> tuple[Span, ...]:
        """The months that take no more; what starts then, if it is among them, leaves its own."""
        others = [*self._starts]
        if start in others:
            others.remove(start)
        return caps.full_months(others, self.frame.most, zone)
