"""The mediator writes down what both sides can agree to, as often as it takes, and lays it out to
be signed. Every draft stays to be read; a new one voids whatever was signed before."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import laying_down, writing
from incidents.laying_down import Terms
from incidents.mediation import agreement, moving, notices
from incidents.mediation.lifecycle import CaseStep
from incidents.models import MediationCase, MediatorAssignment, Settlement
from liaison.refusal import Refused, Stale

# So many days after the second name either side can still take it back to the table (Ontario's
# Law Enforcement Complaints Agency gives twelve).
THINKING_DAYS = 12


class CannotLayOut(Refused):
    pass


@ledger.operation
def draft(
    case: MediationCase,
    terms: Terms,
    *,
    key: UUID,
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> Settlement:
    """Lay a draft before both sides, in place of the former one. Sent twice with one *key* it is
    one draft. *seen*: the digest of the draft from which it was written, "" where there was none;
    None: whichever stands.

    Errors: ``PermissionDenied``, ``NotTheMoment``, ``Stale``, ``CannotSettle``, ``CannotShow``.
    """
    at = at or timezone.now()
    held, assignment = _begin(case, by=by)
    id_ = uuid5(by.pk, f"{held.pk}/{key}")
    standing = Settlement.objects.filter(pk=id_).first()
    if standing is not None:
        return standing
    moving.require_moment(held, CaseStep.DRAFT)
    if seen is not None:
        _require_latest(held, seen)
    today = at.astimezone(held.incident.tz).date()
    laying_down.check(terms.promises, today=today, first=first_day(today))
    held.incident.settlements.open().update(ended_at=at, ended_by=by)
    settlement, statements = laying_down.lay_down(
        held.incident, terms, side=None, assignment=assignment, id_=id_, by=by, at=at
    )
    moving.move(held, CaseStep.DRAFT, by=by, at=at)
    notices.drafted(held, settlement, at=at)
    moving.record(
        "incidents.agreement_drafted",
        held,
        by=by,
        at=at,
        settlement=str(settlement.pk),
        outcome=settlement.outcome,
        promises=len(terms.promises),
        words=writing.seals(statements),
    )
    return settlement


@ledger.operation
def lay_out(
    case: MediationCase, *, digest: str, by: Any, at: datetime | None = None
) -> MediationCase:
    """Ask both sides to sign the draft that stands, exactly as it was on the mediator's screen.

    Errors: ``PermissionDenied``, ``NotTheMoment``, ``Stale``, ``CannotLayOut``.
    """
    at = at or timezone.now()
    held, _assignment = _begin(case, by=by)
    moving.require_moment(held, CaseStep.LAY_OUT)
    settlement = agreement.standing(held)
    if digest != agreement.digest_of(settlement):
        raise Stale(_("Something changed while you were reading. Read it again first."))
    if agreement.has_lost_words(settlement):
        raise CannotLayOut(
            _("A text of it was taken out for good. Write it anew before both sides sign it.")
        )
    moving.move(held, CaseStep.LAY_OUT, by=by, at=at)
    notices.to_sign(held, settlement, at=at)
    moving.record(
        "incidents.agreement_laid_out",
        held,
        by=by,
        at=at,
        settlement=str(settlement.pk),
        digest=digest,
    )
    return held


def first_day(today: date) -> date:
    """The first day on which a promise that is drafted *today* can be due: it binds once there was
    time to think again."""
    return today + timedelta(days=THINKING_DAYS)


def _begin(case: MediationCase, *, by: Any) -> tuple[MediationCase, MediatorAssignment]:
    held = moving.lock(case, by)
    assignment = held.assignments.current().filter(mediator=by).first()
    if assignment is None:
        raise PermissionDenied(_("This is for the mediator to do."))
    return held, assignment


def _require_latest(held: MediationCase, seen: str) -> None:
    """Errors: ``Stale`` where another draft than that with the digest *seen* lies there by now."""
    if seen != agreement.latest_digest(held):
        raise Stale(
            _(
                "Another draft has been laid before both sides since you opened the page. What you "
                "wrote is kept below; read that one before you send yours in its place."
            )
        )
