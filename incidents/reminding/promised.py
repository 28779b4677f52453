"""What waits for somebody about promises: the side that made one until it says that it is done,
the other until it has said whether it was kept, and later whether it still is."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from incidents import checking
from incidents.checking import Question
from incidents.lifecycle import RULES, Step
from incidents.mediation.parts import Who as Part
from incidents.models import Commitment, FollowUp, Incident
from incidents.reminding import tiers
from incidents.reminding.wait import Asks, Wait, clock
from liaison.roles import Permission, Side

_INCIDENT = "settlement__incident"
_PARTIES = ("site__operator", "partnership__site__operator", "partnership__service")


def open_promises() -> Any:
    rows = Commitment.objects.unchecked()
    return rows.select_related(*_with_parties(_INCIDENT)).order_by("due_on", "pk")


def open_follow_ups(at: datetime) -> Any:
    stages = {f"commitment__{_INCIDENT}__stage__in": RULES[Step.STILL_KEPT].sources}
    rows = FollowUp.objects.standing(at).filter(**stages)
    return rows.select_related(*_with_parties(f"commitment__{_INCIDENT}")).order_by("due_at", "pk")


def of_rows(promises: Iterable[Commitment], at: datetime) -> Iterator[Wait]:
    """What is waited for about *promises* that nobody has checked yet."""
    for promise in promises:
        yield from _unchecked(promise, promise.settlement.incident, at)


def of_follow_ups(follow_ups: Iterable[FollowUp]) -> Iterator[Wait]:
    for one in follow_ups:
        incident = one.commitment.settlement.incident
        yield _asked(checking.of_follow_up(one, incident), incident)


def of_settled(promises: Iterable[Commitment], incident: Incident, at: datetime) -> Iterator[Wait]:
    """What is waited for about the agreed *promises* at hand. No query."""
    for promise in promises:
        if not promise.checked_at:
            yield from _unchecked(promise, incident, at)
        elif question := checking.question(promise, incident, at):
            yield _asked(question, incident)


def things(promises: Iterable[Commitment]) -> Iterator[UUID]:
    """What is reminded of about *promises* at hand: each, and what is asked about it again."""
    for promise in promises:
        yield promise.pk
        if promise.checked_at:
            yield from (one.pk for one in promise.follow_ups.all())


def _unchecked(promise: Commitment, incident: Incident, at: datetime) -> Iterator[Wait]:
    agreed_at = promise.settlement.accepted_at
    # Of one whose day had passed when it was agreed, only the question is left.
    if not promise.done_at and agreed_at and agreed_at < promise.falls_due(incident.tz):
        yield _to_keep(promise, incident)
    if question := checking.question(promise, incident, at):
        yield _asked(question, incident)


def _to_keep(promise: Commitment, incident: Incident) -> Wait:
    side, since = promise.promiser, promise.settlement.accepted_at
    assert since is not None  # noqa: S101 - only those that were agreed are asked for
    until = promise.falls_due(incident.tz)
    return _wait(Asks.KEEP, incident, promise.pk, side, since, until)


def _asked(question: Question, incident: Incident) -> Wait:
    again = question.follow_up
    asks, thing = (Asks.AGAIN, again.pk) if again else (Asks.CHECK, question.promise.pk)
    return _wait(asks, incident, thing, question.checker, question.since, question.until)


def _wait(
    asks: Asks, incident: Incident, thing: UUID, side: Side, since: datetime, until: datetime
) -> Wait:
    time = clock(incident, side, since, until, grace=tiers.MUCH_LATER)
    part = Part(side.value)
    return Wait(asks, incident, incident, thing, part, Permission.INCIDENT_HANDLE, time)


def _with_parties(incident: str) -> list[str]:
    return [f"{incident}__{party}" for party in _PARTIES]
