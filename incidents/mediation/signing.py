"""Both sides and the mediator put their names to the terms; the third name opens the talks."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import sight, stepping
from incidents.mediation import moving, notices, terms
from incidents.mediation.lifecycle import CaseStep
from incidents.models import MediationCase, MediatorAssignment, TermsSignature
from incidents.stepping import SaidAlready
from liaison import access, proof
from liaison.refusal import Stale
from liaison.roles import Permission, Side

Who = TermsSignature.Who
# So long after both agreed the talks should have been held.
TALKED_WITHIN = timedelta(days=30)


def sign(
    case: MediationCase, *, digest: str, password: str, by: Any, at: datetime | None = None
) -> TermsSignature:
    """Sign for the own side, or as the mediator. *digest* is that of the terms on the signer's
    screen, *password* the signer's own, asked again.

    Errors: ``PermissionDenied``, ``proof.NotProven``, ``NotTheMoment``, ``Stale``.
    """
    who_signs(case, by)
    proof.require(by, password)
    return _sign(case, digest=digest, by=by, at=at or timezone.now())


def who_signs(case: MediationCase, by: Any) -> TermsSignature.Who:
    """In which part *by* signs. Errors: ``PermissionDenied``."""
    seen = sight.of(by)
    if any(named.case_id == case.pk for named in seen.named):
        return Who.MEDIATOR
    access.require(by, Permission.INCIDENT_HANDLE, case)
    side = seen.side_in(case.incident)
    if side is None:
        raise PermissionDenied(stepping.FOR_NEITHER)
    return Who(side.value)


def digest_of(case: MediationCase, assignment: MediatorAssignment) -> str:
    return terms.digest(terms.Signed(case.pk, case.incident.pair.pk, assignment.mediator_id))


@ledger.operation
def _sign(case: MediationCase, *, digest: str, by: Any, at: datetime) -> TermsSignature:
    held = moving.lock(case, by)
    who = who_signs(held, by)
    moving.require_moment(held, CaseStep.SIGN_TERMS)
    assignment = held.assignments.current().select_related("mediator").get()
    if digest != digest_of(held, assignment):
        raise Stale(_("Something changed while you were reading. Read it again before you sign."))
    if assignment.signatures.filter(who=who).exists():
        raise SaidAlready(_("This is signed already on your side."))
    signature = TermsSignature.objects.create(
        assignment=assignment, who=who, by=by, at=at, digest=digest
    )
    moving.move(held, CaseStep.SIGN_TERMS, by=by, at=at, side=_side(who))
    moving.record(
        "incidents.mediation_terms_signed", held, by=by, at=at, who=who.value, digest=digest
    )
    if assignment.signatures.count() == len(Who):
        _begin(held, assignment, at=at)
    return signature


def _begin(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    """All three have signed: from now on the mediator reads, and is written to in confidence."""
    portal = Person.system()
    due = case.agreed_at + TALKED_WITHIN if case.agreed_at else None
    moving.move(case, CaseStep.BEGIN, by=portal, at=at, due=due)
    notices.begun(case, assignment, at=at)
    moving.record("incidents.mediation_begun", case, by=portal, at=at)


def _side(who: TermsSignature.Who) -> Side | None:
    return None if who is Who.MEDIATOR else Side(who.value)
