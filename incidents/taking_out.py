"""Words that should not have been written are taken out for good, for everybody.

Either side may ask it of what both read, each side of its own lane. Asked is done: nobody has to
agree, since whoever is told of may come to harm meanwhile. The row stays, its key is destroyed.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, own_ledger, stepping
from incidents.models import Attachment, Commitment, Incident, Removal, Statement
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane
from liaison import access
from liaison.access import Verdict
from liaison.roles import Permission, Side
from vault import sealing
from vault.models import SealedText

Kind = Statement.Kind
_LANES = (Lane.SITE, Lane.POLICE, Lane.SHARED)
# Released words, and those that wait for their day, start from what was logged and from what was
# done: what slipped through one of them stands in the others too.
_LOGGED = (Kind.NARRATIVE, Kind.DONE, Kind.PLANNED)


class CannotTakeOut(NotTheMoment):
    """It is gone already."""

    says_all = True

    def __init__(self, message: Any = "") -> None:
        super().__init__(message or _("This text was taken out for good already."))


@ledger.operation
def take_out(
    statement: Statement, why: Removal.Why, *, by: Any, at: datetime | None = None
) -> list[Statement]:
    """Destroy the key of *statement*, of what it was released as and of the drafts of that; with
    the words of a promise goes the post whose it is, but not that of an agreement.

    Returns all that went. Errors: ``Statement.DoesNotExist`` for words the person does not read,
    ``PermissionDenied``, ``CannotTakeOut`` for what is gone already.
    """
    at = at or timezone.now()
    held, seen = stepping.lock(statement.incident, by)
    side = seen.side_in(held)
    words = Statement.objects.filter(seen.words(), incident=held, lane__in=_LANES)
    statement = words.select_related("data_key").get(pk=statement.pk)
    access.require_verdict(may(statement, held, side, by=by))
    require_there(statement)
    going = [one for one in going_with(statement) if one.data_key.destroyed_at is None]
    destroy(held, going, why, side=side, by=by, at=at)
    return going


def require_there(text: SealedText) -> None:
    """Errors: ``CannotTakeOut``."""
    if text.data_key.destroyed_at:
        raise CannotTakeOut


def destroy(
    held: Incident,
    going: Sequence[Statement] | Sequence[Attachment],
    why: Removal.Why,
    *,
    side: Side | None,
    by: Any,
    at: datetime,
) -> None:
    """Destroy the keys of all that goes together, in the running operation, and say so to whoever
    could read it. *side*: None for a mediator."""
    for one in going:
        sealing.take_out(one.data_key, at=at)
    Removal.objects.bulk_create(
        Removal(**{str(one._meta.model_name): one}, why=why, side=side, by=by, at=at)
        for one in going
    )
    _empty_posts(going)
    _outdate(held)
    notices.taken_out(held, going, by=by, at=at)
    _record(held, going, why, side=side, by=by, at=at)


def _empty_posts(going: Sequence[Statement] | Sequence[Attachment]) -> None:
    """The post of a promise goes with its words. In what a mediator drafted it stays, signed or
    not: a digest is made of it, and nobody is to learn that way whether there is a first name."""
    promises = Commitment.objects.filter(what__in=[one.pk for one in going])
    promises.filter(settlement__assignment=None).update(post="")


def _outdate(held: Incident) -> None:
    """Somebody may have the draft before them and be about to release it: they are told first.
    (Once it is released, no form begins with what is gone.)"""
    if held.released_at is None:
        held.revision += 1
        held.save(update_fields=["revision"])


def may(one: Statement | Attachment, incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by*, who reads it, may take it out: those who answer for a side, and its author, who
    may be the mediator."""
    if one.author_id == by.pk and (side is not None or one.author_side is None):
        return Verdict(True)
    if side is None:
        return Verdict(False, str(stepping.FOR_NEITHER))
    return access.may(by, Permission.INCIDENT_HANDLE, incident)


def going_with(statement: Statement) -> list[Statement]:
    """*statement*, what it was released as or waits to be, and the drafts of that."""
    draft = statement.released_from or statement
    lane = Q(lane=draft.lane, incident=draft.incident_id)
    drafts = lane & Q(kind__in=_LOGGED) if draft.kind in _LOGGED else Q(pk=draft.pk)
    family = Statement.objects.filter(
        drafts | Q(released_from__in=Statement.objects.filter(drafts))
    )
    rows = list(family.select_related("data_key", "author").order_by("at", "id"))
    is_passed_on = any(one.released_from_id or one.kind == Kind.PLANNED for one in rows)
    return rows if is_passed_on else [statement]


def _record(
    held: Incident,
    going: Sequence[Statement] | Sequence[Attachment],
    why: Removal.Why,
    *,
    side: Side | None,
    by: Any,
    at: datetime,
) -> None:
    """Each lane's ledger keeps which of its texts or files went; never a word."""
    for lane in {one.lane for one in going}:
        own_ledger.record_in(
            Lane(lane),
            "incidents.taken_out",
            held,
            by=by,
            at=at,
            side=side.value if side else None,
            why=why.value,
            **{f"{going[0]._meta.model_name}s": [str(one.pk) for one in going if one.lane == lane]},
        )
