"""Somebody in charge takes up a critical matter: they ring whom they must, and write down whom."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from audit import ledger
from incidents import own_ledger, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane


@ledger.operation
def take_up(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Statement:
    """Keep in the own lane whom *by* told; from the first such line on, nobody has to act here.

    It stays in the own side's ledger, and the other side learns nothing of it. Errors:
    ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.TAKE_UP, by=by, revision=revision, words=words)
    held, side = footing.incident, footing.side
    draft = writing.Draft(words, Statement.Kind.CALL, Lane.of(side))
    [statement] = writing.write(held, [draft], by=by, side=side, at=at)
    stepping.end(footing, Step.TAKE_UP, by=by, at=at, statement=statement)
    own_ledger.record(
        "incidents.taken_up",
        held,
        side,
        by=by,
        at=at,
        words=writing.seals([statement]),
        vouched=writing.vouched_for(words),
    )
    return statement
