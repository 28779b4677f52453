"""The promises of a settlement as one reader sees them: where each stands, and what they can do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import stepping
from incidents.course import PromiseLine, Terms, Words
from incidents.lifecycle import Step
from incidents.models import Commitment, Incident
from liaison.agenda import Action
from liaison.roles import Side

_TONES = {Commitment.Verdict.KEPT: "ok", Commitment.Verdict.NOT_KEPT: "stop"}


@dataclass(frozen=True, slots=True)
class Row:
    """One promise; ``label`` and ``tone`` as components/stage.html takes them, empty for one that
    is only proposed. ``is_to_check``: it waits for the side that checks."""

    promise: Commitment
    what: Words
    label: Any
    tone: str
    action: Action | None
    is_to_check: bool = False


def rows(
    incident: Incident, terms: Terms, *, reader: Any, side: Side | None, at: datetime
) -> list[Row]:
    if terms.settlement.is_open:
        return [Row(line.commitment, line.what, "", "", None) for line in terms.promises]
    return [_row(incident, line, reader, side, at) for line in terms.promises]


def _row(
    incident: Incident, line: PromiseLine, reader: Any, side: Side | None, at: datetime
) -> Row:
    promise = line.commitment
    label, tone = _stands(promise, incident, at)
    action = _action(promise, incident, reader, side, at)
    waits = promise.awaits_check(at, incident.tz)
    return Row(promise, line.what, label, tone, action, is_to_check=waits)


def _stands(promise: Commitment, incident: Incident, at: datetime) -> tuple[Any, str]:
    if promise.verdict:
        return promise.get_verdict_display(), _TONES[Commitment.Verdict(promise.verdict)]
    if promise.done_at:
        return _("Said to be done: to be checked"), "wait"
    if promise.awaits_check(at, incident.tz):
        return _("To be checked"), "wait"
    return _("To be kept"), "plain"


def _action(
    promise: Commitment, incident: Incident, reader: Any, side: Side | None, at: datetime
) -> Action | None:
    """The page on which the reader answers, if there is something for them to say now."""

    def may(step: Step) -> bool:
        return bool(stepping.may_take(step, incident, by=reader, side=side, promise=promise))

    if promise.checked_at:
        return None
    if promise.awaits_check(at, incident.tz) and may(Step.KEPT):
        return check(promise, incident)
    if not promise.done_at and may(Step.DONE):
        return say_done(promise, incident)
    return None


def check(promise: Commitment, incident: Incident) -> Action:
    return Action(_("Say whether it was kept"), _to("check", promise, incident), posts=False)


def say_done(promise: Commitment, incident: Incident) -> Action:
    return Action(_("Say that it is done"), _to("done", promise, incident), posts=False)


def _to(deed: str, promise: Commitment, incident: Incident) -> str:
    return reverse(f"incidents:promise_{deed}", args=[incident.reference, promise.pk])
