"""How an incident goes: its stages, the steps between them, and whose step each one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison.roles import Permission, Side


class Stage(models.TextChoices):
    LOGGED = "logged", pgettext_lazy("incident stage", "Logged")
    RELEASED = "released", pgettext_lazy("incident stage", "Released")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("incident stage", "Acknowledged")
    DISCUSSION = "discussion", _("In discussion")
    SETTLED = "settled", pgettext_lazy("incident stage", "Settled")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.LOGGED: frozenset({Stage.LOGGED, Stage.RELEASED}),
    Stage.RELEASED: frozenset({Stage.ACKNOWLEDGED}),
    Stage.ACKNOWLEDGED: frozenset({Stage.DISCUSSION}),
    Stage.DISCUSSION: frozenset({Stage.DISCUSSION, Stage.SETTLED}),
    Stage.SETTLED: frozenset({Stage.SETTLED}),
}


class Step(StrEnum):
    """What people do; each is one operation and one entry in the timeline."""

    TAKE_UP = "take_up"
    KEEP_BACK = "keep_back"
    RELEASE = "release"
    ACKNOWLEDGE = "acknowledge"
    DISCUSS = "discuss"
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"
    DONE = "done"
    KEPT = "kept"
    NOT_KEPT = "not_kept"

    @property
    def is_own(self) -> bool:
        """Whether only the side that took it ever learns of it."""
        return self in (Step.TAKE_UP, Step.KEEP_BACK)


class Whose(StrEnum):
    """Which side may take a step."""

    AUTHOR = "author"  # the side that logged the incident
    OTHER = "other"  # the side it was released to
    EITHER = "either"
    PROPOSER = "proposer"  # the side whose settlement is open
    ANSWERER = "answerer"  # the other side of that
    PROMISER = "promiser"  # the side whose promise it is
    CHECKER = "checker"  # the other side of that


class Then(StrEnum):
    """Whose turn it is after a step, seen from the side that took it."""

    SELF = "self"
    OTHER = "other"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which stages a step leads where, who may take it, whose turn it is then, and how many
    business days that side has (None: no answer is owed)."""

    sources: frozenset[Stage]
    target: Stage
    whose: Whose
    permission: Permission
    then: Then
    days: int | None


_OPEN = frozenset({Stage.ACKNOWLEDGED, Stage.DISCUSSION})
_TALK = frozenset({Stage.DISCUSSION})
_LOGGED, _SETTLED = frozenset({Stage.LOGGED}), frozenset({Stage.SETTLED})
_RELEASE, _HANDLE = Permission.INCIDENT_RELEASE, Permission.INCIDENT_HANDLE

RULES: Mapping[Step, Rule] = {
    Step.TAKE_UP: Rule(_LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None),
    Step.KEEP_BACK: Rule(_LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None),
    Step.RELEASE: Rule(_LOGGED, Stage.RELEASED, Whose.AUTHOR, _RELEASE, Then.OTHER, days=1),
    Step.ACKNOWLEDGE: Rule(
        frozenset({Stage.RELEASED}), Stage.ACKNOWLEDGED, Whose.OTHER, _HANDLE, Then.SELF, days=2
    ),
    Step.DISCUSS: Rule(_OPEN, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=2),
    Step.PROPOSE: Rule(_OPEN, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=5),
    Step.WITHDRAW: Rule(_TALK, Stage.DISCUSSION, Whose.PROPOSER, _HANDLE, Then.SELF, days=2),
    Step.DECLINE: Rule(_TALK, Stage.DISCUSSION, Whose.ANSWERER, _HANDLE, Then.OTHER, days=2),
    Step.ACCEPT: Rule(_TALK, Stage.SETTLED, Whose.ANSWERER, _HANDLE, Then.NOBODY, days=None),
    # A settled incident has no turn of its own any more; each of its promises has one.
    Step.DONE: Rule(_SETTLED, Stage.SETTLED, Whose.PROMISER, _HANDLE, Then.NOBODY, days=None),
    Step.KEPT: Rule(_SETTLED, Stage.SETTLED, Whose.CHECKER, _HANDLE, Then.NOBODY, days=None),
    Step.NOT_KEPT: Rule(_SETTLED, Stage.SETTLED, Whose.CHECKER, _HANDLE, Then.NOBODY, days=None),
}


def is_for(
    whose: Whose,
    side: Side,
    *,
    author: Side,
    proposer: Side | None = None,
    promiser: Side | None = None,
) -> bool:
    """Whether a step that is *whose* may be taken by *side*."""
    answers: Mapping[Whose, bool] = {
        Whose.AUTHOR: side is author,
        Whose.OTHER: side is not author,
        Whose.EITHER: True,
        Whose.PROPOSER: side is proposer,
        Whose.ANSWERER: proposer is not None and side is not proposer,
        Whose.PROMISER: side is promiser,
        Whose.CHECKER: promiser is not None and side is not promiser,
    }
    return answers[whose]
