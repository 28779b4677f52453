"""Whose turn it is with a visit, what happens next, and what one person can do now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.access import Verdict
from liaison.agenda import Action
from liaison.agenda import Turn as Whose
from liaison.models import Partnership
from liaison.roles import Permission, Side
from liaison.templatetags.time_tags import day_and_clock
from visits import lifecycle
from visits.lifecycle import Stage
from visits.models import Series, Visit
from visits.models.moved import Agreed
from visits.on_the_day import reminders
from visits.series import reach as series_reach

TONES = {
    Stage.CONFIRMED: "ok",
    Stage.HELD: "ok",
    Stage.PROPOSED: "wait",
    Stage.COUNTER_PROPOSED: "wait",
    Stage.NEEDS_RESCHEDULING: "wait",
}


@dataclass(frozen=True, slots=True)
class TurnNow:
    """``whose`` is None where nobody has to do anything."""

    whose: Whose | None
    who: Any = ""
    next: Any = ""
    until: datetime | None = None
    actions: list[Action] = field(default_factory=list)


def side_of(person: Any, visit: Visit) -> Side | None:
    """The side *person* may act for over *visit*; None for those who only look on."""
    return side_in(person, visit.partnership)


def side_in(person: Any, partnership: Partnership) -> Side | None:
    sides = access.standing(person).sides_of(partnership)
    may = [s for s in sides if access.may(person, lifecycle.ACTS_FOR[s], partnership)]
    return may[0] if len(sides) == 1 and may else None


def turn_now(visit: Visit, person: Any, at: datetime, *, owes_notice: bool = False) -> TurnNow:
    """As *person* sees it at *at*. *owes_notice*: the site closes for it and has not said so."""
    stage, side = visit.stage_at(at), side_of(person, visit)
    if visit.series is not None and visit.waits_for_its_series:
        return _with_its_series(visit.series)
    if stage is Stage.LAPSED and visit.agreed:
        return TurnNow(
            whose=None,
            who=_("Nobody answered in time"),
            next=_("The visit stays as it was agreed; within minutes its page says so."),
        )
    if stage in lifecycle.OPEN:
        return _on_offer(visit, side, person, owes_notice)
    if stage is Stage.CONFIRMED:
        return _confirmed(visit, side, at)
    if stage is Stage.NEEDS_RESCHEDULING:
        return TurnNow(
            whose=Whose.YOURS if side else None,
            who=_("Either side can propose another time"),
            next=_("The opening hours have changed, and the time no longer stands."),
            actions=[_propose_again(visit), _cancel(visit, _("Call it off"))] if side else [],
        )
    if stage is Stage.HELD:
        return TurnNow(whose=None, who=_("It was held"))
    return TurnNow(whose=None, who=_("Nothing is left to do"))


def _with_its_series(series: Series) -> TurnNow:
    url = series.get_absolute_url()
    return TurnNow(
        whose=None,
        who=_("It is one of a series on offer"),
        next=_("The answer is given for the whole series."),
        actions=[Action(_("See the series"), url, posts=False, quiet=True)],
    )


def _on_offer(visit: Visit, side: Side | None, person: Any, owes_notice: bool) -> TurnNow:
    turn = Side(visit.turn)
    if side is turn:
        told_first = _("The notice for the people who use the site comes first.")
        return TurnNow(
            whose=Whose.YOURS,
            until=visit.expires_at,
            next=_("Unanswered, the visit stays as it was agreed.")
            if visit.agreed
            else _("The time is kept for your answer; unanswered, it becomes free again."),
            actions=[
                Action(_("Confirm"), reason=told_first) if owes_notice else confirm(visit),
                _counter(visit),
                _decline(visit),
            ],
        )
    waiting: list[Action] = []
    if side is not None:
        label = _("Take back the move") if visit.agreed else _("Withdraw the proposal")
        waiting = [_cancel(visit, label)]
    elif reason := why_not(person, visit.partnership, turn):
        waiting = [Action(_("Confirm"), reason=reason)]
    return TurnNow(
        whose=Whose.THEIRS,
        who=visit.partnership.party(turn).name,
        until=visit.expires_at,
        next=_("Unanswered, the visit stays as it was agreed.")
        if visit.agreed
        else _("Unanswered, the time becomes free again."),
        actions=waiting,
    )


def _confirmed(visit: Visit, side: Side | None, at: datetime) -> TurnNow:
    if visit.ends <= at:
        return TurnNow(
            whose=Whose.YOURS if side else None,
            who=_("Either side says what came of it"),
            next=_("It is over. Say whether it was held, and keep a note for both sides."),
            actions=[_held(visit), _missed(visit)] if side else [],
        )
    if visit.starts <= at:
        may_be_held = side and reminders.may_be_held(visit.starts, visit.ends, at)
        return TurnNow(
            whose=None,
            who=_("It is taking place now"),
            next=_(
                "If it ends early, say that it was held. "
                "That it was missed can be said once it is over."
            )
            if side
            else "",
            actions=[_held(visit)] if may_be_held else [],
        )
    return TurnNow(
        whose=None,
        who=_("Both sides have agreed"),
        next=_("When it is over, it owes a note."),
        actions=_agreed_actions(visit) if side else [],
    )


def _agreed_actions(visit: Visit) -> list[Action]:
    """Of a date of a series each says how far it reaches."""
    call_off = _("Call off this date only") if visit.series_id else _("Call it off")
    return [_move(visit), _cancel(visit, call_off), *series_reach.onwards(visit)]


def why_not(person: Any, partnership: Partnership, turn: Side) -> str:
    """Why somebody of the side whose turn it is cannot answer; nothing for the others."""
    if turn not in access.standing(person).sides_of(partnership):
        return ""
    permission: Permission = lifecycle.ACTS_FOR[turn]
    verdict: Verdict = access.may(person, permission, partnership)
    return verdict.reason or _("You hold mandates on both sides of this partnership.")


def confirm(visit: Visit) -> Action:
    return Action(_("Confirm"), _to("visit_confirm", visit), {"seen": str(visit.revision)})


def _counter(visit: Visit) -> Action:
    return Action(_("Propose another time"), _to("visit_counter", visit), posts=False)


def _move(visit: Visit) -> Action:
    label = _("Move this date only") if visit.series_id else _("Move it to another time")
    return Action(label, _to("visit_counter", visit), posts=False, quiet=True)


def _propose_again(visit: Visit) -> Action:
    return Action(_("Propose a new time"), _to("visit_counter", visit), posts=False)


def _decline(visit: Visit) -> Action:
    label = _("Decline")
    if visit.agreed:
        label = _("Say no: it stays on %(when)s") % {"when": agreed_in_words(visit.agreed, visit)}
    return Action(label, _to("visit_decline", visit), posts=False)


def agreed_in_words(agreed: Agreed, visit: Visit) -> str:
    return day_and_clock(agreed.starts.astimezone(visit.tz))


def _cancel(visit: Visit, label: str) -> Action:
    return Action(label, _to("visit_cancel", visit), posts=False, quiet=True)


def _held(visit: Visit) -> Action:
    return Action(_("It was held"), _to("visit_hold", visit), posts=False)


def _missed(visit: Visit) -> Action:
    return Action(_("It was missed"), _to("visit_miss", visit), posts=False)


def _to(name: str, visit: Visit) -> str:
    return reverse(f"visits:{name}", args=[visit.pk])
