"""What is to be done after a visit: either side adds it, its owner says what became of it, and
the portal reminds once of what is overdue."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from liaison.templatetags.time_tags import day_in_words
from visits import steps
from visits.after import notices
from visits.lifecycle import ACTS, Act
from visits.models import Visit, VisitAction

Ending = VisitAction.Ending
FARTHEST = timedelta(days=366)


class CannotAct(Refused):
    """The action cannot be added, or has ended already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """An action as somebody wants it kept. Without ``person_id`` it is the whole side's; ``key``
    is the id it gets, so that the same form sent twice is one action."""

    what: str
    side: Side
    due_on: date
    person_id: uuid.UUID | None = None
    key: uuid.UUID | None = None


@ledger.operation
def add(visit: Visit, todo: Todo, *, by: Any, at: datetime | None = None) -> VisitAction:
    """One more action of a visit that was held.

    Errors: ``CannotAct``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit)
    if visit.stage not in ACTS[Act.ADD_ACTION]:
        raise CannotAct(_("Actions are kept with a visit that was held."))
    return keep(visit, todo, by=by, side=side, at=at)


def keep(visit: Visit, todo: Todo, *, by: Any, side: Side, at: datetime) -> VisitAction:
    """As ``add``, within an operation that has locked *visit* and knows that it was held."""
    own = {"visit_id": visit.pk, "added_by_id": by.pk}
    sent, pk = steps.sent_before(VisitAction.objects.with_parties(), todo.key, **own)
    if sent:
        return sent
    today = at.astimezone(visit.tz).date()
    refuse_day(todo.due_on, today=today)
    person = None
    if todo.person_id:
        people = people_of(visit, todo.side, named_by=side, today=today)
        person = {one.pk: one for one in people}.get(todo.person_id)
        if person is None:
            raise CannotAct(
                _("This person has no mandate on that side now. Choose another, or the side."),
                field="owner",
            )
    action = VisitAction.objects.create(
        id=pk,
        visit=visit,
        side=todo.side,
        person=person,
        what=steps.note(visit, todo.what, at),
        due_on=todo.due_on,
        added_at=at,
        added_by=by,
        added_side=side,
    )
    notices.added(action, by=by, at=at)
    vouched = getattr(todo.what, "vouched", False)
    _record("visits.action_added", action, by=by, at=at, side=side.value, vouched=vouched)
    return action


@ledger.operation
def end(
    action: VisitAction,
    ending: Ending,
    *,
    by: Any,
    because: str = "",
    at: datetime | None = None,
) -> VisitAction:
    """Its owner says that it is done, or that it is not and why. Said once.

    Errors: ``CannotAct``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    require_owner(by, action)
    visit = steps.lock(action.visit)
    action = VisitAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    action.visit = visit
    if action.ended_at:
        raise CannotAct(_("Somebody has said already what became of this."))
    if ending is Ending.NOT_DONE and not because:
        raise CannotAct(_("Say why it was not done."), field="because")
    action.ended_at, action.ended_by, action.ending = at, by, ending
    if ending is Ending.NOT_DONE:
        action.because = steps.note(visit, because, at)
    action.save(update_fields=["ended_at", "ended_by", "ending", "because"])
    notices.ended(action, by=by, at=at)
    vouched = getattr(because, "vouched", False)
    _record("visits.action_ended", action, by=by, at=at, ending=ending.value, vouched=vouched)
    return action


@ledger.operation
def remind(action: VisitAction, *, by: Any, at: datetime | None = None) -> bool:
    """The day of *action* is over: its owner is reminded, once. False when there is nothing to
    remind of, or somebody was faster."""
    at = at or timezone.now()
    held = VisitAction.objects.with_parties().select_for_update(of=("self",)).get(pk=action.pk)
    if held.ended_at or held.reminded_at or held.falls_due >= at:
        return False
    held.reminded_at = at
    held.save(update_fields=["reminded_at"])
    notices.overdue(held, at=at)
    _record("visits.action_reminded", held, by=by, at=at)
    return True


def remind_overdue(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Reminds of every action whose day is over at *at* and of which nobody was reminded. A run
    that was missed only delays them. Returns how many it reminded of."""
    over = VisitAction.objects.open().filter(
        reminded_at=None, due_on__lte=(at + timedelta(days=1)).date()
    )
    found = over.with_parties().order_by("due_on", "id")[:limit]
    return sum(remind(action, by=by, at=at) for action in found if action.falls_due < at)


def people_of(visit: Visit, side: Side, *, named_by: Side, today: date) -> list[Any]:
    """Who of *side* can own an action: whoever may see the visit, and with it the action. Who
    else works for a side is its own business: the other names those who speak for it."""
    people = list(access.people_who_may(Permission.VISIT_SEE, visit.partnership, side))
    if side is named_by:
        return people
    speaking = visit.partnership.designations.filter(side=side).on(today)
    known = set(speaking.values_list("person", flat=True))
    return [one for one in people if one.pk in known]


def require_owner(person: Any, action: VisitAction) -> None:
    """The person whose action it is, or somebody who acts for its side.

    Errors: ``PermissionDenied`` with the reason.
    """
    partnership = action.visit.partnership
    sides = access.standing(person).sides_of(partnership)
    if action.person_id == person.pk and sides == {action.side}:
        return
    if steps.acting_side(person, partnership) != action.side:
        raise PermissionDenied(_("This is the other side’s: they say what became of it."))


def refuse_day(day: date, *, today: date) -> None:
    """Errors: ``CannotAct`` for a day that is over or farther than anybody plans."""
    last = today + FARTHEST
    if day < today:
        raise CannotAct(
            _("This day is over. The first one possible is %(day)s.")
            % {"day": day_in_words(today)},
            field="due_on",
            nearest=[today],
        )
    if day > last:
        raise CannotAct(
            _("Actions are planned up to a year ahead, until %(day)s.")
            % {"day": day_in_words(last)},
            field="due_on",
            nearest=[last],
        )


def _record(verb: str, action: VisitAction, *, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=action.visit.partnership.chain,
        by=by,
        about=action.visit,
        at=at,
        action=str(action.pk),
        owner_side=str(action.side),
        due_on=action.due_on.isoformat(),
        **facts,
    )
