"""Whose turn it is with an incident, since when, until when, and what happens next: as one reader
sees it, for the bar on its page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import checking
from incidents.checking import Question
from incidents.lifecycle import Stage, Step
from incidents.models import Commitment, Incident, Move
from liaison.roles import Side


class Whose(StrEnum):
    """As components/turn_bar.html takes it."""

    YOURS = "yours"
    SIDE = "side"  # the reader's side, and somebody else of it
    THEIRS = "theirs"
    NOBODY = ""


# Stages at which nobody has a turn.
_OVER: Mapping[str, Any] = {
    Stage.ESCALATED: gettext_lazy("With the leaders of both sides"),
    Stage.REFERRED: gettext_lazy("With the statutory body"),
    Stage.CLOSED: gettext_lazy("Closed: nobody has to do anything now"),
}


@dataclass(frozen=True, slots=True)
class TurnNow:
    """``side``: the side that is to act, where one is."""

    whose: Whose = Whose.NOBODY
    who: Any = ""
    since: datetime | None = None
    until: datetime | None = None
    next: Any = ""
    side: Side | None = None


# Who of the reader's own side takes its steps.
ACTS: Mapping[Side, Any] = {
    Side.SITE: gettext_lazy("the site manager of your side"),
    Side.POLICE: gettext_lazy("the liaison officer of your side"),
}
# Who of the reader's own side confirms that a matter is critical.
CONFIRMS: Mapping[Side, Any] = {
    Side.SITE: gettext_lazy("the site manager of your side"),
    Side.POLICE: gettext_lazy("the police leader of your side"),
}
# What happens next, where it is the turn of the reader's side, and where it is the other's.
_OURS: Mapping[str, Any] = {
    Stage.LOGGED: gettext_lazy(
        "Those in charge of your side ring whom they must, and write down whom they told."
    ),
    Stage.RELEASED: gettext_lazy(
        "Your side acknowledges that it has read this. An answer can follow."
    ),
    Stage.ACKNOWLEDGED: gettext_lazy("Your side answers in the shared lane, or proposes an end."),
    Stage.DISCUSSION: gettext_lazy("Your side answers. Either side can propose how it ends."),
}
_THEIRS: Mapping[str, Any] = {
    Stage.RELEASED: gettext_lazy("The other side acknowledges that it has read this."),
    Stage.ACKNOWLEDGED: gettext_lazy("The other side answers in the shared lane."),
    Stage.DISCUSSION: gettext_lazy("The other side answers. Either side can propose how it ends."),
}

# The same, where a question waits: whether it is for the reader's side to answer.
ASKED: Mapping[bool, Any] = {
    True: gettext_lazy("Your side answers the question that was put to it."),
    False: gettext_lazy("The other side answers the question that your side put to it."),
}


def turn_now(
    incident: Incident,
    side: Side | None,
    *,
    may_act: bool,
    is_proposed: bool,
    promises: Sequence[Commitment],
    at: datetime,
    owing: Collection[Side] = (),
) -> TurnNow:
    """*may_act*: the reader may take the steps of their side. *is_proposed*: a settlement lies on
    the table. *promises*: those of the settlement that was accepted. *owing*:
    the sides with a question to answer."""
    if incident.turn:
        turn = Side(incident.turn)
        return TurnNow(
            _whose(turn, side, may_act=may_act),
            party_name(incident, turn),
            incident.turn_since,
            incident.due_at,
            _next(incident, is_ours=turn is side, is_proposed=is_proposed, is_asked=turn in owing),
            turn,
        )
    if incident.stage == Stage.SETTLED:
        return _settled(incident, side, promises, may_act=may_act, at=at)
    if incident.stage == Stage.MEDIATION:
        return TurnNow(
            who=_("In mediation"),
            next=_("Whose turn it is, and until when, stands on the page of the mediation."),
        )
    if incident.stage in _OVER:
        return TurnNow(who=_OVER[incident.stage])
    if incident.stage == Stage.LOGGED:
        return _in_its_lane(incident, may_act=may_act)
    return TurnNow()  # thanks were given


def party_name(incident: Incident, side: Side) -> str:
    """The organisation on *side*; for an incident without a partnership, only the site's is known
    by it."""
    if side is Side.SITE:
        return str(incident.site.operator.name)
    return incident.partnership.service.name if incident.partnership else str(side.label)


def awaited(incident: Incident, turn: Side, own: Side) -> Any:
    """For whom a reader on the side *own*, who may not take the step, is told that it waits."""
    return ACTS[own] if turn is own else party_name(incident, turn)


def _whose(turn: Side, side: Side | None, *, may_act: bool) -> Whose:
    if side is None:
        return Whose.NOBODY
    if turn is not side:
        return Whose.THEIRS
    return Whose.YOURS if may_act else Whose.SIDE


def _next(incident: Incident, *, is_ours: bool, is_proposed: bool, is_asked: bool) -> Any:
    if is_proposed:
        if is_ours:
            return _("Your side accepts or declines the settlement below.")
        return _("The other side accepts or declines the settlement below.")
    if is_asked:
        return ASKED[is_ours]
    return (_OURS if is_ours else _THEIRS)[incident.stage]


def _in_its_lane(incident: Incident, *, may_act: bool) -> TurnNow:
    who = _("In your own lane: the other side has not seen this")
    if incident.stays_with_its_side:
        taken_up = _("Taken up. It stays with your side: it is not released or settled here.")
        return TurnNow(who=who, next=taken_up)
    if may_act:
        return TurnNow(
            who=who,
            next=_("You decide whether, and in which words, the other side reads about it."),
        )
    return TurnNow(
        who=who,
        next=_(
            "Somebody in charge on your side decides whether, and in which words, "
            "the other side reads about it."
        ),
    )


def in_own_lane(move: Move, planned_for: datetime | None) -> TurnNow | None:
    """What somebody of the own side decided with *move*, while only that side knows of it;
    *planned_for*: when it is released, if they planned that. None where it is open again."""
    post = {"post": move.by.name}
    if move.step == Step.PLAN:
        return TurnNow(
            who=_("To be released, as %(post)s planned") % post,
            since=move.at,
            until=planned_for,
            next=_("The other side has not seen this. Until then it can be taken back."),
        )
    if move.step == Step.COUNT:
        return TurnNow(
            who=_("Counted in patterns only, as %(post)s decided") % post,
            since=move.at,
            next=_("The other side never reads it, unless it is released after all."),
        )
    if move.step == Step.KEEP_BACK:
        return TurnNow(
            who=_("Kept on your side by %(post)s") % post,
            since=move.at,
            next=_("The other side has not seen this. It can still be released."),
        )
    return None


def _settled(
    incident: Incident,
    side: Side | None,
    promises: Sequence[Commitment],
    *,
    may_act: bool,
    at: datetime,
) -> TurnNow:
    """A settled incident waits for its promises: each until the other side has checked it."""
    waiting = [found for one in promises if (found := checking.question(one, incident, at))]
    # What one can do oneself comes before what one waits for; then what is due first.
    waiting.sort(key=lambda one: (one.promise.promiser is side, one.until))
    if waiting:
        first = waiting[0]
        return TurnNow(
            _whose(first.checker, side, may_act=may_act),
            party_name(incident, first.checker),
            first.since,
            first.until,
            _asked(first, is_ours=first.checker is side),
            first.checker,
        )
    ahead = [one for one in promises if not one.checked_at]
    if ahead:
        return TurnNow(
            who=_("Settled. Promises are still to be kept"),
            until=ahead[0].falls_due(incident.tz),
            next=_then_checked(ahead[0], side),
        )
    if any(one.stands == Commitment.Verdict.NOT_KEPT for one in promises):
        return TurnNow(
            who=_("Settled. A promise was not kept"),
            next=_("What can be done about it stands beneath the promise."),
        )
    return TurnNow(who=_("Settled: nobody has to do anything now"))


def _asked(question: Question, *, is_ours: bool) -> str:
    about = {"post": question.promise.whose}
    if question.follow_up and is_ours:
        return _("Say whether the promise of %(post)s is still kept.") % about
    if question.follow_up:
        return _("The other side says whether the promise of %(post)s is still kept.") % about
    if is_ours:
        return _("Say whether the promise of %(post)s was kept.") % about
    return _("The other side says whether the promise of %(post)s was kept.") % about


def _then_checked(promise: Commitment, side: Side | None) -> str:
    about = {"post": promise.whose}
    if promise.promiser.other is side:
        return _("Then your side says whether the promise of %(post)s was kept.") % about
    return _("Then the other side says whether the promise of %(post)s was kept.") % about
