"""The day on which a site opens. Both sides get ready for it, each step so many weeks before.

A site that gets ready to open has one; one that is proposed may have one. It lies ahead until the
site opens, and from then on it is the day on which it opened.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, notices, revision, timekeeping
from liaison.models import Lifecycle, Site
from liaison.models.party import BEFORE_OPENING
from liaison.refusal import Refused
from liaison.roles import Permission
from liaison.templatetags.time_tags import day_in_words

# A day that lies further ahead is a slip in the year.
LONGEST_AHEAD = timedelta(days=5 * 365)
NEEDS_A_DAY = frozenset({Lifecycle.PRE_OPENING})


class CannotSetDay(Refused):
    """The site needs a day, has opened already, or the day does not lie ahead."""


def stamp(site: Site) -> str:
    """What a form that shows the day hands back as ``seen``."""
    return revision.of(site.opens_on)


@ledger.operation
def set_day(
    site: Site,
    day: date | None,
    *,
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> Site:
    """The site opens on *day*; all that leads up to it is dated anew, and both sides are told.
    None: nobody knows it yet. The same day again changes nothing.

    Errors: ``CannotSetDay``, ``Stale`` when *seen* is out of date, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, site)
    locked = Site.objects.select_for_update(of=("self",)).select_related("operator").get(pk=site.pk)
    revision.check(seen, locked.opens_on)
    if not locked.is_before_opening:
        raise CannotSetDay(
            _("Only a site that has not opened yet says when it opens. This one is at: %(stage)s.")
            % {"stage": locked.get_lifecycle_display()},
            field="opens_on",
        )
    if day != locked.opens_on:
        _check(locked, day, at)
        put(locked, day, by=by, at=at)
    return locked


def follow(site: Site, was: str, wanted: date | None, *, by: Any, at: datetime) -> None:
    """Runs inside the operation that has moved *site*, locked, on from the stage *was*: before the
    opening its day is *wanted*, or what stands and lies ahead; a site that opens early opens today.

    Errors: ``CannotSetDay``.
    """
    today, stands = timekeeping.day_at(site, at), site.opens_on
    if site.is_before_opening:
        day = wanted or (stands if stands and stands >= today else None)
        _check(site, day, at)
        put(site, day, by=by, at=at)
    elif was in BEFORE_OPENING and site.lifecycle == Lifecycle.OPERATING and stands:
        put(site, min(stands, today), by=by, at=at)


def put(site: Site, day: date | None, *, by: Any, at: datetime) -> None:
    """Keeps *day* as the opening day of *site*, locked. Runs inside an operation."""
    former = site.opens_on
    if day == former:
        return
    site.opens_on = day
    site.save(update_fields=["opens_on"])
    site.partnerships.update(reviews_held=0)
    notices.opening_day_set(site, by=by, at=at)
    ledger.record(
        "liaison.opening_day_set",
        chain=site.chains,
        vis=ledger.Vis.SHARED,
        by=by,
        about=site,
        at=at,
        day=day.isoformat() if day else None,
        former=former.isoformat() if former else None,
    )


def _check(site: Site, day: date | None, at: datetime) -> None:
    """Errors: ``CannotSetDay``."""
    if day is None:
        if site.lifecycle in NEEDS_A_DAY:
            raise CannotSetDay(
                _("A site that gets ready to open has an opening day. Say it here."),
                field="opens_on",
            )
        return
    today = timekeeping.day_at(site, at)
    for is_wrong, words, nearest in (
        (day < today, _("This day is over. The first that can be said is %(day)s."), today),
        (
            day > today + LONGEST_AHEAD,
            _("This day lies too far ahead. The last that can be said is %(day)s."),
            today + LONGEST_AHEAD,
        ),
    ):
        if is_wrong:
            raise CannotSetDay(
                words % {"day": day_in_words(nearest)}, field="opens_on", nearest=[nearest]
            )
