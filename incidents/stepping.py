"""Every step of an incident begins and ends the same way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import lifecycle, sight
from incidents.lifecycle import RULES, Stage, Step, Then, Whose
from incidents.models import Commitment, Incident, Move, Settlement, Statement
from liaison import access, deadlines
from liaison.access import Verdict
from liaison.refusal import Refused, Stale
from liaison.roles import Side
from vault import TakenOut

FOR_NEITHER = gettext_lazy(
    "You hold mandates on both sides here, so you act for neither. Somebody who stands on one side "
    "can do this."
)


class NotTheMoment(Refused):
    """The incident has gone on, or is not there yet."""


class PressedTwice(Exception):
    """The same person took the same step, in the same words, a moment ago: nothing is refused, and
    nothing is done again."""


@dataclass(slots=True)
class Footing:
    """A locked incident, the side that acts, and what it acts upon: the settlement that is open,
    or one promise of the settlement that was accepted."""

    incident: Incident
    side: Side
    settlement: Settlement | None
    promise: Commitment | None = None


def begin(
    incident: Incident,
    step: Step,
    *,
    by: Any,
    revision: int | None,
    words: str = "",
    promise: Commitment | None = None,
    is_same: Callable[[Move], bool] | None = None,
) -> Footing:
    """May they, lock, is it the moment. *revision* is what the person was looking at, *words* what
    they say with the step; *is_same* whether a move says the same beside its words.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``.
    """
    access.require(by, RULES[step].permission, incident)
    seen = sight.of(by)
    held = lock(incident, seen)
    if revision is not None and held.revision != revision:
        move = _their_own(held, step, revision + 1, by=by, words=words, promise=promise)
        if move and (is_same is None or is_same(move)):
            raise PressedTwice
        raise Stale(
            _(
                "This incident has moved on since you opened the page. What you wrote is still "
                "below; look at what is new before you send it again."
            )
        )
    settlement = held.settlements.open().first() if held.released_at else None
    verdict = is_theirs(step, held, seen.side_in(held), settlement, promise)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if not is_the_moment(step, held):
        raise NotTheMoment(_when(step, held))
    return Footing(held, _side(seen, held), settlement, promise)


def lock(incident: Incident, seen: sight.Sight) -> Incident:
    """The incident as it is now, which nobody else changes until the transaction ends.

    Errors: ``PermissionDenied`` for one that is not seen: not any more, to whoever had its page.
    """
    held = (
        Incident.objects.filter(seen.incidents())
        .select_for_update(of=("self",), no_key=True)
        .select_related("site__operator", "partnership__service")
        .filter(pk=incident.pk)
        .first()
    )
    if held is None:
        raise PermissionDenied(_("You do not see this incident any more."))
    return held


def may_take(
    step: Step,
    incident: Incident,
    *,
    by: Any,
    side: Side | None,
    settlement: Settlement | None = None,
    promise: Commitment | None = None,
) -> Verdict:
    """Whether *by* may take *step* now: what a page asks before it shows the button."""
    if not is_the_moment(step, incident):
        return Verdict(False, _when(step, incident))
    return is_for(step, incident, by=by, side=side, settlement=settlement, promise=promise)


def is_for(
    step: Step,
    incident: Incident,
    *,
    by: Any,
    side: Side | None,
    settlement: Settlement | None = None,
    promise: Commitment | None = None,
) -> Verdict:
    """Whether *step* is one for *by*, who stands on *side*, whenever its moment may be."""
    verdict = access.may(by, RULES[step].permission, incident)
    return verdict and is_theirs(step, incident, side, settlement, promise)


def is_the_moment(step: Step, incident: Incident) -> bool:
    return incident.stage in RULES[step].sources


def is_theirs(
    step: Step,
    incident: Incident,
    side: Side | None,
    settlement: Settlement | None,
    promise: Commitment | None = None,
) -> Verdict:
    """Whether it is for *side* to take *step*."""
    proposer = Side(settlement.side) if settlement else None
    promiser = promise.promiser if promise else None
    whose = RULES[step].whose
    if side is None:
        return Verdict(False, str(FOR_NEITHER))
    if lifecycle.is_for(
        whose, side, author=incident.author_side, proposer=proposer, promiser=promiser
    ):
        return Verdict(True)
    if whose in (Whose.PROPOSER, Whose.ANSWERER) and proposer is None:
        return Verdict(
            False, _("No settlement is proposed at the moment. Either side can propose one.")
        )
    return Verdict(False, _("This is for the other side to do."))


def _their_own(
    held: Incident, step: Step, number: int, *, by: Any, words: str, promise: Commitment | None
) -> Move | None:
    """The one move since, if they made it themselves, in the same words."""
    moves = held.moves.select_related("statement__data_key").filter(
        number=number, step=step, by=by, commitment=promise
    )
    move = moves.first() if number == held.revision else None
    if move is None:
        return None
    try:
        said = move.statement.words() if move.statement else ""
    except TakenOut:
        return None
    return move if said == words else None


def _when(step: Step, incident: Incident) -> str:
    """At which stages *step* is possible, and at which one the incident is."""
    stages = [str(stage.label) for stage in Stage if stage in RULES[step].sources]
    return _("This is possible at the stage: %(stages)s. This incident is at: %(stage)s.") % {
        "stages": _(" or ").join(stages),
        "stage": incident.get_stage_display(),
    }


def end(
    footing: Footing, step: Step, *, by: Any, at: datetime, statement: Statement | None = None
) -> None:
    """The new stage, whose turn it is now, and the move that says so. Saves the incident."""
    incident, rule = footing.incident, RULES[step]
    incident.stage = rule.target
    incident.revision += 1
    if not _waits_on(footing, step):
        _pass_turn(footing, step, at=at)
    incident.save()
    Move.objects.create(
        incident=incident,
        number=incident.revision,
        step=step,
        stage=incident.stage,
        side=footing.side,
        by=by,
        at=at,
        statement=statement,
        commitment=footing.promise,
    )


def _waits_on(footing: Footing, step: Step) -> bool:
    """While a settlement is open its answer stays due, whoever writes meanwhile."""
    return step is Step.DISCUSS and footing.settlement is not None


def _pass_turn(footing: Footing, step: Step, *, at: datetime) -> None:
    incident, rule = footing.incident, RULES[step]
    turns = {Then.SELF: footing.side, Then.OTHER: footing.side.other, Then.NOBODY: None}
    turn = turns[rule.then]
    if step is Step.ACKNOWLEDGE and incident.is_positive:
        turn = None  # thanks were given; nobody owes anything
    incident.turn = turn
    incident.turn_since = at if turn else None
    incident.due_at = _due(incident, turn, rule.days, at) if turn and rule.days else None


def _due(incident: Incident, side: Side, days: int, at: datetime) -> datetime:
    """*days* business days of the organisation whose turn it is, in the site's zone."""
    return deadlines.after(at, days, incident.site.tz, incident.calendar_of(side))


def _side(seen: sight.Sight, incident: Incident) -> Side:
    side = seen.side_in(incident)
    assert side is not None  # noqa: S101 - is_theirs has refused it
    return side
