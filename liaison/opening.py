"""Saying when a site operates. Nothing is overwritten: every change is a new statement.

A statement (``HoursSet``) also keeps the zone and the stage of life it was made in, so that what
applied on a past day can be worked out from the record alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, events, hours_end, hours_file, opening_day, timekeeping
from liaison.events import Hit
from liaison.models import HoursSet, Site
from liaison.models.party import Lifecycle
from liaison.refusal import Refused, Stale
from liaison.roles import Permission
from liaison.templatetags.time_tags import day_in_words


class CannotSetHours(Refused):
    pass


class NoHoursLeft(Refused):
    """From some day on the site would never open again, and nobody has said that this is meant."""


class HitsOthers(Stale):
    """What the change runs into is no longer what was shown before it was asked for."""


@ledger.operation
def set_hours(
    site: Site,
    document: Mapping[str, Any],
    *,
    by: Any,
    at: datetime | None = None,
    expected: str | None = None,
    foreseen: str | None = None,
    may_empty: bool = True,
) -> HoursSet:
    """Puts *document* (see ``liaison.hours_file.check``) on record as the hours from now on.

    *expected* is the ``mark_of`` the HoursSet the editor had in view, *foreseen* the
    ``mark_of_hits`` of what they were shown that the hours would hit; None if it does not
    matter. The same hours again change nothing and return what is on record. ``hit`` of what comes
    back is what the new hours run into. *may_empty*: they may leave the site without any.
    Errors: ``PermissionDenied``; ``Stale`` when somebody else has saved meanwhile, and
    ``HitsOthers`` when they hit something else than was shown; ``NoHoursLeft``; ``BadDocument``
    for hours that contradict themselves.
    """
    access.require(by, Permission.HOURS_CHANGE, site)
    locked, at = _locked(site), at or timezone.now()
    latest = timekeeping.hours_known(locked)
    if expected is not None:
        check_expected(latest, expected)
    checked = hours_file.check(document)
    if not may_empty:
        _check_some_are_left(locked, latest, checked, at)
    saved = _on_record(locked, checked, latest, by=by, at=at)
    _check_foreseen(saved, foreseen)
    return saved


@ledger.operation
def set_lifecycle(
    site: Site,
    lifecycle: str,
    *,
    opens_on: date | None = None,
    by: Any,
    at: datetime | None = None,
    foreseen: str | None = None,
) -> HoursSet:
    """Moves a site to another stage of its life: it opens, is suspended, closes.

    Its hours stay what they are; whether they count changes, so visits are looked at again:
    ``hit`` and *foreseen* as in ``set_hours``. A site that gets ready to open does so for a day:
    *opens_on*, or the one that was said already.
    Errors: ``PermissionDenied``; ``CannotSetHours`` for a stage that does not exist;
    ``CannotSetDay``; ``HitsOthers`` as in ``set_hours``.
    """
    access.require(by, Permission.HOURS_CHANGE, site)
    if lifecycle not in Lifecycle.values:
        raise CannotSetHours(_("This is no stage in the life of a site."), field="lifecycle")
    locked, at = _locked(site), at or timezone.now()
    was, locked.lifecycle = locked.lifecycle, lifecycle
    locked.save(update_fields=["lifecycle"])
    opening_day.follow(locked, was, opens_on, by=by, at=at)
    latest = timekeeping.hours_known(locked)
    saved = _on_record(locked, hours_of(latest), latest, by=by, at=at)
    _check_foreseen(saved, foreseen)
    site.lifecycle, site.opens_on = lifecycle, locked.opens_on
    return saved


def hours_of(known: HoursSet | None) -> dict[str, Any]:
    """The hours part of a statement; without one, hours that nobody has said."""
    if known is None:
        return hours_file.check({})
    return {key: known.schedule[key] for key in hours_file.KEYS if key in known.schedule}


def mark_of(known: HoursSet | None) -> str:
    """What an editor carries back to say which statement it started from."""
    return str(known.pk) if known else ""


def statement(site: Site, mark: str) -> HoursSet | None:
    """The one that *mark* stands for."""
    try:
        return HoursSet.objects.filter(site=site, pk=UUID(mark)).first()
    except ValueError:
        return None


def check_expected(latest: HoursSet | None, expected: str) -> None:
    """Errors: ``Stale`` unless *expected* marks the statement that stands."""
    if expected != mark_of(latest):
        raise Stale(_("Somebody else has changed the hours while you were editing them."))


def mark_of_hits(hits: Sequence[Hit]) -> str:
    """What somebody carries back to say what they were shown that a change would hit."""
    told = sorted([one.url, one.starts.isoformat(), one.ends.isoformat()] for one in hits)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _check_foreseen(saved: HoursSet, foreseen: str | None) -> None:
    if foreseen is not None and foreseen != mark_of_hits(saved.hit):
        raise HitsOthers(
            _(
                "What these hours run into has changed since you looked at it. Nothing is on "
                "record yet: look at it again, then decide."
            )
        )


def _check_some_are_left(
    site: Site, latest: HoursSet | None, document: Mapping[str, Any], at: datetime
) -> None:
    today = timekeeping.day_at(site, at)
    if day := hours_end.newly_without(hours_of(latest), document, today):
        raise NoHoursLeft(
            _(
                "From %(day)s on the site would have no opening hours. Tick that this is meant, or "
                "go back and leave a row that opens it."
            )
            % {"day": day_in_words(day)},
            nearest=[day],
        )


def _locked(site: Site) -> Site:
    return Site.objects.select_for_update().get(pk=site.pk)


def _on_record(
    site: Site,
    document: Mapping[str, Any],
    latest: HoursSet | None,
    *,
    by: Any,
    at: datetime,
) -> HoursSet:
    schedule = {**document, "zone": site.zone, "lifecycle": site.lifecycle}
    if latest and latest.schedule == schedule:
        return latest
    if latest and at <= latest.recorded_at:
        # Two statements never share a moment, or nobody could say which of them counted.
        at = latest.recorded_at + timedelta(microseconds=1)
    hours_set = HoursSet.objects.create(
        site=site, schedule=schedule, recorded_at=at, recorded_by=by
    )
    news = events.hours_changed.send(sender=HoursSet, site=site, hours_set=hours_set, by=by, at=at)
    hours_set.hit = sorted(_hit(news), key=lambda one: one.starts)
    ledger.record(
        "liaison.hours_changed",
        chain=site.chains,
        by=by,
        about=site,
        at=at,
        vis=ledger.Vis.SHARED,
        hours_set=str(hours_set.pk),
        digest=digest(schedule),
        lifecycle=site.lifecycle,
    )
    return hours_set


def _hit(news: Sequence[tuple[Any, Any]]) -> list[Hit]:
    return [one for _receiver, found in news for one in found or ()]


def digest(schedule: Mapping[str, Any]) -> str:
    """SHA-256 of the statement's canonical JSON: the ledger can vouch for it."""
    text = json.dumps(schedule, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
