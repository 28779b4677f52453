"""A leader of either side ends a protocol for a partnership, with the notice agreed."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Partnership, Site
from liaison.refusal import Refused
from liaison.roles import Permission
from liaison.templatetags import time_tags
from protocols import drafting, notices, parties
from protocols.models import InForce, Termination, Version
from protocols.models.protocol import LONGEST_AHEAD_DAYS


class CannotTerminate(Refused):
    pass


@ledger.operation
def terminate(
    version: Version,
    partnership: Partnership,
    *,
    last_day: date,
    reason: str,
    by: Person,
    at: datetime | None = None,
) -> Termination:
    """Give notice that *version* applies there until the end of *last_day*, by the site's clock.
    *reason* is read by both sides. Errors: ``PermissionDenied``, ``CannotTerminate``."""
    at = at or timezone.now()
    access.require(by, Permission.PROTOCOL_TERMINATE, partnership)
    if len(parties.sides_of(by, version.protocol)) > 1:
        raise CannotTerminate(_("You hold mandates on both sides. Ask somebody else to do it."))
    row = _hold(version, partnership, at)
    ends = _checked_end(row, last_day, at)
    if not reason.strip():
        raise CannotTerminate(_("Say why; both sides read it."), field="reason")
    (side,) = access.standing(by).sides_of(partnership)
    termination = Termination(in_force=row, side=side, at=at, ends=ends, by=by)
    termination.seal(reason, domain="shared", at=at)
    termination.save(force_insert=True)
    row.ends = ends
    row.save(update_fields=["ends"])
    notices.terminated(termination)
    ledger.record(
        "protocols.terminated",
        chain=partnership.chain,
        by=by,
        about=version,
        at=at,
        termination=str(termination.pk),
        side=side,
        until=ends.isoformat(),
        vouched=drafting.vouched(reason),
    )
    return termination


def earliest_last_day(version: Version, partnership: Partnership, at: datetime) -> date:
    """The first day on which notice given at *at* may end it, in the site's zone."""
    given = at.astimezone(partnership.site.tz).date()
    return given + timedelta(days=version.notice_days)


def _hold(version: Version, partnership: Partnership, at: datetime) -> InForce:
    """Its time in force there, now or still to come, locked after the site."""
    Site.objects.select_for_update().filter(pk=partnership.site_id).first()
    rows = InForce.objects.filter(version=version, partnership=partnership)
    row = rows.select_for_update().first()
    if row is None or (row.ends and row.ends <= max(at, row.starts)):
        raise CannotTerminate(_("This version is not in force there, so there is nothing to end."))
    if Termination.objects.filter(in_force=row).exists():
        raise CannotTerminate(_("Notice has been given already."))
    row.partnership = partnership
    return row


def _checked_end(row: InForce, last_day: date, at: datetime) -> datetime:
    earliest = earliest_last_day(row.version, row.partnership, at)
    if last_day < earliest:
        raise CannotTerminate(
            _("The notice agreed is %(days)d days: the earliest last day is %(day)s.")
            % {"days": row.version.notice_days, "day": time_tags.day_in_words(earliest)},
            field="last_day",
            nearest=[earliest],
        )
    latest = at.astimezone(row.partnership.site.tz).date() + timedelta(days=LONGEST_AHEAD_DAYS)
    if last_day > latest:
        raise CannotTerminate(
            _("That is too far ahead. The latest is %(day)s.")
            % {"day": time_tags.day_in_words(latest)},
            field="last_day",
            nearest=[latest],
        )
    ends = datetime.combine(last_day + timedelta(days=1), time(), tzinfo=row.partnership.site.tz)
    ends = max(ends, row.starts)
    if row.ends and row.ends <= ends:
        raise CannotTerminate(_("It ends sooner than that already."), field="last_day")
    return ends
