"""Words that both sides read are corrected by new ones of the same side; the first ones stay."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, setting_apart, shared_ledger, stepping, writing
from incidents.apart import Apart
from incidents.corrections.fitting import CannotCorrect
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission, Side

_K = Statement.Kind
# What a side says to the other. Terms and promises are agreed anew, or proposed anew.
REWORDED = frozenset({_K.NARRATIVE, _K.DISCUSSION, _K.QUESTION, _K.ANSWER, _K.REASON})


@ledger.operation
def reword(
    statement: Statement,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    apart: Apart | None = None,
    at: datetime | None = None,
) -> Statement:
    """Correct *statement* by *words*, which stand beside it; whose turn it is stays. Details of one
    officer stay *apart*, in the own lane.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotCorrect``
    for words that were taken out, ``writing.CannotShow``.
    """
    at = at or timezone.now()
    footing = stepping.begin(
        statement.incident, Step.REWORD, by=by, revision=revision, words=words, about=statement
    )
    held, side = footing.incident, footing.side
    access.require_verdict(may(statement, held, side, by=by))
    if held.statements.filter(pk=statement.pk, data_key__destroyed_at__isnull=False).exists():
        raise CannotCorrect(_("This text was taken out for good. Write anew what should stand."))
    draft = writing.Draft(words, _K.CORRECTION, Lane.SHARED, regards=statement)
    [corrected] = writing.write(held, [draft], by=by, side=side, at=at)
    stepping.end(footing, Step.REWORD, by=by, at=at, statement=corrected)
    notices.corrected(held, corrected, by=by, side=side, at=at)
    shared_ledger.record(
        "incidents.reworded",
        footing,
        by=by,
        at=at,
        corrects=str(statement.pk),
        words=writing.seals([corrected]),
    )
    setting_apart.keep(held, apart, by=by, side=side, at=at)
    return corrected


def may(statement: Statement, incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by* on *side* corrects these words: those who answer for the side that wrote them
    to both."""
    if side is None:
        return Verdict(False, str(stepping.FOR_NEITHER))
    if statement.lane != Lane.SHARED or statement.kind not in REWORDED:
        return Verdict(False, _("This is not corrected here. Write what is right beside it."))
    if statement.author_side != side:
        return Verdict(False, _("The side that wrote this corrects it. Ask it to, or answer."))
    return access.may(by, Permission.INCIDENT_HANDLE, incident)
