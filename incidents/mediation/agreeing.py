"""Both sides put their names under one draft. Nobody learns of the first name before the second is
there: a side that has not signed is then in nobody's eyes the one that did not."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import own_ledger, sight, stepping
from incidents.lifecycle import Step
from incidents.mediation import agreement, drafting, moving, notices
from incidents.mediation.lifecycle import CaseStage, CaseStep
from incidents.models import AgreementSignature, MediationCase, Settlement
from incidents.stepping import FOR_NEITHER, NotTheMoment, SaidAlready
from liaison import access, deadlines, proof
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Side

# From the day both agreed the talks have thirty days, and one extension to forty-five.
LONGER_BY = timedelta(days=15)


class CannotSign(Refused):
    pass


def sign(
    case: MediationCase, *, digest: str, password: str, by: Any, at: datetime | None = None
) -> AgreementSignature:
    """Sign for the own side. *digest* is that of the draft on the signer's screen, *password* the
    signer's own, asked again.

    Errors: ``PermissionDenied``, ``proof.NotProven``, ``NotTheMoment``, ``Stale``, ``CannotSign``.
    """
    access.require_verdict(may_sign(case, by))
    proof.require(by, password)
    return _sign(case, digest=digest, by=by, at=at or timezone.now())


def may_sign(case: MediationCase, by: Any) -> access.Verdict:
    """Whether *by* signs agreements for a side here, whenever the moment is."""
    if sight.of(by).side_in(case.incident) is None:
        return access.Verdict(False, str(FOR_NEITHER))
    return access.may(by, Permission.MEDIATION_CONSENT, case)


@ledger.operation
def _sign(case: MediationCase, *, digest: str, by: Any, at: datetime) -> AgreementSignature:
    footing = moving.begin(case, CaseStep.COOL_OFF, Permission.MEDIATION_CONSENT, by=by)
    held, side = footing.case, footing.side
    settlement = agreement.standing(held)
    if digest != agreement.digest_of(settlement):
        raise Stale(_("Something changed while you were reading. Read it again before you sign."))
    _refuse(settlement, side, by=by)
    signature = AgreementSignature.objects.create(
        settlement=settlement, side=side, by=by, at=at, digest=digest
    )
    own_ledger.record(
        "incidents.agreement_signed",
        held.incident,
        side,
        by=by,
        at=at,
        about=held,
        digest=digest,
    )
    if settlement.signatures.count() == len(Side):
        _cool_off(held, settlement, digest=digest, at=at)
    return signature


def _refuse(settlement: Settlement, side: Side, *, by: Any) -> None:
    if agreement.has_lost_words(settlement):
        raise CannotSign(_("A text of it was taken out for good. The mediator writes it anew."))
    if settlement.signatures.filter(side=side).exists():
        raise SaidAlready(_("This is signed already on your side."))
    if settlement.signatures.filter(by=by).exists():
        raise CannotSign(_("You have signed this for the other side."))


def _cool_off(case: MediationCase, settlement: Settlement, *, digest: str, at: datetime) -> None:
    """Both have signed: from now on each has time to think again."""
    portal = Person.system()
    zone = case.incident.tz
    last = at.astimezone(zone).date() + timedelta(days=drafting.THINKING_DAYS)
    moving.move(case, CaseStep.COOL_OFF, by=portal, at=at, due=deadlines.end_of(last, zone))
    notices.signed(case, settlement, at=at)
    moving.record(
        "incidents.agreement_signed_by_both",
        case,
        by=portal,
        at=at,
        settlement=str(settlement.pk),
        digest=digest,
        signed={one.side: str(one.by_id) for one in settlement.signatures.all()},
    )


@ledger.operation
def go_back(case: MediationCase, *, by: Any, at: datetime | None = None) -> MediationCase:
    """Take the agreement back to the table for the own side, without a reason, until its promises
    bind. Nobody learns which side did. Errors: ``PermissionDenied``, ``NotTheMoment``."""
    at = at or timezone.now()
    footing = moving.begin(case, CaseStep.GO_BACK, Permission.MEDIATION_CONSENT, by=by)
    held = footing.case
    if _is_over(held, at):
        raise NotTheMoment(_("The time to think again is over: the agreement counts."))
    portal = Person.system()
    moving.move(held, CaseStep.GO_BACK, by=portal, at=at, due=at + LONGER_BY)
    notices.back_at_table(held, at=at)
    own_ledger.record(
        "incidents.agreement_revoked", held.incident, footing.side, by=by, at=at, about=held
    )
    moving.record("incidents.agreement_back_at_table", held, by=portal, at=at)
    return held


@ledger.operation
def bind(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """The time to think again is over: the agreement settles the incident, and its promises count.
    False where it is not over, or somebody was first."""
    at = at or timezone.now()
    held = moving.lock(case)
    if not _is_over(held, at):
        return False
    settlement = agreement.standing(held)
    settlement.accepted_at, settlement.accepted_by = at, Person.system()
    settlement.save(update_fields=["accepted_at", "accepted_by"])
    moving.move(held, CaseStep.BIND, by=by, at=at)
    stepping.move_for_neither(held.incident, Step.MEDIATED, turn=None, by=by, at=at)
    notices.bound(held, settlement, at=at)
    moving.record(
        "incidents.mediation_settled",
        held,
        by=by,
        at=at,
        settlement=str(settlement.pk),
        outcome=settlement.outcome,
    )
    return True


def bind_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Binds every agreement whose time to think again is over at *at*; a run that was missed only
    delays it. Returns how many it bound."""
    over = MediationCase.objects.filter(stage=CaseStage.COOLING_OFF, due_at__lt=at)
    return sum(bind(case, by=by, at=at) for case in over.order_by("due_at", "id")[:limit])


def _is_over(case: MediationCase, at: datetime) -> bool:
    """Whether both have signed, and had their time to think again."""
    return case.stage == CaseStage.COOLING_OFF and case.due_at is not None and at > case.due_at
