"""Both sides talk about it, in words that both read."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents import notices, setting_apart, shared_ledger, stepping, writing
from incidents.apart import Apart
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane


@ledger.operation
def say(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    apart: Apart | None = None,
    at: datetime | None = None,
) -> Statement:
    """Put *words* where both sides read them; it is the other side's turn then, unless an
    answer to a proposed settlement is what is due. Details of one officer stay *apart*, in the
    own lane.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.DISCUSS, by=by, revision=revision, words=words)
    draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
    [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, Step.DISCUSS, by=by, at=at, statement=statement)
    notices.discussed(footing.incident, statement, by=by, side=footing.side, at=at)
    shared_ledger.record(
        "incidents.discussed", footing, by=by, at=at, words=writing.seals([statement])
    )
    setting_apart.keep(footing.incident, apart, by=by, side=footing.side, at=at)
    return statement
