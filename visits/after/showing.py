"""What the page of a held visit shows of what came of it. Reading only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.agenda import Action
from liaison.roles import Side
from visits import addresses, turns
from visits.after import actions
from visits.after.forms import MoodForm
from visits.after.topics import ATTENDED, MOODS
from visits.kinds import ONCE
from visits.lifecycle import OVER, SERIES_GOES_ON, Stage
from visits.models import Visit, VisitAction, VisitMood, VisitNote, VisitOutcome


@dataclass(frozen=True, slots=True)
class Line:
    """One action. ``who`` is its owner in words; ``action`` what this reader can do about it;
    ``gone``: its words were taken out for good."""

    todo: VisitAction
    words: str
    gone: bool
    because: str
    who: str
    label: Any
    tone: str
    action: Action | None


@dataclass(frozen=True, slots=True)
class After:
    """``facts`` are attendance, topics and moods; ``mood_form`` is there for a side that has not
    said its own."""

    facts: list[tuple[Any, Any]]
    questions: str
    lines: list[Line]
    may_add: bool
    mood_form: MoodForm | None


def of(visit: Visit, person: Any, at: datetime) -> After | None:
    """Nothing for a visit that was not held. Four queries, however much was said."""
    if visit.stage_at(at) is not Stage.HELD:
        return None
    side = turns.side_of(person, visit)
    outcome = (
        VisitOutcome.objects.filter(visit=visit)
        .select_related("questions__data_key")
        .prefetch_related("topics")
        .first()
    )
    moods = {Side(one.side): one for one in VisitMood.objects.filter(visit=visit)}
    todos = VisitAction.objects.filter(visit=visit).with_parties()
    return After(
        facts=[*_counted(outcome), *_moods(visit, moods, side)],
        questions=_words(outcome.questions if outcome else None)[0],
        lines=[line(todo, person, at) for todo in todos],
        may_add=side is not None,
        mood_form=MoodForm() if side and side not in moods else None,
    )


def following(visit: Visit, person: Any, at: datetime) -> str:
    """Where the next one is proposed once this one was held, missed or given up, for somebody who
    may. Nothing for a kind that belongs to one incident or one case, and for a date of a series
    that goes on: its next one comes by itself."""
    if visit.stage_at(at) not in OVER or turns.side_of(person, visit) is None:
        return ""
    if visit.kind in ONCE or (visit.series and visit.series.stage in SERIES_GOES_ON):
        return ""
    return addresses.finder(visit.partnership_id, kind=visit.kind, place=visit.place)


def line(todo: VisitAction, person: Any, at: datetime | None = None) -> Line:
    words, gone = _words(todo.what)
    label, tone = _standing(todo, at)
    return Line(
        todo=todo,
        words=words,
        gone=gone,
        because=_words(todo.because)[0],
        who=todo.person.name if todo.person else todo.visit.partnership.party(Side(todo.side)).name,
        label=label,
        tone=tone,
        action=None if todo.ended_at or not _owns(person, todo) else say(todo),
    )


def say(todo: VisitAction) -> Action:
    """The way to say what became of *todo*."""
    url = reverse("visits:action_end", args=[todo.visit_id, todo.pk])
    return Action(_("Say what became of it"), url, posts=False)


def _owns(person: Any, todo: VisitAction) -> bool:
    try:
        actions.require_owner(person, todo)
    except PermissionDenied:
        return False
    return True


def _standing(todo: VisitAction, at: datetime | None) -> tuple[Any, str]:
    if todo.ended_at:
        return todo.get_ending_display(), "ok" if todo.ending == VisitAction.Ending.DONE else "wait"
    if at and todo.falls_due < at:
        return _("Overdue"), "wait"
    return _("Open"), "plain"


def _counted(outcome: VisitOutcome | None) -> list[tuple[Any, Any]]:
    if outcome is None:
        return []
    counts = [
        (label, str(getattr(outcome, name)))
        for name, label in ATTENDED.items()
        if getattr(outcome, name) is not None
    ]
    topics = " · ".join(str(topic) for topic in outcome.topics.all())
    return counts + ([(_("What it was about"), topics)] if topics else [])


def _moods(visit: Visit, moods: dict[Side, VisitMood], side: Side | None) -> list[tuple[Any, Any]]:
    """Both once both have said; until then each side its own."""
    shown = moods if len(moods) == len(Side) else {k: v for k, v in moods.items() if k is side}
    return [
        (
            _("How it went, for %(party)s") % {"party": visit.partnership.party(one).name},
            MOODS[mood.mood],
        )
        for one, mood in shown.items()
    ]


def _words(note: VisitNote | None) -> tuple[str, bool]:
    return note.shown() if note else ("", False)
