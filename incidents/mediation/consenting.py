"""Each side says privately whether it wants to mediate; both learn only whether both do.

An answer goes to the own organisation's chain and changes nothing that anybody else can see. When
both have answered, or time is up, the portal says on behalf of neither what came of it, in the
same way whoever declined or stayed silent. What did not agree is then destroyed.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from incidents import own_ledger
from incidents.mediation import assigning, moving, notices
from incidents.mediation.lifecycle import CaseStage, CaseStep
from incidents.models import Consent, MediationCase
from incidents.stepping import NotTheMoment
from liaison.roles import Permission, Side
from vault import sealing


@ledger.operation
def answer(
    case: MediationCase, *, agrees: bool, by: Any, at: datetime | None = None
) -> MediationCase:
    """Say for the own side whether it wants to mediate. It can be said otherwise until the other
    side has answered too. Errors: ``PermissionDenied``, ``NotTheMoment``."""
    at = at or timezone.now()
    permission = Permission.MEDIATION_CONSENT
    footing = moving.begin(case, CaseStep.AGREE, permission, by=by)
    held, side = footing.case, footing.side
    if at > held.consent_until:
        raise NotTheMoment(_("The time for an answer is over."))
    consent = of(held, side) or Consent(case=held, side=side)
    consent.say(agrees=agrees, by=by, at=at)
    consent.save()
    own_ledger.record(
        "incidents.mediation_answered",
        held.incident,
        side,
        by=by,
        at=at,
        about=held,
        sealed=sha256(bytes(consent.ciphertext)).hexdigest(),
    )
    if held.consents.count() == len(Side):
        _reveal(held, at=at)
    return held


def of(case: MediationCase, side: Side) -> Consent | None:
    """What *side* has answered, if it has."""
    return case.consents.select_related("data_key").filter(side=side).first()


@ledger.operation
def close(case: MediationCase, *, by: Any, at: datetime | None = None) -> bool:
    """The time to answer is over. False where it is not, or somebody was first."""
    at = at or timezone.now()
    held = moving.lock(case)
    if held.stage != CaseStage.OFFERED or at <= held.consent_until:
        return False
    _reveal(held, at=at)
    return True


def close_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Closes every offer whose time is over at *at*; a run that was missed only delays it."""
    over = MediationCase.objects.filter(stage=CaseStage.OFFERED, consent_until__lt=at)
    rows = over.order_by("consent_until", "id")[:limit]
    return sum(close(case, by=by, at=at) for case in rows)


def _reveal(case: MediationCase, *, at: datetime) -> None:
    """Both learn whether both agree, and no more."""
    consents = list(case.consents.select_related("data_key"))
    agreed = len(consents) == len(Side) and all(consent.agrees for consent in consents)
    portal = Person.system()
    if agreed:
        case.agreed_at = at
    else:
        for consent in consents:
            sealing.take_out(consent.data_key, at=at)
    moving.move(case, CaseStep.AGREE if agreed else CaseStep.NOT_PROCEED, by=portal, at=at)
    notices.revealed(case, agreed=agreed, at=at)
    moving.record(
        "incidents.mediation_agreed" if agreed else "incidents.mediation_not_proceeding",
        case,
        by=portal,
        at=at,
    )
    if agreed:
        assigning.name_next(case, at=at)
