"""Whose turn it is after a step, since when and until when."""

from datetime import datetime
from typing import TYPE_CHECKING

from incidents.lifecycle import RULES, Stage, Step, Then
from incidents.models import Incident, Statement
from liaison import deadlines
from liaison.roles import Side

if TYPE_CHECKING:
    from incidents.stepping import Footing

# With these both sides only talk.
_TALK = (Step.DISCUSS, Step.ASK, Step.ANSWER)


def after(footing: "Footing", step: Step, *, at: datetime) -> None:
    """Of *step*, which the side of *footing* has taken. Its caller saves the locked incident."""
    if _waits_on(footing, step):
        return
    incident, rule = footing.incident, RULES[step]
    turns = {
        Then.SELF: footing.side,
        Then.OTHER: footing.side.other,
        Then.NOBODY: None,
        Then.BEFORE: footing.before,
    }
    turn = turns[rule.then]
    if step is Step.ACKNOWLEDGE and incident.is_positive:
        turn = None  # thanks were given; nobody owes anything
    if turn is not None and not (footing.is_on_the_table or step is Step.PROPOSE):
        turn = _who_owes_an_answer(incident, turn)
    if step in (Step.DISCUSS, Step.ANSWER) and turn is not None and incident.turn == turn:
        return  # what is due to be answered already gets no new time by that
    give(incident, turn, rule.days, at)


def give(incident: Incident, turn: Side | None, days: int | None, at: datetime) -> None:
    """*turn* has it from *at* on, for *days* business days (None: no answer is owed). Its caller
    saves the locked incident."""
    incident.turn = turn
    incident.turn_since = at if turn else None
    incident.due_at = _due(incident, turn, days, at) if turn and days else None


def _waits_on(footing: "Footing", step: Step) -> bool:
    """While a settlement is open its answer stays due, whoever writes meanwhile."""
    if RULES[step].then is Then.AS_IT_IS:
        return True
    return step in _TALK and footing.is_on_the_table


def _who_owes_an_answer(incident: Incident, turn: Side) -> Side:
    """*turn*, unless the other side alone has a question to answer."""
    if incident.stage != Stage.DISCUSSION:
        return turn
    owing = Statement.objects.filter(incident=incident).owed_by()
    return turn.other if owing == {turn.other} else turn


def _due(incident: Incident, side: Side, days: int, at: datetime) -> datetime:
    """*days* business days of the organisation whose turn it is, in the site's zone."""
    return deadlines.after(at, days, incident.site.tz, incident.calendar_of(side))
