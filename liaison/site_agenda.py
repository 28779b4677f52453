"""What is missing of the sites that a person answers for: hours on record, and a legal basis that
stands. Without the one every moment counts as operating, without the other the protocol lapses.
Of one that gets ready to open, its opening day: without it nothing before it has a date."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access, deadlines, timekeeping
from liaison.agenda import Action, Item, Time, Turn
from liaison.models import HoursSet, LegalBasis, Lifecycle, Site
from liaison.opening_day import NEEDS_A_DAY
from liaison.roles import Permission

# As long before the end of the legal basis as the review of a protocol falls due.
AHEAD = timedelta(days=60)
_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """For those in charge of either side, the turn of those who can mend it. One query and the
    person's standing."""
    own = access.standing(person)
    reached = own.sites_for(Permission.INCIDENT_SEE_SIDE)
    if not reached:
        return []
    mends = own.sites_for(Permission.SITE_SETTINGS)
    newest = LegalBasis.objects.filter(site=OuterRef("pk")).order_by("-recorded_at", "-id")
    said = HoursSet.objects.filter(site=OuterRef("pk")).order_by("-recorded_at", "-id")
    # A statement may be about the site's stage of life alone: its hours are unknown still.
    of_hours = HoursSet.objects.filter(pk=OuterRef("said"), schedule__has_key="hours")
    sites = (
        Site.objects.filter(pk__in=reached)
        .annotate(
            said=Subquery(said.values("pk")[:1]),
            has_hours=Exists(of_hours),
            has_basis=Exists(newest),
            basis_ends=Subquery(newest.values("valid_to")[:1]),
        )
        # West of Greenwich the last day is still on when the next has begun in UTC.
        .filter(
            (Q(has_hours=False) | Q(has_basis=False) | Q(basis_ends__lte=(at + AHEAD).date()))
            & Q(lifecycle=Lifecycle.OPERATING)
            | Q(lifecycle__in=NEEDS_A_DAY, opens_on=None)
        )
        .select_related("operator")
        .order_by("name", "pk")
    )
    return [item for site in sites[:_MOST] for item in _lacking(site, site.pk in mends, at)]


def _lacking(site: Any, is_theirs: bool, at: datetime) -> Iterator[Item]:
    if site.lifecycle in NEEDS_A_DAY:
        label, url = _("Say the opening day"), reverse("liaison:opening_day_set", args=[site.slug])
        yield _row(site, _("No opening day is said"), Action(label, url, posts=False), is_theirs)
        return
    if not site.has_hours:
        label, url = _("Say the hours"), reverse("liaison:hours_change", args=[site.slug])
        what = _("No hours are on record, so every moment counts as operating")
        yield _row(site, what, Action(label, url, posts=False), is_theirs)
    record = Action(
        _("Record the legal basis"),
        reverse("liaison:legal_basis_record", args=[site.slug]),
        posts=False,
    )
    ends: date | None = site.basis_ends
    if not site.has_basis:
        yield _row(site, _("No legal basis is on record"), record, is_theirs)
    elif ends and ends < timekeeping.day_at(site, at):
        what = _("The legal basis has ended, so no protocol answers there")
        since = deadlines.end_of(ends, site.tz)
        yield _row(site, what, record, is_theirs, since=since)
    elif ends:
        due = deadlines.end_of(ends, site.tz)
        yield _row(site, _("The legal basis ends"), record, is_theirs, due=due)


def _row(
    site: Site,
    what: str,
    action: Action,
    is_theirs: bool,
    *,
    since: datetime | None = None,
    due: datetime | None = None,
) -> Item:
    turn = Turn.YOURS if is_theirs else Turn.THEIRS
    return Item(
        turn=Turn.COMING if due else turn,
        what=what,
        where=site.name,
        url=action.url if is_theirs else site.get_absolute_url(),
        zone=site.zone,
        since=since,
        due=due,
        time=Time.UNTIL,
        who="" if is_theirs else _("the site manager of %(site)s") % {"site": site.name},
        action=action if is_theirs else None,
    )
