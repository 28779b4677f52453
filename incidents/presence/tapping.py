"""One tap: what was seen, now. It can be undone for five minutes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents.models import PresenceTap
from incidents.presence.weeks import Tapped
from liaison import access, site_ledger
from liaison.models import Site
from liaison.refusal import Refused
from liaison.roles import Permission

UNDONE_WITHIN = timedelta(minutes=5)
# More in one hour is a key that got stuck, or somebody who plays.
MOST_AN_HOUR = 60
# Summed and sent, or not sent by then: single taps are of no more use.
KEPT = timedelta(days=90)


class CannotTap(Refused):
    pass


@ledger.operation
def tap(site: Site, kind: Tapped, *, key: UUID, by: Any, at: datetime | None = None) -> PresenceTap:
    """Note *kind* at *site*. Pressed twice with one *key* it counts once.

    Errors: ``PermissionDenied``, ``CannotTap`` when there were too many.
    """
    at = at or timezone.now()
    access.require(by, Permission.PRESENCE_TAP, site)
    held = _locked(site)
    pk = uuid5(site.pk, f"{key}/{kind.value}")
    if standing := PresenceTap.objects.filter(pk=pk).first():
        return standing
    recent = PresenceTap.objects.filter(site=held, at__gt=at - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise CannotTap(_("So much was tapped here in the last hour that this was not taken."))
    made = PresenceTap.objects.create(pk=pk, site=held, kind=kind, at=at)
    site_ledger.record("incidents.presence_tapped", made, by=by, at=at, kind=kind.value)
    return made


@ledger.operation
def undo(made: PresenceTap, *, by: Any, at: datetime | None = None) -> PresenceTap:
    """Whoever taps at the site may take it back, within five minutes; again, it changes nothing.

    Errors: ``PermissionDenied``, ``CannotTap``.
    """
    at = at or timezone.now()
    access.require(by, Permission.PRESENCE_TAP, made.site)
    _locked(made.site)
    held = PresenceTap.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if held.undone_at:
        return held
    if at - held.at > UNDONE_WITHIN:
        raise CannotTap(_("That was more than five minutes ago. It stays as it is."))
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    site_ledger.record("incidents.presence_undone", held, by=by, at=at)
    return held


def just_tapped(site: Site, person: Any, *, at: datetime) -> list[PresenceTap]:
    """What can still be undone, the newest first."""
    taps = PresenceTap.objects.visible_to(person).filter(site=site, at__gt=at - UNDONE_WITHIN)
    return list(taps.order_by("-at", "id"))


def forget_old(*, by: Any, at: datetime) -> None:
    """Single taps are removed after ninety days; the weeks that were sent stay."""
    PresenceTap.objects.filter(at__lt=at - KEPT).delete()


def _locked(site: Site) -> Site:
    """Taps are counted one after the other, and none slips into a week that is being sent."""
    return Site.objects.select_for_update(no_key=True).get(pk=site.pk)
