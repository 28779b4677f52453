"""One side stops a text at once, whole or by clause, for some days; the same side resumes it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import Partnership, Site
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from protocols import drafting, notices, parties
from protocols.models import Clause, InForce, Resumption, Suspension, Version

DAY = timedelta(days=1)


class CannotSuspend(Refused):
    pass


class CannotResume(Refused):
    pass


@ledger.operation
def suspend(
    version: Version,
    partnership: Partnership,
    *,
    clause: int | None,
    days: int,
    reason: str,
    by: Person,
    at: datetime | None = None,
) -> Suspension:
    """From now on, for *days* of 24 hours: the clause of that number, or the whole text (None).
    *reason* is read by both sides. Errors: ``PermissionDenied``, ``CannotSuspend``."""
    access.require(by, Permission.PROTOCOL_SUSPEND, partnership)
    side = _side(by, version, partnership)
    row, at = _hold(version, partnership, at)
    if row is None:
        raise CannotSuspend(_("This version is not in force there, so nothing was suspended."))
    found = _clause(version, partnership, clause)
    _check(row, side, found, days, at)
    if not reason.strip():
        raise CannotSuspend(_("Say why, so that both sides can put it right."), field="reason")
    suspension = Suspension(
        partnership=partnership,
        version=version,
        clause=found,
        side=side,
        starts=at,
        ends=at + days * DAY,
        by=by,
    )
    suspension.seal(reason, domain="shared", at=at)
    suspension.save(force_insert=True)
    notices.suspended(suspension)
    facts = {"clause": clause, "until": suspension.ends.isoformat()}
    vouched = drafting.vouched(reason)
    _record("protocols.suspended", suspension, by, at, **facts, vouched=vouched)
    return suspension


@ledger.operation
def resume(suspension: Suspension, *, by: Person, at: datetime | None = None) -> Resumption:
    """The side that suspended lets it apply again at once.
    Errors: ``PermissionDenied``, ``CannotResume``."""
    partnership, version = suspension.partnership, suspension.version
    access.require(by, Permission.PROTOCOL_SUSPEND, partnership)
    if _side(by, version, partnership) != suspension.side:
        raise CannotResume(_("The other side suspended it; it is theirs to resume."))
    _row, at = _hold(version, partnership, at)
    if not Suspension.objects.at(at).filter(pk=suspension.pk).exists():
        raise CannotResume(_("This suspension is already over."))
    resumption = Resumption.objects.create(suspension=suspension, at=at, by=by)
    notices.resumed(resumption)
    _record("protocols.resumed", suspension, by, at)
    return resumption


def days_left(version: Version, partnership: Partnership, side: str, at: datetime) -> int:
    """For how many whole days *side* may still suspend this version there: those agreed, less
    the time during which anything of it stood suspended or will by what stands now."""
    spent = _covered(
        [
            (one.starts, one.over)
            for one in Suspension.objects.filter(
                version=version, partnership=partnership, side=side
            ).select_related("resumption")
        ]
    )
    return max(version.suspension_days - -(-spent // DAY), 0)


def _hold(
    version: Version, partnership: Partnership, at: datetime | None
) -> tuple[InForce | None, datetime]:
    """The time in force of *version* there at *at*, locked after the site, so that neither a
    successor nor another suspension comes between; and that moment. Where none is given it is the
    one at which the lock was had: what is done at once is done one after the other."""
    Site.objects.select_for_update().filter(pk=partnership.site_id).first()
    at = at or timezone.now()
    running = InForce.objects.filter(version=version, partnership=partnership).at(at)
    return running.select_for_update().first(), at


def _side(by: Person, version: Version, partnership: Partnership) -> Side:
    """The side for which *by* acts. Errors: ``CannotSuspend``."""
    if len(parties.sides_of(by, version.protocol)) > 1:
        raise CannotSuspend(_("You hold mandates on both sides. Ask somebody else to do it."))
    (side,) = access.standing(by).sides_of(partnership)
    return side


def _clause(version: Version, partnership: Partnership, number: int | None) -> Clause | None:
    if number is None:
        return None
    found = version.clauses.applying_to(partnership).filter(number=number).first()
    if found is None:
        raise CannotSuspend(_("This version has no such clause."), field="clause")
    return found


def _check(row: InForce, side: Side, clause: Clause | None, days: int, at: datetime) -> None:
    """Errors: ``CannotSuspend`` where it stands suspended already, or for too long."""
    standing = Suspension.objects.at(at).filter(
        version=row.version_id, partnership=row.partnership_id, side=side
    )
    if standing.filter(clause=None).exists():
        raise CannotSuspend(_("Your side has suspended the whole protocol already."))
    if clause and standing.filter(clause=clause).exists():
        raise CannotSuspend(_("Your side has suspended this clause already."), field="clause")
    left = days_left(row.version, row.partnership, side, at)
    if left < 1:
        raise CannotSuspend(
            _("Your side has used the days for which it may suspend this version."), field="days"
        )
    if not 1 <= days <= left:
        raise CannotSuspend(
            ngettext(
                "Your side may suspend this version for one more day.",
                "Your side may suspend this version for up to %(left)d more days.",
                left,
            )
            % {"left": left},
            field="days",
            nearest=[left],
        )


def _record(verb: str, suspension: Suspension, by: Person, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=suspension.partnership.chain,
        by=by,
        about=suspension.version,
        at=at,
        suspension=str(suspension.pk),
        side=suspension.side,
        **facts,
    )


def _covered(spans: list[tuple[datetime, datetime]]) -> timedelta:
    """The time that the spans cover together; what two of them share counts once."""
    total, reached = timedelta(0), None
    for starts, ends in sorted(spans):
        begins = starts if reached is None else max(starts, reached)
        if ends > begins:
            total += ends - begins
            reached = ends
    return total
