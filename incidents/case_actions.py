"""What the reader of an incident can do now, in the order in which its page invites to it."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight, stepping
from incidents.lifecycle import Stage, Step
from incidents.turns import Whose
from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission

if TYPE_CHECKING:
    from incidents.casefile import CaseFile


def of(case: "CaseFile") -> list[Action]:
    """A thing that is only not for this person says why."""
    found = _steps(case)
    to_answer = case.course.threads.to_answer
    if to_answer:
        url = case.course.threads.way(to_answer[0])
        found.insert(0, Action(_("Answer the question"), url, posts=False))
    elif _is_asked_to_answer(case):
        found.insert(0, Action(_("Write to both sides"), "#say", posts=False))
    return [*(found or _checks(case)), *case.beyond.actions(), *_mediation(case)]


def _steps(case: "CaseFile") -> list[Action]:
    found = []
    for step, name, label, posts in (
        (Step.RELEASE, "incident_release", _("Decide what is released"), False),
        (Step.ACKNOWLEDGE, "incident_acknowledge", _acknowledge_label(case), True),
        (Step.PROPOSE, "incident_settle", _("Propose a settlement"), False),
        (Step.OFFER, "mediation_offer", _("Offer a mediation"), False),
    ):
        if not stepping.is_the_moment(step, case.incident) or _is_off(case, step):
            continue
        reason = case.verdict(step).reason
        if step is Step.OFFER:
            reason = reason or case.mediation_too_soon
        url = reverse(f"incidents:{name}", args=[case.incident.reference])
        fields = {"seen": case.incident.stamp} if posts else {}
        found.append(Action(label, url, fields, posts=posts, reason=reason))
    return found


def _mediation(case: "CaseFile") -> list[Action]:
    """The way to the mediation, where there is or was one that the reader may see."""
    incident, reader = case.incident, case.reader
    goes_on = incident.stage == Stage.MEDIATION
    if case.side is None:
        is_seen = incident.pk in sight.of(reader).heard
    else:
        offered = goes_on or any(move.step == Step.OFFER for move in case.course.moves)
        is_seen = offered and bool(access.may(reader, Permission.INCIDENT_SEE_SIDE, incident))
    if not is_seen:
        return []
    url = reverse("incidents:mediation_detail", args=[incident.reference])
    return [Action(_("To the mediation"), url, posts=False, quiet=not goes_on)]


def _is_asked_to_answer(case: "CaseFile") -> bool:
    is_open = stepping.is_the_moment(Step.PROPOSE, case.incident) and not _is_off(
        case, Step.PROPOSE
    )
    return is_open and case.turn.whose is Whose.YOURS and bool(case.may_say)


def _checks(case: "CaseFile") -> list[Action]:
    """The first promise that waits for the reader's word, where the turn is theirs."""
    if case.turn.whose is not Whose.YOURS:
        return []
    rows = [*case.promise_rows, *(row for _terms, rows in case.earlier_rows for row in rows)]
    others = [row for row in rows if row.promise.promiser is not case.side]
    return [row.action for row in others if row.action and row.is_to_check][:1]


def _is_off(case: "CaseFile", step: Step) -> bool:
    """Whether *step* is left out here, though its moment is: while a settlement lies on the table,
    that is answered first."""
    if step is Step.OFFER and (case.incident.is_positive or case.incident.is_critical):
        return True
    is_on_table = bool(case.terms and case.terms.settlement.is_open)
    return step in (Step.PROPOSE, Step.OFFER) and is_on_table


def _acknowledge_label(case: "CaseFile") -> str:
    if case.incident.is_positive:
        return _("Acknowledge, with thanks")
    return _("Acknowledge to the other side")
