"""Who hears what about an incident. Codes only: no words about it, no site."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Person
from incidents.models import (
    Attachment,
    Commitment,
    CriticalMatter,
    FollowUp,
    Incident,
    MediatorAssignment,
    Referral,
    Settlement,
    Statement,
)
from incidents.recusal import remaining
from incidents.taxonomy import Lane
from liaison import access
from liaison.roles import Permission, Side
from notifications import post


def critical(incident: Incident, *, key: str = "critical", by: Any, at: datetime) -> None:
    """Everybody in charge of the own side, at once, also where it is not settled yet with which
    service it will be discussed. Whoever may not see it after all is not told."""
    people = _in_charge(incident, at)
    _tell("critical", incident, incident.author_side, key=key, by=by, at=at, people=people)


def now_critical(incident: Incident, *, key: str, by: Any, at: datetime) -> None:
    """To those in charge of the own side: what both sides know of turns out to be critical."""
    people = _in_charge(incident, at)
    _tell("now_critical", incident, incident.author_side, key=key, by=by, at=at, people=people)


def not_critical(incident: Incident, *, key: str, by: Any, at: datetime) -> None:
    """To those who were told that it is."""
    people = _in_charge(incident, at)
    _tell("not_critical", incident, incident.author_side, key=key, by=by, at=at, people=people)


def _in_charge(incident: Incident, at: datetime) -> list[Person]:
    """Those in charge of the own side, save who may not see it after all."""
    return remaining.of_side(incident, incident.author_side, Permission.INCIDENT_SEE_SIDE, at=at)


def critical_exists(matter: CriticalMatter, *, by: Any, at: datetime) -> None:
    """To everybody in charge of the other side: that there is one, and nothing of the incident."""
    permission, side = Permission.INCIDENT_SEE_SIDE, matter.author_side.other
    post.send(
        "incidents/critical_exists",
        to=list(access.people_who_may(permission, matter.partnership, side)),
        about=matter,
        path=matter.get_absolute_url(),
        key=f"{matter.pk}:exists",
        facts={"side": side.value},
        at=at,
    )


def released(incident: Incident, *, by: Any, side: Side, at: datetime) -> None:
    _tell("released", incident, side.other, key="released", by=by, at=at)


def release_lapsed(incident: Incident, planned: UUID, *, by: Any, at: datetime) -> None:
    """To those of the own side who release: a release that was planned is not possible any more."""
    permission, side = Permission.INCIDENT_RELEASE, incident.author_side
    people = remaining.of_side(incident, side, permission, at=at)
    key = f"release_lapsed:{planned}"
    _tell("release_lapsed", incident, side, key=key, by=by, at=at, people=people)


def acknowledged(incident: Incident, *, by: Any, side: Side, at: datetime) -> None:
    _tell("acknowledged", incident, side.other, key="acknowledged", by=by, at=at)


def discussed(
    incident: Incident, statement: Statement, *, by: Any, side: Side, at: datetime
) -> None:
    _tell("discussed", incident, side.other, key=f"said:{statement.pk}", by=by, at=at)


def asked(incident: Incident, question: Statement, *, by: Any, side: Side, at: datetime) -> None:
    _tell("asked", incident, side.other, key=f"asked:{question.pk}", by=by, at=at)


def answered(incident: Incident, answer: Statement, *, by: Any, side: Side, at: datetime) -> None:
    _tell("answered", incident, side.other, key=f"answered:{answer.pk}", by=by, at=at)


def corrected(
    incident: Incident, statement: Statement, *, by: Any, side: Side, at: datetime
) -> None:
    _tell("corrected", incident, side.other, key=f"corrected:{statement.pk}", by=by, at=at)


def proposed(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = settlement.proposer.other
    _tell("proposed", incident, side, key=f"proposed:{settlement.pk}", by=by, at=at)


def withdrawn(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = settlement.proposer.other
    _tell("withdrawn", incident, side, key=f"withdrawn:{settlement.pk}", by=by, at=at)


def declined(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    side = settlement.proposer
    _tell("declined", incident, side, key=f"declined:{settlement.pk}", by=by, at=at)


def settled(incident: Incident, settlement: Settlement, *, by: Any, at: datetime) -> None:
    """Both sides hear it: the promises of a settlement are everybody's business."""
    for side in Side:
        _tell("settled", incident, side, key=f"settled:{settlement.pk}", by=by, at=at)


def promise_due(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    """To the side that is asked whether the other kept it."""
    side = promise.promiser.other
    _tell("promise_due", incident, side, key=f"due:{promise.pk}", by=by, at=at)


def promise_done(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    side = promise.promiser.other
    _tell("promise_done", incident, side, key=f"done:{promise.pk}", by=by, at=at)


def promise_checked(incident: Incident, promise: Commitment, *, by: Any, at: datetime) -> None:
    side = promise.promiser
    _tell("promise_checked", incident, side, key=f"checked:{promise.pk}", by=by, at=at)


def promise_again(incident: Incident, follow_up: FollowUp, *, by: Any, at: datetime) -> None:
    """To the side that is asked whether the other keeps it still."""
    side = follow_up.commitment.promiser.other
    _tell("promise_again", incident, side, key=f"again:{follow_up.pk}", by=by, at=at)


def followed_up(incident: Incident, follow_up: FollowUp, *, by: Any, at: datetime) -> None:
    side = follow_up.commitment.promiser
    _tell("promise_checked", incident, side, key=f"checked:{follow_up.pk}", by=by, at=at)


def statement_given(incident: Incident, statement: Statement, *, by: Any, at: datetime) -> None:
    """To those of the police side who ask officers."""
    people = access.people_who_may(Permission.STATEMENT_ASK, incident.pair, Side.POLICE)
    key = f"given:{statement.pk}"
    _tell("statement_given", incident, Side.POLICE, key=key, by=by, at=at, people=people)


def attachment_shown(
    incident: Incident, attachment: Attachment, *, by: Any, side: Side, at: datetime
) -> None:
    key = f"attachment_shown:{attachment.pk}"
    _tell("attachment_shown", incident, side.other, key=key, by=by, at=at)


def attachment_refused(
    incident: Incident, attachment: Attachment, *, by: Any, at: datetime
) -> None:
    """To whoever added it: nobody else learned that it was there."""
    side, key = Side(attachment.author_side), f"attachment_refused:{attachment.pk}"
    people = [attachment.author]
    _tell("attachment_refused", incident, side, key=key, by=by, at=at, people=people)


def taken_out(
    incident: Incident,
    going: Sequence[Statement] | Sequence[Attachment],
    *,
    by: Any,
    at: datetime,
) -> None:
    """To those who answer for each side that read a text or saw a file which is gone, to who put it
    there, and to a mediator who hears it; without a word of it."""
    lanes = {one.lane for one in going}
    for side in Side:
        if not lanes & {Lane.SHARED, Lane.of(side)}:
            continue
        people = {
            person.pk: person
            for person in remaining.of_side(incident, side, Permission.INCIDENT_HANDLE, at=at)
        }
        people |= {one.author_id: one.author for one in going if one.author_side == side}
        key = f"taken_out:{going[0].pk}"
        _tell("taken_out", incident, side, key=key, by=by, at=at, people=people.values())
    if Lane.SHARED in lanes:
        _tell_mediator(incident, key=f"taken_out:{going[0].pk}:heard", by=by, at=at)


def line_taken_out(held: Incident, row: Any, lane: Lane, *, by: Any, at: datetime) -> None:
    """To those who answer for each side that read the line, and to a mediator who read it."""
    for side in Side:
        if lane in (Lane.SHARED, Lane.of(side)):
            people = remaining.of_side(held, side, Permission.INCIDENT_HANDLE, at=at)
            _tell("taken_out", held, side, key=f"line:{row.pk}", by=by, at=at, people=people)
    if lane is Lane.SHARED:
        _tell_mediator(held, key=f"line:{row.pk}:heard", by=by, at=at)


def _tell_mediator(incident: Incident, *, key: str, by: Any, at: datetime) -> None:
    """Whoever mediates reads what both sides read."""
    heard = MediatorAssignment.objects.hearing(incident).select_related("mediator")
    people, side = [one.mediator for one in heard], incident.author_side
    _tell("taken_out", incident, side, key=key, by=by, at=at, people=people)


def body_told(incident: Incident, referral: Referral, *, by: Any, side: Side, at: datetime) -> None:
    _tell("body_told", incident, side.other, key=f"body:{referral.pk}", by=by, at=at)


def body_answered(
    incident: Incident, statement: Statement, *, by: Any, side: Side, at: datetime
) -> None:
    _tell("body_answered", incident, side.other, key=f"result:{statement.pk}", by=by, at=at)


def reopened(incident: Incident, *, by: Any, side: Side, at: datetime) -> None:
    """Both sides: the other one answers, and the own one knows that it is open again."""
    key = f"reopened:{incident.revision}"
    _tell("reopened", incident, side.other, key=key, by=by, at=at)
    _tell("reopened_here", incident, side, key=key, by=by, at=at)


def _tell(
    kind: str,
    incident: Incident,
    side: Side,
    *,
    key: str,
    by: Any,
    at: datetime,
    people: Iterable[Any] | None = None,
) -> None:
    """*people*, else those of *side* who can act on it, save the one who did it and who is off
    the case."""
    if people is None:
        people = access.people_who_may(Permission.INCIDENT_HANDLE, incident.pair, side)
    post.send(
        f"incidents/{kind}",
        to=remaining.on_case(incident, people, without=by),
        about=incident,
        path=incident.get_absolute_url(),
        key=f"{incident.pk}:{key}",
        facts={"side": side.value, "good": incident.is_positive},
        at=at,
    )
