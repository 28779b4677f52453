"""A note for one's own side. The other side does not learn that it exists."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit import ledger
from incidents import own_ledger, setting_apart, stepping, writing
from incidents.apart import Apart
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from liaison import access
from liaison.roles import Permission


@ledger.operation
def note(
    incident: Incident,
    text: str,
    *,
    key: UUID,
    by: Any,
    apart: Apart | None = None,
    at: datetime | None = None,
) -> Statement:
    """Keep *text* in the lane of *by*'s own side, at any stage; details of one officer *apart*.

    The incident itself stays as it is, and the entry goes to the chain of the own organisation:
    neither tells the other side anything. Sent twice with one *key*, the same words are kept
    once; a key is that of one incident. Errors: ``PermissionDenied``.
    """
    access.require(by, Permission.INCIDENT_LOG, incident)
    at = at or timezone.now()
    held, seen = stepping.lock(incident, by)
    access.require(by, Permission.INCIDENT_LOG, held)
    side = seen.side_in(held)
    if side is None:
        raise PermissionDenied(stepping.FOR_NEITHER)
    # The key is drawn at random and kept nowhere, so the id gives nothing of the words away.
    id_ = uuid5(by.pk, f"{held.pk}/{key}/{text}")
    standing = held.statements.filter(pk=id_).first()
    if standing is not None:
        return standing
    draft = writing.Draft(text, Statement.Kind.NOTE, Lane.of(side), id=id_)
    [statement] = writing.write(held, [draft], by=by, side=side, at=at)
    own_ledger.record(
        "incidents.noted",
        held,
        side,
        by=by,
        at=at,
        words=writing.seals([statement]),
        vouched=writing.vouched_for(text),
    )
    setting_apart.keep(held, apart, by=by, side=side, at=at)
    return statement
