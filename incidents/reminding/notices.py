"""What somebody is told who is reminded of a turn. Codes only; in a mediation the same words for
whoever has answered and whoever has not."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from incidents.mediation.lifecycle import CaseStage
from incidents.models import MediationCase, Reminder
from incidents.reminding.tiers import Tier
from incidents.reminding.wait import Wait
from notifications import post

# Where what one side has done is not told to anybody yet, both read that they are reminded alike.
_OF_STAGE: Mapping[str, str] = {
    CaseStage.OFFERED: "consent",
    CaseStage.ASSIGNING: "alike",
    CaseStage.SIGNING: "alike",
}


def reminded(wait: Wait, reminder: Reminder, people: Iterable[Any], *, at: datetime) -> None:
    if reminder.tier < Tier.OVER:
        _tell("turn_reminder", wait, reminder, people, at=at)
    elif reminder.tier < Tier.LEADERS:
        _tell("turn_over", wait, reminder, people, at=at)
    else:
        _tell("turn_to_leaders", wait, reminder, people, at=at)


def _tell(
    kind: str, wait: Wait, reminder: Reminder, people: Iterable[Any], *, at: datetime
) -> None:
    post.send(
        f"incidents/{kind}",
        to=people,
        about=wait.about,
        path=wait.about.get_absolute_url(),
        key=str(reminder.pk),
        facts={"what": _what(wait), "tier": int(reminder.tier)},
        at=at,
    )


def _what(wait: Wait) -> str:
    if isinstance(wait.about, MediationCase):
        return _OF_STAGE.get(wait.about.stage, wait.asks.value)
    return wait.asks.value
