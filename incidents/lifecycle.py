"""How an incident goes: its stages, the steps between them, and whose step each one is."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
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
    MEDIATION = "mediation", _("In mediation")
    ESCALATED = "escalated", _("With the leaders")
    SETTLED = "settled", pgettext_lazy("incident stage", "Settled")
    REFERRED = "referred", pgettext_lazy("incident stage", "Referred")
    CLOSED = "closed", pgettext_lazy("incident stage", "Closed")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.LOGGED: frozenset({Stage.LOGGED, Stage.RELEASED, Stage.REFERRED, Stage.CLOSED}),
    Stage.RELEASED: frozenset({Stage.RELEASED, Stage.ACKNOWLEDGED, Stage.ESCALATED}),
    Stage.ACKNOWLEDGED: frozenset(
        {Stage.ACKNOWLEDGED, Stage.DISCUSSION, Stage.MEDIATION, Stage.ESCALATED}
    ),
    Stage.DISCUSSION: frozenset(
        {Stage.DISCUSSION, Stage.MEDIATION, Stage.SETTLED, Stage.ESCALATED}
    ),
    Stage.MEDIATION: frozenset({Stage.MEDIATION, Stage.DISCUSSION, Stage.SETTLED}),
    Stage.ESCALATED: frozenset(
        {Stage.ESCALATED, Stage.DISCUSSION, Stage.MEDIATION, Stage.SETTLED, Stage.REFERRED}
    ),
    Stage.SETTLED: frozenset({Stage.SETTLED, Stage.DISCUSSION, Stage.ESCALATED}),
    Stage.REFERRED: frozenset({Stage.REFERRED, Stage.CLOSED}),
    # Nothing follows but that it is open again; what was wrong can still be corrected.
    Stage.CLOSED: frozenset({Stage.CLOSED, Stage.DISCUSSION}),
}


class Step(StrEnum):
    """What people do; each is one operation and one entry in the timeline."""

    TAKE_UP = "take_up"
    CONFIRM = "confirm"
    REPORT = "report"
    CLOSE = "close"
    KEEP_BACK = "keep_back"
    COUNT = "count"
    PLAN = "plan"
    RECALL = "recall"
    LAPSE = "lapse"
    RELEASE = "release"
    ACKNOWLEDGE = "acknowledge"
    DISCUSS = "discuss"
    ASK = "ask"
    ANSWER = "answer"
    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    ACCEPT = "accept"
    OFFER = "offer"
    RETURN = "return"
    MEDIATED = "mediated"
    ESCALATE = "escalate"
    REVIEW = "review"
    OVERDUE = "overdue"
    PUT_FORWARD = "put_forward"
    SEND_BACK = "send_back"
    LEAD_OFFER = "lead_offer"
    LEAD_SETTLE = "lead_settle"
    LEAD_STAND = "lead_stand"
    REFER = "refer"
    RECORD = "record"
    RESULT = "result"
    REOPEN = "reopen"
    DONE = "done"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    STILL_KEPT = "still_kept"
    SLIPPED = "slipped"
    CORRECT_OWN = "correct_own"
    CORRECT = "correct"
    REWORD = "reword"

    @property
    def is_own(self) -> bool:
        """Whether only the side that took it ever learns of it."""
        return self in _OWN


# Those with which it goes to the statutory body.
REFERS = (Step.REPORT, Step.RECORD)
# Those with which it is settled.
SETTLES = (Step.ACCEPT, Step.MEDIATED, Step.LEAD_SETTLE)
# Those with which a fact is corrected.
CORRECTS = (Step.CORRECT_OWN, Step.CORRECT)
_OWN = (
    Step.TAKE_UP,
    Step.CONFIRM,
    Step.REPORT,
    Step.CLOSE,
    Step.KEEP_BACK,
    Step.COUNT,
    Step.PLAN,
    Step.RECALL,
    Step.LAPSE,
    Step.CORRECT_OWN,
)


class Weight(StrEnum):
    """Which incidents a step is for."""

    ANY = "any"
    CRITICAL = "critical"  # they stay with their own side
    OTHER = "other"
    LESS = "less"  # than critical: what is critical is not settled between the two sides


class Whose(StrEnum):
    """Which side may take a step."""

    AUTHOR = "author"  # the side that logged the incident
    OTHER = "other"  # the side it was released to
    EITHER = "either"
    PROPOSER = "proposer"  # the side whose settlement is open
    ANSWERER = "answerer"  # the other side of that
    PROMISER = "promiser"  # the side whose promise it is
    CHECKER = "checker"  # the other side of that
    ASKED = "asked"  # the side to which a question was put
    NEITHER = "neither"  # the portal takes it, on behalf of neither


class Then(StrEnum):
    """Whose turn it is after a step, seen from the side that took it."""

    SELF = "self"
    OTHER = "other"
    NOBODY = "nobody"
    AS_IT_IS = "as_it_is"  # the side whose turn it is already, by when it was
    BEFORE = "before"  # the side whose turn it was before the mediation, or before the leaders


@dataclass(frozen=True, slots=True)
class Rule:
    """From which stages a step leads where (None: it stays where it is), who may take it, whose
    turn it is then, and how many business days that side has (None: no answer is owed). *weight*:
    of which incidents; *if_critical*: from which stages besides, of what is critical."""

    sources: frozenset[Stage]
    target: Stage | None
    whose: Whose
    permission: Permission
    then: Then
    _: KW_ONLY
    days: int | None
    weight: Weight = Weight.ANY
    if_critical: frozenset[Stage] = frozenset()

    def leads(self, source: str) -> Stage:
        """To which stage, from *source*."""
        return self.target or Stage(source)


_OPEN = frozenset({Stage.ACKNOWLEDGED, Stage.DISCUSSION})
_TALK = frozenset({Stage.DISCUSSION})
_MEDIATION = frozenset({Stage.MEDIATION})
_TO_LEADERS = _OPEN | {Stage.RELEASED}
_SHOWN = frozenset(Stage) - {Stage.LOGGED}
_LED, _REFERRED = frozenset({Stage.ESCALATED}), frozenset({Stage.REFERRED})
_LOGGED = frozenset({Stage.LOGGED})
# It has come to an end between the two sides.
ENDED = frozenset({Stage.SETTLED, Stage.CLOSED})
# What was promised stays promised, also where the incident is open again.
_PROMISED = ENDED | _TALK | _MEDIATION | _LED | _REFERRED
_RELEASE, _HANDLE = Permission.INCIDENT_RELEASE, Permission.INCIDENT_HANDLE
_LEAD = Permission.INCIDENT_LEAD

RULES: Mapping[Step, Rule] = {
    Step.TAKE_UP: Rule(
        _LOGGED,
        Stage.LOGGED,
        Whose.AUTHOR,
        _RELEASE,
        Then.NOBODY,
        days=None,
        weight=Weight.CRITICAL,
    ),
    Step.CONFIRM: Rule(
        _LOGGED,
        Stage.LOGGED,
        Whose.AUTHOR,
        Permission.INCIDENT_CONFIRM,
        Then.AS_IT_IS,
        days=None,
        weight=Weight.CRITICAL,
    ),
    Step.REPORT: Rule(
        _LOGGED,
        Stage.REFERRED,
        Whose.AUTHOR,
        _RELEASE,
        Then.NOBODY,
        days=None,
        weight=Weight.CRITICAL,
    ),
    Step.CLOSE: Rule(
        _LOGGED | {Stage.REFERRED},
        Stage.CLOSED,
        Whose.AUTHOR,
        _RELEASE,
        Then.NOBODY,
        days=None,
        weight=Weight.CRITICAL,
    ),
    Step.KEEP_BACK: Rule(
        _LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None, weight=Weight.OTHER
    ),
    Step.COUNT: Rule(
        _LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None, weight=Weight.OTHER
    ),
    Step.PLAN: Rule(
        _LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None, weight=Weight.OTHER
    ),
    Step.RECALL: Rule(_LOGGED, Stage.LOGGED, Whose.AUTHOR, _RELEASE, Then.NOBODY, days=None),
    # A release that was planned and that its moment does not allow any more.
    Step.LAPSE: Rule(_LOGGED, Stage.LOGGED, Whose.NEITHER, _RELEASE, Then.NOBODY, days=None),
    Step.RELEASE: Rule(
        _LOGGED, Stage.RELEASED, Whose.AUTHOR, _RELEASE, Then.OTHER, days=1, weight=Weight.OTHER
    ),
    Step.ACKNOWLEDGE: Rule(
        frozenset({Stage.RELEASED}), Stage.ACKNOWLEDGED, Whose.OTHER, _HANDLE, Then.SELF, days=2
    ),
    Step.DISCUSS: Rule(_OPEN, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=2),
    # Both of these are about one question; see ``incidents.questions``.
    Step.ASK: Rule(_OPEN, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=2),
    Step.ANSWER: Rule(_TALK, Stage.DISCUSSION, Whose.ASKED, _HANDLE, Then.OTHER, days=2),
    Step.PROPOSE: Rule(
        _OPEN, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=5, weight=Weight.LESS
    ),
    Step.WITHDRAW: Rule(_TALK, Stage.DISCUSSION, Whose.PROPOSER, _HANDLE, Then.SELF, days=2),
    Step.DECLINE: Rule(_TALK, Stage.DISCUSSION, Whose.ANSWERER, _HANDLE, Then.OTHER, days=2),
    Step.ACCEPT: Rule(
        _TALK, Stage.SETTLED, Whose.ANSWERER, _HANDLE, Then.NOBODY, days=None, weight=Weight.LESS
    ),
    # While it is mediated, whose turn it is stands in the mediation; see its own table.
    Step.OFFER: Rule(_OPEN, Stage.MEDIATION, Whose.EITHER, _HANDLE, Then.NOBODY, days=None),
    Step.RETURN: Rule(_MEDIATION, Stage.DISCUSSION, Whose.NEITHER, _HANDLE, Then.BEFORE, days=5),
    Step.MEDIATED: Rule(_MEDIATION, Stage.SETTLED, Whose.NEITHER, _HANDLE, Then.NOBODY, days=None),
    # With the leaders, whose turn it is stands in the escalation: both have it.
    Step.ESCALATE: Rule(
        _TO_LEADERS,
        Stage.ESCALATED,
        Whose.EITHER,
        _HANDLE,
        Then.NOBODY,
        days=None,
        # What was settled before it turned out to be critical.
        if_critical=frozenset({Stage.SETTLED}),
    ),
    Step.OVERDUE: Rule(
        _TO_LEADERS, Stage.ESCALATED, Whose.NEITHER, _HANDLE, Then.NOBODY, days=None
    ),
    # A mediation that has ended is looked at once more (``leading.reviewing``).
    Step.REVIEW: Rule(
        _TALK | {Stage.SETTLED}, Stage.ESCALATED, Whose.EITHER, _HANDLE, Then.NOBODY, days=None
    ),
    Step.PUT_FORWARD: Rule(_LED, Stage.ESCALATED, Whose.EITHER, _LEAD, Then.NOBODY, days=None),
    # What both leaders decide; the one who agrees takes the step.
    Step.SEND_BACK: Rule(_LED, Stage.DISCUSSION, Whose.EITHER, _LEAD, Then.BEFORE, days=5),
    Step.LEAD_OFFER: Rule(_LED, Stage.MEDIATION, Whose.EITHER, _LEAD, Then.NOBODY, days=None),
    Step.LEAD_SETTLE: Rule(
        _LED, Stage.SETTLED, Whose.EITHER, _LEAD, Then.NOBODY, days=None, weight=Weight.LESS
    ),
    Step.LEAD_STAND: Rule(
        _LED, Stage.SETTLED, Whose.EITHER, _LEAD, Then.NOBODY, days=None, weight=Weight.LESS
    ),
    Step.REFER: Rule(_LED, Stage.REFERRED, Whose.EITHER, _LEAD, Then.NOBODY, days=None),
    # What one of the two sides tells the body, and what comes of it.
    Step.RECORD: Rule(
        _REFERRED,
        Stage.REFERRED,
        Whose.EITHER,
        _HANDLE,
        Then.NOBODY,
        days=None,
        weight=Weight.OTHER,
    ),
    Step.RESULT: Rule(
        _REFERRED, Stage.CLOSED, Whose.EITHER, _HANDLE, Then.NOBODY, days=None, weight=Weight.OTHER
    ),
    # What ended is open again, once for each side (``reopening``).
    Step.REOPEN: Rule(
        ENDED, Stage.DISCUSSION, Whose.EITHER, _HANDLE, Then.OTHER, days=2, weight=Weight.LESS
    ),
    # Each promise has a turn of its own, which changes nothing of that of the incident.
    Step.DONE: Rule(_PROMISED, None, Whose.PROMISER, _HANDLE, Then.AS_IT_IS, days=None),
    Step.KEPT: Rule(_PROMISED, None, Whose.CHECKER, _HANDLE, Then.AS_IT_IS, days=None),
    Step.NOT_KEPT: Rule(_PROMISED, None, Whose.CHECKER, _HANDLE, Then.AS_IT_IS, days=None),
    # The same again, some time after it was settled.
    Step.STILL_KEPT: Rule(_PROMISED, None, Whose.CHECKER, _HANDLE, Then.AS_IT_IS, days=None),
    Step.SLIPPED: Rule(_PROMISED, None, Whose.CHECKER, _HANDLE, Then.AS_IT_IS, days=None),
    # What was wrong is corrected at any stage; who may correct what, ``incidents.corrections`` says
    # more narrowly: before a release whoever logged it, down from critical whoever confirms.
    Step.CORRECT_OWN: Rule(
        _LOGGED | {Stage.REFERRED, Stage.CLOSED},
        None,
        Whose.AUTHOR,
        Permission.INCIDENT_LOG,
        Then.AS_IT_IS,
        days=None,
    ),
    Step.CORRECT: Rule(
        _SHOWN, None, Whose.AUTHOR, Permission.INCIDENT_SEE_SIDE, Then.AS_IT_IS, days=None
    ),
    Step.REWORD: Rule(_SHOWN, None, Whose.EITHER, _HANDLE, Then.AS_IT_IS, days=None),
}


def is_for(
    whose: Whose,
    side: Side,
    *,
    author: Side,
    proposer: Side | None = None,
    promiser: Side | None = None,
    asker: Side | None = None,
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
        Whose.ASKED: asker is not None and side is not asker,
        Whose.NEITHER: False,
    }
    return answers[whose]
