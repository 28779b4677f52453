"""Whose turn it is with a pattern: both sides' until one says what was agreed, then the other's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from incidents.models import Pattern
from incidents.patterns.lifecycle import ENDED
from incidents.turns import ACTS, Whose
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Turn:
    """As components/turn_bar.html takes it."""

    whose: Whose
    who: Any
    since: datetime | None
    next: str = ""


def of(
    pattern: Pattern,
    side: Side | None,
    *,
    may_act: bool,
    proposer: Side | None,
    since: datetime | None,
) -> Turn:
    """For a reader on *side*. *proposer* is who said what was agreed, *since* when, where that
    waits for an answer."""
    if pattern.stage in ENDED or side is None:
        return Turn(Whose.NOBODY, _("Talked over: nobody has to do anything now"), None)
    if proposer is not None and proposer is side:
        other = pattern.partnership.party(side.other).name
        answers = _("The other side agrees to these words, or the two talk on.")
        return Turn(Whose.THEIRS, other, since, answers)
    is_proposed = proposer is not None
    return Turn(
        Whose.YOURS if may_act else Whose.SIDE,
        ACTS[side],
        since if is_proposed else pattern.opened_at,
        _("Your side agrees to what is proposed below, or the two talk on.")
        if is_proposed
        else _("Both sides look at it together; one of them writes down what was agreed."),
    )
