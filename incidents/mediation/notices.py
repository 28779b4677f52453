"""Who hears what about a mediation. Codes only; and the same whoever declined, challenged or left:
then everybody on both sides is told, and nobody is left out as the one who did it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from incidents.models import (
    MediationCase,
    MediationMeeting,
    MediatorAssignment,
    MeetingSuggestion,
    Settlement,
    Statement,
)
from incidents.recusal import remaining
from incidents.taxonomy import Lane
from liaison import access
from liaison.roles import Permission
from notifications import post


def offered(case: MediationCase, *, by: Any, at: datetime) -> None:
    people = _answering(case)
    _tell("mediation_offered", case, [one for one in people if one.pk != by.pk], "offered", at)


def revealed(case: MediationCase, *, agreed: bool, at: datetime) -> None:
    if agreed:
        _tell("mediation_agreed", case, _answering(case), "revealed", at)
    else:
        _tell("mediation_not_proceeding", case, _answering(case), "revealed", at)


def named(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    """The sides, who may challenge, and the mediator."""
    key = f"named:{assignment.number}"
    _tell("mediator_named", case, _taking_part(case), key, at)
    _tell("mediator_asked", case, [assignment.mediator], key, at)


def nobody_free(case: MediationCase, *, at: datetime) -> None:
    _tell("mediator_wanted", case, _taking_part(case), f"wanted:{case.revision}", at)


def gone(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    """The sides hear that another mediator is named; the former one, who no longer sees it, that
    it is over for them."""
    _tell("mediator_gone", case, _taking_part(case), f"gone:{assignment.number}", at)
    let_go(case, assignment, at=at)


def let_go(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    mediator = assignment.mediator
    key = f"let_go:{assignment.pk}"
    _tell("mediator_let_go", case, [mediator], key, at, about=mediator, path="/")


def terms(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    people = [*_taking_part(case), assignment.mediator]
    _tell("mediation_terms", case, people, f"terms:{assignment.number}", at)


def begun(case: MediationCase, assignment: MediatorAssignment, *, at: datetime) -> None:
    people = [*_taking_part(case), assignment.mediator]
    _tell("mediation_begun", case, people, f"begun:{assignment.number}", at)


def suggested(case: MediationCase, suggestion: MeetingSuggestion, *, at: datetime) -> None:
    _tell("meeting_suggested", case, _taking_part(case), f"suggested:{suggestion.pk}", at)


def meeting_changed(case: MediationCase, meeting: MediationMeeting, *, at: datetime) -> None:
    """The mediator, who sees no calendar of visits. Both sides are told there."""
    mediators = [one.mediator for one in case.assignments.current().select_related("mediator")]
    key = f"meeting:{meeting.pk}:{meeting.told_revision}"
    _tell("meeting_changed", case, mediators, key, at)


def drafted(case: MediationCase, settlement: Settlement, *, at: datetime) -> None:
    _tell("agreement_drafted", case, _answering(case), f"drafted:{settlement.pk}", at)


def to_sign(case: MediationCase, settlement: Settlement, *, at: datetime) -> None:
    _tell("agreement_to_sign", case, _answering(case), f"to_sign:{settlement.pk}", at)


def signed(case: MediationCase, settlement: Settlement, *, at: datetime) -> None:
    _tell("agreement_signed", case, _all_three(case), f"signed:{settlement.pk}", at)


def back_at_table(case: MediationCase, *, at: datetime) -> None:
    _tell("agreement_back", case, _all_three(case), f"back:{case.revision}", at)


def bound(case: MediationCase, settlement: Settlement, *, at: datetime) -> None:
    _tell("agreement_bound", case, _all_three(case), f"bound:{settlement.pk}", at)


def ended(case: MediationCase, *, at: datetime) -> None:
    _tell("mediation_ended", case, _answering(case), "ended", at)


def closed(case: MediationCase, *, at: datetime) -> None:
    _tell("mediation_closed", case, _answering(case), "closed", at)


def surveyed(case: MediationCase, *, at: datetime) -> None:
    """Those of both sides who may answer."""
    _tell("mediation_surveyed", case, _taking_part(case), "surveyed", at)


def confided(case: MediationCase, statement: Statement, *, by: Any, at: datetime) -> None:
    """Whoever else reads what was written between one side and the mediator."""
    others = _readers(case, statement, without=by)
    _tell("mediation_confided", case, others, f"confided:{statement.pk}", at)


def taken_out(case: MediationCase, statement: Statement, *, by: Any, at: datetime) -> None:
    """Whoever else could read it, without a word of it."""
    others = _readers(case, statement, without=by)
    _tell("confided_taken_out", case, others, f"taken_out:{statement.pk}", at)


def _readers(case: MediationCase, statement: Statement, *, without: Any) -> list[Any]:
    """Of what was written between one side and the mediator; of a note, nobody else. A mediator
    reads it as long as they are named."""
    lane, assignment = Lane(statement.lane), statement.assignment
    if lane is Lane.MEDIATOR or assignment is None:
        return []
    pair, side = case.incident.pair, lane.confided_by
    people = list(access.people_who_may(Permission.INCIDENT_HANDLE, pair, side))
    if assignment.ended_at is None:
        people.append(assignment.mediator)
    return [one for one in people if one.pk != without.pk]


def _answering(case: MediationCase) -> Iterable[Any]:
    return access.people_who_may(Permission.MEDIATION_CONSENT, case.incident.pair)


def _all_three(case: MediationCase) -> list[Any]:
    mediators = [one.mediator for one in case.assignments.current().select_related("mediator")]
    return [*_answering(case), *mediators]


def _taking_part(case: MediationCase) -> Iterable[Any]:
    return access.people_who_may(Permission.INCIDENT_HANDLE, case.incident.pair)


def _tell(
    kind: str,
    case: MediationCase,
    people: Iterable[Any],
    key: str,
    at: datetime,
    *,
    about: models.Model | None = None,
    path: str = "",
) -> None:
    post.send(
        f"incidents/{kind}",
        to=remaining.on_case(case.incident, people),
        about=about or case,
        path=path or case.get_absolute_url(),
        key=f"{case.pk}:{key}",
        at=at,
    )
