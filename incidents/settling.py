"""One side proposes how it ends, the other accepts: then it has ended."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import laying_down, notices, shared_ledger, stepping, writing
from incidents.laying_down import CannotSettle, Promise, Terms
from incidents.lifecycle import Step
from incidents.models import Incident, Move, Settlement, Statement
from incidents.stepping import Footing, NotTheMoment
from incidents.taxonomy import Lane, Outcome
from vault import TakenOut


@ledger.operation
def propose(
    incident: Incident,
    outcome: Outcome,
    words: str,
    promises: Sequence[Promise] = (),
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Settlement:
    """Lay an ending before the other side. Its terms stay as they are: who wants others takes it
    back, or declines, and proposes anew.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotSettle``.
    """
    at = at or timezone.now()
    is_same = _proposes(outcome, promises)
    with stepping.rather(lambda: require_room(incident)):
        footing = stepping.begin(
            incident, Step.PROPOSE, by=by, revision=revision, words=words, is_same=is_same
        )
    require_room(footing.incident)
    laying_down.check(promises, today=at.astimezone(footing.incident.tz).date())
    settlement, statements = laying_down.lay_down(
        footing.incident, Terms(outcome, words, promises), side=footing.side, by=by, at=at
    )
    stepping.end(footing, Step.PROPOSE, by=by, at=at, statement=statements[0])
    notices.proposed(footing.incident, settlement, by=by, at=at)
    _record(
        "incidents.proposed",
        footing,
        settlement,
        by=by,
        at=at,
        outcome=outcome.value,
        promises=len(promises),
        words=writing.seals(statements),
    )
    return settlement


@ledger.operation
def accept(
    incident: Incident,
    settlement_id: UUID,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Settlement:
    """Agree to the settlement that is open, exactly as it was shown (*settlement_id*).

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotSettle`` for whoever
    proposed it and has changed sides since.
    """
    at = at or timezone.now()
    footing, settlement = _open(incident, Step.ACCEPT, settlement_id, by=by, revision=revision)
    if settlement.proposed_by_id == by.pk:
        raise CannotSettle(
            _("You proposed this yourself. Somebody else of your side can accept it.")
        )
    settlement.accepted_at, settlement.accepted_by = at, by
    settlement.save(update_fields=["accepted_at", "accepted_by"])
    stepping.end(footing, Step.ACCEPT, by=by, at=at)
    notices.settled(footing.incident, settlement, by=by, at=at)
    _record("incidents.settled", footing, settlement, by=by, at=at)
    return settlement


@ledger.operation
def decline(
    incident: Incident,
    settlement_id: UUID,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Settlement:
    """Not like this: *words* say what would do instead, and both sides talk on.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing, settlement = _open(
        incident, Step.DECLINE, settlement_id, by=by, revision=revision, words=words
    )
    draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
    [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    _end(settlement, by=by, at=at)
    stepping.end(footing, Step.DECLINE, by=by, at=at, statement=statement)
    notices.declined(footing.incident, settlement, by=by, at=at)
    _record(
        "incidents.declined", footing, settlement, by=by, at=at, words=writing.seals([statement])
    )
    return settlement


@ledger.operation
def withdraw(
    incident: Incident,
    settlement_id: UUID,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Settlement:
    """Take the own proposal back, while nobody has answered it.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``.
    """
    at = at or timezone.now()
    footing, settlement = _open(incident, Step.WITHDRAW, settlement_id, by=by, revision=revision)
    _end(settlement, by=by, at=at)
    stepping.end(footing, Step.WITHDRAW, by=by, at=at)
    notices.withdrawn(footing.incident, settlement, by=by, at=at)
    _record("incidents.withdrawn", footing, settlement, by=by, at=at)
    return settlement


def _open(
    incident: Incident,
    step: Step,
    settlement_id: UUID,
    *,
    by: Any,
    revision: int | None,
    words: str = "",
) -> tuple[Footing, Settlement]:
    with stepping.rather(lambda: on_table(incident, settlement_id, step)):
        footing = stepping.begin(incident, step, by=by, revision=revision, words=words)
    return footing, on_table(footing.incident, settlement_id, step)


def on_table(incident: Incident, settlement_id: UUID, step: Step) -> Settlement:
    """The settlement that is open, if it is that one. Errors: ``NotTheMoment``."""
    settlement = incident.settlements.open().first()
    if settlement is None:
        raise NotTheMoment(_("No settlement lies on the table any more."), step=step)
    if settlement.pk != settlement_id:
        raise NotTheMoment(_("Another settlement lies on the table now. Read that one."), step=step)
    return settlement


def require_room(incident: Incident) -> None:
    """Errors: ``NotTheMoment`` where none can be proposed now."""
    stepping.require_moment(Step.PROPOSE, incident)
    require_empty_table(incident)


def require_empty_table(incident: Incident) -> None:
    """Errors: ``NotTheMoment`` while a settlement waits for its answer."""
    if incident.settlements.open().exists():
        raise NotTheMoment(
            _("A settlement is proposed already. It is answered first."), step=Step.PROPOSE
        )


def _end(settlement: Settlement, *, by: Any, at: datetime) -> None:
    settlement.ended_at, settlement.ended_by = at, by
    settlement.save(update_fields=["ended_at", "ended_by"])


def _proposes(outcome: Outcome, promises: Sequence[Promise]) -> Callable[[Move], bool]:
    """Whether a move proposed this outcome and these promises, none of whose words is gone."""
    asked = sorted((one.side.value, one.post, one.what, one.due_on) for one in promises)

    def is_same(move: Move) -> bool:
        settlement = Settlement.objects.get(text=move.statement_id)
        kept = settlement.commitments.select_related("what__data_key")
        try:
            laid = sorted((one.side, one.post, one.what.words(), one.due_on) for one in kept)
        except TakenOut:
            return False
        return settlement.outcome == outcome and laid == asked

    return is_same


def _record(
    verb: str, footing: Footing, settlement: Settlement, *, by: Any, at: datetime, **facts: Any
) -> None:
    shared_ledger.record(verb, footing, by=by, at=at, settlement=str(settlement.pk), **facts)
