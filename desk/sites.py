"""What the page of a site shows, gathered from every app."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from incidents import listing
from liaison import access, site_facts, timekeeping
from liaison.hours import Schedule
from liaison.instances import Instances, Part
from liaison.models import (
    ContactStep,
    Designation,
    HoursSet,
    Leave,
    LegalBasis,
    Organisation,
    Partnership,
    Site,
)
from liaison.roles import Permission
from liaison.timekeeping import Now, Window
from protocols import endorsing, holds, in_force
from protocols.endorsing import Endorsed
from protocols.holding import FREE, Hold
from visits import closures, timetable
from visits.closures import Counted
from visits.contact import goals_met
from visits.contact.goals_met import Progress
from visits.track import page as track_page
from visits.track.page import Track

# Under which name a designation carries when its person is away.
_AWAY = "away"


@dataclass(frozen=True, slots=True)
class Together:
    """One partnership of the site, as this person may see it."""

    partnership: Partnership
    designations: list[Designation]
    ladder: list[ContactStep]
    in_force: Any
    endorsed: list[Endorsed]
    hold: Hold
    speaks: bool

    @property
    def speakers(self) -> list[tuple[Designation, Leave | None]]:
        """Who speaks, each with the time they are away, or will be next."""
        return [(one, getattr(one, _AWAY)) for one in self.designations]


@dataclass(frozen=True, slots=True)
class SitePage:
    site: Site
    now: Now
    schedule: Schedule
    windows: Sequence[Window]
    legal_basis: LegalBasis | None
    together: list[Together]
    tracks: list[Track]
    visits: Sequence[Any]
    counted: Counted
    lacking: list[Progress]
    incidents: Sequence[Any]


def find(slug: str) -> Site | None:
    """The site of this name, whoever may see it."""
    return next(iter(_SITES.found(slug)), None)


def page(site: Site, person: Any, *, at: datetime) -> SitePage:
    """Everything *person* may see of *site* at *at*."""
    known = timekeeping.hours_known(site)
    schedule = timekeeping.schedule_from(site, known)
    own = access.standing(person)
    may_see_visits = own.partnerships_for(Permission.VISIT_SEE)
    together = _together(site, person, at)
    sees_visits = bool(may_see_visits & {one.partnership.pk for one in together})
    return SitePage(
        site=site,
        now=timekeeping.now_of(site, known, schedule, at),
        schedule=schedule,
        windows=timekeeping.windows(schedule, at),
        legal_basis=site_facts.legal_basis_of(site),
        together=together,
        tracks=track_page.near(site, [one.partnership for one in together], person, at),
        visits=timetable.upcoming(person, site, at) if sees_visits else (),
        counted=closures.counted(site, person, at) if sees_visits else Counted(),
        lacking=goals_met.lacking(person, at, site=site) if sees_visits else [],
        incidents=listing.recent(site, person),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One site in the list."""

    site: Site
    now: Now


def overview(person: Any, *, at: datetime) -> list[Row]:
    """The sites *person* reaches, by name, open or closed at *at*. Two queries at most."""
    sites = Site.objects.visible_to(person).select_related("operator").order_by("name")
    newest = HoursSet.objects.filter(site=OuterRef("pk")).order_by("-recorded_at", "-id")
    found = list(sites.annotate(newest_hours=Subquery(newest.values("pk")[:1])))
    sets = HoursSet.objects.in_bulk([site.newest_hours for site in found if site.newest_hours])
    return [Row(site, _row_now(site, sets.get(site.newest_hours), at)) for site in found]


def _row_now(site: Site, known: HoursSet | None, at: datetime) -> Now:
    return timekeeping.now_of(site, known, timekeeping.schedule_from(site, known), at)


def _together(site: Site, person: Any, at: datetime) -> list[Together]:
    own = access.standing(person)
    readable = own.partnerships_for(Permission.PROTOCOL_READ)
    designations = _first_leave_only(_DESIGNATIONS.found(site.pk, timekeeping.day_at(site, at)))
    ladder = _LADDER.found(site.pk)
    current = in_force.at_site(site.pk, at) if readable else {}
    shown = {pk: row for pk, row in current.items() if pk in readable}
    parties = {pk: own.reaches[pk].parties for pk in shown}
    endorsed = endorsing.by_partnership(shown.values(), parties, at=at)
    held = holds.holds_at_site(shown.values(), site.pk, at) if shown else {}
    return [
        Together(
            partnership=partnership,
            designations=[d for d in designations if d.partnership_id == partnership.pk],
            ladder=[step for step in ladder if step.partnership_id == partnership.pk],
            in_force=shown.get(partnership.pk),
            endorsed=endorsed.get(partnership.pk, []),
            speaks=any(one.person_id == person.pk for one in designations),
            hold=held[shown[partnership.pk].pk] if partnership.pk in shown else FREE,
        )
        for partnership in _PARTNERSHIPS.found(site.pk)
        if partnership.pk in own.partnership_ids
    ]


def _first_leave_only(designations: list[Designation]) -> list[Designation]:
    """Each once, with its first leave."""
    return list({one.pk: one for one in reversed(designations)}.values())[::-1]


def _of_slug(slug: str) -> QuerySet[Site]:
    return Site.objects.filter(slug=slug)


def _partnerships(site_id: UUID) -> QuerySet[Partnership]:
    return Partnership.objects.filter(site_id=site_id).order_by("service__name")


def _designations(site_id: UUID, day: date) -> QuerySet[Designation]:
    """Each with the next or running leave of its person, of which there may be several."""
    ahead = Q(person__leave__withdrawn_at=None, person__leave__ends_on__gte=day)
    standing = Designation.objects.filter(partnership__site_id=site_id).on(day)
    found = standing.annotate(**{_AWAY: FilteredRelation("person__leave", condition=ahead)})
    return found.order_by("side", "-rank", "-made_at", f"{_AWAY}__starts_on")


def _ladder(site_id: UUID) -> QuerySet[ContactStep]:
    found = ContactStep.objects.filter(partnership__site_id=site_id)
    return found.order_by("side", "order")


_SITES = Instances(_of_slug, [Part("", Site), Part("operator", Organisation)], str)
_PARTNERSHIPS = Instances(
    _partnerships, [Part("", Partnership), Part("service", Organisation)], UUID
)
_DESIGNATIONS = Instances(_designations, [Part("", Designation), Part(_AWAY, Leave)], UUID, date)
_LADDER = Instances(_ladder, [Part("", ContactStep)], UUID)
