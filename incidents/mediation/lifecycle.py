"""How a mediation goes: its stages, the steps between them, and who takes each one.

Each side's consent is asked privately, so nothing that would tell one side's answer is a step of
that side: the portal takes it, on behalf of neither, when both have answered or time is up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStage(models.TextChoices):
    OFFERED = "offered", pgettext_lazy("mediation stage", "Offered")
    NOT_PROCEEDING = "not_proceeding", _("Not proceeding")
    AGREED = "agreed", _("Both agree")
    ASSIGNING = "assigning", _("Mediator named")
    TERMS = "terms", _("Terms to sign")
    SESSIONS = "sessions", _("Talking with the mediator")
    DRAFTING = "drafting", _("Agreement in draft")
    SIGNING = "signing", _("Agreement to sign")
    COOLING_OFF = "cooling_off", _("Time to think again")
    FOLLOW_UP = "follow_up", _("Promises followed up")
    CLOSED = "closed", pgettext_lazy("mediation stage", "Closed")
    WITHDRAWN = "withdrawn", _("Ended early")


_S = CaseStage
# A step back from a talk: no mediator any more, or one side does not go on.
_BACK = frozenset({_S.AGREED, _S.WITHDRAWN})

CASE_MOVES: Mapping[CaseStage, frozenset[CaseStage]] = {
    _S.OFFERED: frozenset({_S.AGREED, _S.NOT_PROCEEDING}),
    _S.NOT_PROCEEDING: frozenset(),
    _S.AGREED: frozenset({_S.ASSIGNING, _S.WITHDRAWN}),
    _S.ASSIGNING: _BACK | {_S.TERMS},
    _S.TERMS: _BACK | {_S.TERMS, _S.SESSIONS},
    _S.SESSIONS: _BACK | {_S.SESSIONS, _S.DRAFTING, _S.CLOSED},
    _S.DRAFTING: _BACK | {_S.DRAFTING, _S.SESSIONS, _S.SIGNING, _S.CLOSED},
    _S.SIGNING: frozenset(
        {_S.SIGNING, _S.DRAFTING, _S.SESSIONS, _S.COOLING_OFF, _S.CLOSED, _S.WITHDRAWN}
    ),
    _S.COOLING_OFF: frozenset({_S.COOLING_OFF, _S.SESSIONS, _S.FOLLOW_UP, _S.CLOSED}),
    _S.FOLLOW_UP: frozenset({_S.FOLLOW_UP, _S.CLOSED}),
    _S.CLOSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}

# Nothing follows; the incident is no longer in mediation.
ENDED = frozenset(stage for stage, after in CASE_MOVES.items() if not after)
# A draft of an agreement lies before the three; on the way back from there it is put aside.
DRAFTED = frozenset({_S.DRAFTING, _S.SIGNING, _S.COOLING_OFF, _S.FOLLOW_UP})
# All three meet, or may.
MEETS = frozenset({_S.SESSIONS, _S.DRAFTING, _S.SIGNING})
# The terms are signed by all three: the mediator reads, and is written to in confidence.
OPEN = frozenset({_S.SESSIONS, _S.DRAFTING, _S.SIGNING, _S.COOLING_OFF, _S.FOLLOW_UP})

# The talks are over, with an agreement or without one.
TALKED_OUT = frozenset({_S.FOLLOW_UP, _S.CLOSED, _S.WITHDRAWN})


class CaseStep(StrEnum):
    """What happens in a mediation; each is one entry in its course."""

    OFFER = "offer"
    AGREE = "agree"
    NOT_PROCEED = "not_proceed"
    NAME = "name"
    CHALLENGE = "challenge"
    STEP_BACK = "step_back"
    UNOPPOSED = "unopposed"
    SIGN_TERMS = "sign_terms"
    BEGIN = "begin"
    DRAFT = "draft"
    LAY_OUT = "lay_out"
    COOL_OFF = "cool_off"
    GO_BACK = "go_back"
    BIND = "bind"
    NO_AGREEMENT = "no_agreement"
    CLOSE = "close"
    REOPEN = "reopen"
    LEAVE = "leave"
    LAPSE = "lapse"


class Taker(StrEnum):
    """Who takes a step."""

    SIDE = "side"  # either of the two sides
    MEDIATOR = "mediator"
    EACH = "each"  # each side and the mediator
    PORTAL = "portal"  # by the clock, or when the last of several has had their say


@dataclass(frozen=True, slots=True)
class CaseRule:
    """From which stages a step leads where, who takes it, and how many business days whoever is
    asked next has (None: what was due before still is, or nothing is)."""

    sources: frozenset[CaseStage]
    target: CaseStage
    taker: Taker
    days: int | None = None


_NAMED = frozenset({_S.ASSIGNING, _S.TERMS, _S.SESSIONS, _S.DRAFTING})
_TALKED = frozenset({_S.SESSIONS, _S.DRAFTING, _S.SIGNING})
_LEAVING = _NAMED | {_S.AGREED, _S.SIGNING}

CASE_RULES: Mapping[CaseStep, CaseRule] = {
    # The step a mediation begins with.
    CaseStep.OFFER: CaseRule(frozenset(), _S.OFFERED, Taker.SIDE, days=5),
    CaseStep.AGREE: CaseRule(frozenset({_S.OFFERED}), _S.AGREED, Taker.PORTAL, days=3),
    CaseStep.NOT_PROCEED: CaseRule(frozenset({_S.OFFERED}), _S.NOT_PROCEEDING, Taker.PORTAL),
    CaseStep.NAME: CaseRule(frozenset({_S.AGREED}), _S.ASSIGNING, Taker.PORTAL, days=3),
    # One for each side, without a reason; the course does not say whose it was.
    CaseStep.CHALLENGE: CaseRule(frozenset({_S.ASSIGNING}), _S.AGREED, Taker.PORTAL, days=3),
    CaseStep.STEP_BACK: CaseRule(_NAMED, _S.AGREED, Taker.PORTAL, days=3),
    CaseStep.UNOPPOSED: CaseRule(frozenset({_S.ASSIGNING}), _S.TERMS, Taker.PORTAL, days=5),
    CaseStep.SIGN_TERMS: CaseRule(frozenset({_S.TERMS}), _S.TERMS, Taker.EACH),
    CaseStep.BEGIN: CaseRule(frozenset({_S.TERMS}), _S.SESSIONS, Taker.PORTAL),
    # The mediator drafts, as often as it takes, and lays a draft out to be signed.
    CaseStep.DRAFT: CaseRule(_TALKED, _S.DRAFTING, Taker.MEDIATOR, days=5),
    CaseStep.LAY_OUT: CaseRule(frozenset({_S.DRAFTING}), _S.SIGNING, Taker.MEDIATOR, days=5),
    # The second name; a side that has signed is not told of to anybody before that.
    CaseStep.COOL_OFF: CaseRule(frozenset({_S.SIGNING}), _S.COOLING_OFF, Taker.PORTAL),
    # Either side may, until its promises bind; nobody learns which one did.
    CaseStep.GO_BACK: CaseRule(frozenset({_S.SIGNING, _S.COOLING_OFF}), _S.SESSIONS, Taker.PORTAL),
    CaseStep.BIND: CaseRule(frozenset({_S.COOLING_OFF}), _S.FOLLOW_UP, Taker.PORTAL),
    CaseStep.NO_AGREEMENT: CaseRule(_TALKED, _S.CLOSED, Taker.MEDIATOR),
    # When the promises are followed up.
    CaseStep.CLOSE: CaseRule(frozenset({_S.FOLLOW_UP}), _S.CLOSED, Taker.PORTAL),
    # What it settled is open again.
    CaseStep.REOPEN: CaseRule(frozenset({_S.FOLLOW_UP}), _S.CLOSED, Taker.PORTAL),
    # Either side may, at any time until it has signed an agreement; nobody learns which one did.
    CaseStep.LEAVE: CaseRule(_LEAVING, _S.WITHDRAWN, Taker.PORTAL),
    # Not all have signed long after they were asked; nobody learns who has not.
    CaseStep.LAPSE: CaseRule(frozenset({_S.TERMS, _S.SIGNING}), _S.WITHDRAWN, Taker.PORTAL),
}
