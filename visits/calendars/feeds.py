"""Calendar feeds: made, renewed, revoked by the person whose they are, and read by their secret.

A feed follows the person's mandates: what it shows is worked out each time it is read.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

import vault
from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Site
from liaison.refusal import Stale
from liaison.roles import Permission
from visits.calendars import entries, ical, series_entries
from visits.models import CalendarFeed, Visit

PURPOSE = "calendar-feed"
BACK, AHEAD = timedelta(days=90), timedelta(days=365)
_TOKEN_BYTES = 24  # 192 bits


@dataclass(frozen=True, slots=True)
class Made:
    """A feed with its secret, which is known here and never again."""

    feed: CalendarFeed
    token: str

    @property
    def address(self) -> str:
        return settings.BASE_URL + reverse("visits:feed_read", args=[self.token])

    @property
    def subscribe(self) -> str:
        """The same for a calendar program that is asked to open it."""
        return urlsplit(self.address)._replace(scheme="webcal").geturl()


@ledger.operation
def make(site: Site | None, *, by: Any, at: datetime | None = None) -> Made:
    """A feed of all visits that *by* may see, or of those at *site*.

    Errors: ``Stale`` when there is one already, ``Http404``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.VISIT_SEE, site)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if CalendarFeed.objects.standing().filter(person=person, site=site).exists():
        raise Stale(
            _("You have this calendar already. Press “New address” if its address is lost.")
        )
    return _made(person, site, by=by, at=at)


@ledger.operation
def renew(feed: CalendarFeed, *, by: Any, at: datetime | None = None) -> Made:
    """The old address shows nothing from now on, and there is a new one. Errors: ``Stale``."""
    at = at or timezone.now()
    old = _revoked(feed, by, at)
    return _made(by, old.site, by=by, at=at)


@ledger.operation
def revoke(feed: CalendarFeed, *, by: Any, at: datetime | None = None) -> CalendarFeed:
    """The address shows nothing from now on. Errors: ``Stale``."""
    return _revoked(feed, by, at or timezone.now())


def behind(token: str) -> CalendarFeed | None:
    """The feed that *token* opened once, with its person and site; it may be revoked by now."""
    found = CalendarFeed.objects.filter(token_hash=hash_of(token))
    return found.select_related("person", "site").first()


def written(feed: CalendarFeed, *, at: datetime) -> bytes:
    """What *feed* shows at *at*, in the language of its person. One that was revoked shows nothing:
    a program drops what an empty calendar lacks, and keeps for ever what it cannot find."""
    shown = Visit.objects.none() if feed.revoked_at else _shown(feed, at)
    with translation.override(feed.person.language):
        return ical.feed(series_entries.entries_of(shown, at), name=_("Visits"))


def hash_of(token: str) -> str:
    return vault.keyed_hash(token, purpose=PURPOSE)


def _shown(feed: CalendarFeed, at: datetime) -> QuerySet[Any]:
    """What lies around *at*; what stands no more is told for a while, so that calendars drop it."""
    seen = Visit.objects.visible_to(feed.person).with_parties()
    if feed.site:
        seen = seen.of_site(feed.site)
    near = entries.with_last_move(seen).filter(ends__gt=at - BACK, starts__lt=at + AHEAD)
    fresh = ~Q(stage__in=sorted(entries.STANDS_NO_MORE)) | Q(moved_at__gt=at - BACK)
    return near.filter(fresh).order_by("starts", "id")


def _made(person: Any, site: Site | None, *, by: Any, at: datetime) -> Made:
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    feed = CalendarFeed(
        person=person,
        scope=CalendarFeed.Scope.SITE if site else CalendarFeed.Scope.PERSONAL,
        site=site,
        token_hash=hash_of(token),
        made_at=at,
    )
    feed.save(force_insert=True)
    _record("visits.feed_made", feed, by, at)
    return Made(feed, token)


def _revoked(feed: CalendarFeed, by: Any, at: datetime) -> CalendarFeed:
    own = CalendarFeed.objects.visible_to(by).select_related("site")
    held = own.select_for_update(of=("self",)).filter(pk=feed.pk).first()
    if held is None:
        raise Http404
    if held.revoked_at:
        raise Stale(_("This address has been revoked already."))
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    _record("visits.feed_revoked", held, by, at)
    return held


def _record(verb: str, feed: CalendarFeed, by: Any, at: datetime) -> None:
    ledger.record(
        verb,
        chain=ledger.SYSTEM,
        vis=ledger.Vis.SYSTEM,
        by=by,
        about=feed,
        at=at,
        scope=str(feed.scope),
        site=str(feed.site_id) if feed.site_id else None,
    )
