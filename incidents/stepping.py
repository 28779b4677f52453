"""Every step of an incident begins and ends the same way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import lifecycle, meanwhile, passing_on, sight, weight
from incidents.lifecycle import RULES, Stage, Step, Whose
from incidents.models import Commitment, Incident, Move, Settlement, Statement
from liaison import access
from liaison.access import Verdict
from liaison.refusal import Passed, Stale
from liaison.roles import Side
from vault import TakenOut

FOR_NEITHER = gettext_lazy(
    "You hold mandates on both sides here, so you act for neither. Somebody who stands on one side "
    "can do this."
)
# For one of the two sides of a settlement that lies on the table.
_OF_TERMS = (Whose.PROPOSER, Whose.ANSWERER)


class NotTheMoment(Passed):
    """The incident has gone on, or is not there yet. ``step``: the one that was to be taken;
    ``promise``: about which. ``says_all``: no move of the incident tells more."""

    says_all = False

    def __init__(
        self, message: Any, *, step: Step | None = None, promise: Commitment | None = None
    ) -> None:
        super().__init__(message)
        self.step, self.promise = step, promise


class SaidAlready(NotTheMoment):
    """Somebody of the own side was first, which no move of the incident tells."""

    says_all = True


class PressedTwice(Exception):
    """The same person took the same step, in the same words, a moment ago: nothing is refused, and
    nothing is done again."""


@dataclass(slots=True)
class Footing:
    """A locked incident, the side that acts, and what it acts upon: the settlement that is open,
    or ``about``: one promise of the settlement that was accepted, or the question that is
    answered. ``before``: whose turn it was before the leaders had it."""

    incident: Incident
    side: Side
    settlement: Settlement | None
    about: Commitment | Statement | None = None
    before: Side | None = None

    @property
    def promise(self) -> Commitment | None:
        return self.about if isinstance(self.about, Commitment) else None

    @property
    def is_on_the_table(self) -> bool:
        """Whether a settlement waits for its answer."""
        return self.settlement is not None and self.settlement.is_open


def begin(
    incident: Incident,
    step: Step,
    *,
    by: Any,
    revision: int | None,
    words: str = "",
    about: Commitment | Statement | None = None,
    is_same: Callable[[Move], bool] | None = None,
) -> Footing:
    """May they, lock, may they still, is it the moment. *revision* is what the person was looking
    at, *words* what they say with the step; *is_same* whether a move says the same beside its
    words.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``.
    """
    access.require(by, RULES[step].permission, incident)
    held, seen = lock(incident, by)
    access.require(by, RULES[step].permission, held)
    looked_at = held.revision if revision is None else revision
    is_stale = held.revision != looked_at
    if is_stale:
        move = _their_own(held, step, looked_at + 1, by=by, words=words, about=about)
        if move and (is_same is None or is_same(move)):
            raise PressedTwice
    settlement = held.settlements.open().first() if held.released_at else None
    _require_theirs(step, held, seen.side_in(held), settlement, about)
    require_moment(step, held)
    side = _side(seen, held)
    if is_stale:
        raise Stale(_stale(held, side, looked_at))
    return Footing(held, side, settlement, about)


@contextmanager
def rather(passed: Callable[[], object]) -> Iterator[None]:
    """Whoever saw an older state is told first where what is new rules the step out: *passed*
    raises ``NotTheMoment`` then."""
    try:
        yield
    except Stale:
        passed()
        raise


def lock(incident: Incident, by: Any) -> tuple[Incident, sight.Sight]:
    """The incident as it is now, which nobody else changes until the transaction ends, and what
    *by* sees by the mandates they hold now: either may have changed while they waited.

    Errors: ``PermissionDenied`` for one that is not seen: not any more, to whoever had its page.
    """
    held, seen = hold(incident.pk), sight.now(by)
    if not seen.sees(held):
        raise PermissionDenied(_("You do not see this incident any more."))
    return held, seen


def hold(incident_id: UUID) -> Incident:
    """As ``lock``, where the portal acts or somebody who need not see the incident."""
    rows = Incident.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("site__operator", "partnership__service").get(pk=incident_id)


def may_take(
    step: Step,
    incident: Incident,
    *,
    by: Any,
    side: Side | None,
    settlement: Settlement | None = None,
    about: Commitment | Statement | None = None,
) -> Verdict:
    """Whether *by* may take *step* now: what a page asks before it shows the button."""
    if not is_the_moment(step, incident):
        return Verdict(False, _when(step, incident))
    return is_for(step, incident, by=by, side=side, settlement=settlement, about=about)


def is_for(
    step: Step,
    incident: Incident,
    *,
    by: Any,
    side: Side | None,
    settlement: Settlement | None = None,
    about: Commitment | Statement | None = None,
) -> Verdict:
    """Whether *step* is one for *by*, who stands on *side*, whenever its moment may be."""
    verdict = access.may(by, RULES[step].permission, incident)
    return verdict and is_theirs(step, incident, side, settlement, about)


def is_the_moment(step: Step, incident: Incident) -> bool:
    return incident.stage in weight.sources(step, incident) and weight.fits(step, incident)


def require_moment(step: Step, incident: Incident) -> None:
    """Errors: ``NotTheMoment``."""
    if not is_the_moment(step, incident):
        raise NotTheMoment(_when(step, incident), step=step)


def _require_theirs(
    step: Step,
    held: Incident,
    side: Side | None,
    settlement: Settlement | None,
    about: Commitment | Statement | None,
) -> None:
    """Errors: ``PermissionDenied``; ``NotTheMoment`` where only nothing lies on the table."""
    verdict = is_theirs(step, held, side, settlement, about)
    if verdict:
        return
    lies_nothing = settlement is None or settlement.side is None
    if side is not None and lies_nothing and RULES[step].whose in _OF_TERMS:
        raise NotTheMoment(verdict.reason, step=step)
    raise PermissionDenied(verdict.reason)


def _stale(held: Incident, side: Side, looked_at: int) -> str:
    news = meanwhile.told(held, side, after=max(looked_at, 0))
    words = {"news": news or held.get_stage_display()}
    return (
        _(
            "This incident has moved on since you opened the page: %(news)s. What you wrote is "
            "still below; look at what is new before you send it again."
        )
        % words
    )


def is_theirs(
    step: Step,
    incident: Incident,
    side: Side | None,
    settlement: Settlement | None,
    about: Commitment | Statement | None = None,
) -> Verdict:
    """Whether it is for *side* to take *step*."""
    proposer = settlement.proposer if settlement and settlement.side else None
    promiser = about.promiser if isinstance(about, Commitment) else None
    asker = about.writer if isinstance(about, Statement) else None
    whose = RULES[step].whose
    if side is None:
        return Verdict(False, str(FOR_NEITHER))
    if lifecycle.is_for(
        whose,
        side,
        author=incident.author_side,
        proposer=proposer,
        promiser=promiser,
        asker=asker,
    ):
        return Verdict(True)
    if whose in _OF_TERMS and proposer is None:
        return Verdict(
            False, _("No settlement is proposed at the moment. Either side can propose one.")
        )
    return Verdict(False, _("This is for the other side to do."))


def _their_own(
    held: Incident,
    step: Step,
    number: int,
    *,
    by: Any,
    words: str,
    about: Commitment | Statement | None,
) -> Move | None:
    """The one move since, if they made it themselves, in the same words."""
    same = {"statement__regards" if isinstance(about, Statement) else "commitment": about}
    moves = held.moves.select_related("statement__data_key").filter(
        number=number, step=step, by=by, **same
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
    """Of which incidents and at which stages *step* is possible, and at which one this one is."""
    if not weight.fits(step, incident):
        return weight.why_not(step, incident)
    stages = [str(stage.label) for stage in Stage if stage in weight.sources(step, incident)]
    return _("This is possible at the stage: %(stages)s. This incident is at: %(stage)s.") % {
        "stages": _(" or ").join(stages),
        "stage": incident.get_stage_display(),
    }


def end(
    footing: Footing, step: Step, *, by: Any, at: datetime, statement: Statement | None = None
) -> None:
    """The new stage, whose turn it is now, and the move that says so. Saves the incident."""
    incident, rule = footing.incident, RULES[step]
    incident.stage = rule.leads(incident.stage)
    incident.revision += 1
    passing_on.after(footing, step, at=at)
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


def move_for_neither(
    incident: Incident, step: Step, *, turn: Side | None, by: Any, at: datetime
) -> None:
    """A step that the portal takes on behalf of neither side, with a locked *incident*, where its
    moment has come: the new stage, *turn*, and the move that says so. Saves the incident."""
    rule = RULES[step]
    incident.stage = rule.leads(incident.stage)
    incident.revision += 1
    passing_on.give(incident, turn, rule.days, at)
    incident.save()
    Move.objects.create(
        incident=incident,
        number=incident.revision,
        step=step,
        stage=incident.stage,
        side=None,
        by=by,
        at=at,
    )


def _side(seen: sight.Sight, incident: Incident) -> Side:
    side = seen.side_in(incident)
    assert side is not None  # noqa: S101 - is_theirs has refused it
    return side
