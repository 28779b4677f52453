"""The promises of a settlement as one reader sees them: where each stands, and what they can do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents import checking, stepping, ways_on
from incidents.agreed_then import AgreedThen
from incidents.checking import Question
from incidents.course import PromiseLine, Terms, Words
from incidents.lifecycle import Step
from incidents.models import Commitment, Incident
from liaison.agenda import Action
from liaison.roles import Side

_TONES = {Commitment.Verdict.KEPT: "ok", Commitment.Verdict.NOT_KEPT: "stop"}


@dataclass(frozen=True, slots=True)
class Said:
    """What the other side said about a promise: when it was asked, its verdict, by what it knows,
    and at what time it answered."""

    asked: str
    verdict: Any
    evidence: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One promise; ``label`` and ``tone`` as components/stage.html takes them, empty for one that
    is only proposed, unless its day has passed. ``is_to_check``: it waits for the side that checks.
    ``ways_on``: what can be done about one that was not kept."""

    promise: Commitment
    what: Words
    label: Any
    tone: str
    action: Action | None
    is_to_check: bool = False
    said: Sequence[Said] = ()
    ways_on: Sequence[Action] = ()


def rows(
    incident: Incident,
    terms: Terms,
    *,
    reader: Any,
    side: Side | None,
    at: datetime,
    judged_by: Callable[[], AgreedThen | None],
    again: Callable[[], Sequence[Action]] = tuple,
) -> list[Row]:
    """*judged_by*: what was agreed about the incident; *again*: what leads on from a promise that
    was not kept, beside ``ways_on``."""
    if terms.settlement.is_open:
        return [_proposed(incident, line, at) for line in terms.promises]
    is_missed = side is not None and any(_is_missed(line.commitment) for line in terms.promises)
    # The same for each promise that was not kept, so looked for once.
    ways: list[Action] = []
    if is_missed:
        ways = [*ways_on.of(incident, by=reader, at=at, judged_by=judged_by), *again()]
    return [_row(incident, line, reader, side, at, ways) for line in terms.promises]


def _proposed(incident: Incident, line: PromiseLine, at: datetime) -> Row:
    """Nobody has answered for so long that its day may have passed."""
    if line.commitment.has_passed(at, incident.tz):
        return Row(line.commitment, line.what, _("Its day has passed"), "wait", None)
    return Row(line.commitment, line.what, "", "", None)


def _is_missed(promise: Commitment) -> bool:
    return promise.stands == Commitment.Verdict.NOT_KEPT


def _row(
    incident: Incident,
    line: PromiseLine,
    reader: Any,
    side: Side | None,
    at: datetime,
    ways: Sequence[Action],
) -> Row:
    promise = line.commitment
    question = checking.question(promise, incident, at)
    label, tone = _stands(promise, question)
    return Row(
        promise,
        line.what,
        label,
        tone,
        _action(promise, question, incident, reader, side),
        is_to_check=question is not None,
        said=list(_said(promise)),
        ways_on=ways if _is_missed(promise) else (),
    )


def _stands(promise: Commitment, question: Question | None) -> tuple[Any, str]:
    if promise.stands:
        verdict = Commitment.Verdict(promise.stands)
        return verdict.label, _TONES[verdict]
    if promise.done_at:
        return _("Said to be done: to be checked"), "wait"
    if question:
        return _("To be checked"), "wait"
    return _("To be kept"), "plain"


def _said(promise: Commitment) -> Iterator[Said]:
    if not promise.checked_at:
        return
    yield Said(
        _("Checked"),
        promise.get_verdict_display(),
        promise.get_evidence_display(),
        promise.checked_at,
    )
    for one in promise.follow_ups.all():
        if one.answered_at:
            asked = ngettext("After %(days)s day", "After %(days)s days", one.days)
            yield Said(
                asked % {"days": one.days},
                one.get_verdict_display(),
                one.get_evidence_display(),
                one.answered_at,
            )


def _action(
    promise: Commitment,
    question: Question | None,
    incident: Incident,
    reader: Any,
    side: Side | None,
) -> Action | None:
    """The page on which the reader answers, if there is something for them to say now."""

    def may(step: Step) -> bool:
        return bool(stepping.may_take(step, incident, by=reader, side=side, about=promise))

    if question and may(Step.STILL_KEPT if question.follow_up else Step.KEPT):
        return answer(question, incident)
    if not promise.checked_at and not promise.done_at and may(Step.DONE):
        return say_done(promise, incident)
    return None


def answer(question: Question, incident: Incident) -> Action:
    """The page on which what is asked about a promise is answered."""
    if question.follow_up:
        url = _to("again", question.promise, incident)
        return Action(_("Say whether it is still kept"), url, posts=False)
    url = _to("check", question.promise, incident)
    return Action(_("Say whether it was kept"), url, posts=False)


def say_done(promise: Commitment, incident: Incident) -> Action:
    return Action(_("Say that it is done"), _to("done", promise, incident), posts=False)


def _to(deed: str, promise: Commitment, incident: Incident) -> str:
    return reverse(f"incidents:promise_{deed}", args=[incident.reference, promise.pk])
