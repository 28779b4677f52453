"""What the page of a site shows, gathered from every app."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from incidents import listing
from liaison import access, hours, timekeeping
from liaison.hours import Schedule, Span
from liaison.models import ContactStep, Designation, HoursSet, LegalBasis, Partnership, Site
from liaison.roles import Permission
from liaison.timekeeping import SiteState
from protocols import in_force
from visits import timetable

HORIZON = timedelta(days=8)
WINDOWS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Now:
    """Open or closed, and until when (None: it does not change within eight days)."""

    state: SiteState
    until: datetime | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class Together:
    """One partnership of the site, as this person may see it."""

    partnership: Partnership
    designations: list[Designation]
    ladder: list[ContactStep]
    in_force: Any


@dataclass(frozen=True, slots=True)
class SitePage:
    site: Site
    now: Now
    schedule: Schedule
    windows: list[Span]
    legal_basis: LegalBasis | None
    together: list[Together]
    visits: Sequence[Any]
    incidents: Sequence[Any]


def page(site: Site, person: Any, *, at: datetime) -> SitePage:
    """Everything *person* may see of *site* at *at*."""
    known = timekeeping.hours_known(site)
    schedule = timekeeping.schedule_from(site, known)
    own = access.standing(person)
    may_see_visits = own.partnerships_for(Permission.VISIT_SEE)
    together = _together(site, person, at)
    ids = [one.partnership.pk for one in together]
    return SitePage(
        site=site,
        now=_now(site, known, schedule, at),
        schedule=schedule,
        windows=hours.operating(schedule, at, at + HORIZON)[:WINDOWS_SHOWN],
        legal_basis=site.legal_bases.order_by("-recorded_at").first(),
        together=together,
        visits=timetable.upcoming(person, site, at) if may_see_visits & set(ids) else (),
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
    return _now(site, known, timekeeping.schedule_from(site, known), at)


def _now(site: Site, known: Any, schedule: Schedule, at: datetime) -> Now:
    return Now(
        state=timekeeping.state_from(site, known, at),
        until=hours.next_change(schedule, at, HORIZON),
        is_known=known is not None and schedule.known,
    )


def _together(site: Site, person: Any, at: datetime) -> list[Together]:
    partnerships = list(
        site.partnerships.visible_to(person)
        .select_related("service", "site")
        .order_by("service__name")
    )
    ids = [partnership.pk for partnership in partnerships]
    day = at.astimezone(site.tz).date()
    designations = list(Designation.objects.filter(partnership__in=ids).on(day))
    ladder = list(ContactStep.objects.filter(partnership__in=ids).order_by("side", "order"))
    readable = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
    current = in_force.by_partnership([p for p in partnerships if p.pk in readable], at)
    return [
        Together(
            partnership=partnership,
            designations=[d for d in designations if d.partnership_id == partnership.pk],
            ladder=[step for step in ladder if step.partnership_id == partnership.pk],
            in_force=current.get(partnership.pk),
        )
        for partnership in partnerships
    ]
