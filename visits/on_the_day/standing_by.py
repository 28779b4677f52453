"""What the page of a confirmed visit shows of its day: who is there, and whether it is still
needed. Reading only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects

from liaison import access
from liaison.agenda import Action
from liaison.roles import Side
from liaison.templatetags.time_tags import clock_in, time_in
from visits import turns
from visits.lifecycle import Stage
from visits.models import SideMark, Visit
from visits.on_the_day import marking, needed_agenda, reminders

_SHOWN = frozenset({Stage.CONFIRMED, Stage.HELD, Stage.MISSED})


@dataclass(frozen=True, slots=True)
class Day:
    """``here``: each side that said it is there, and when; ``may_arrive``: the reader can say so;
    ``is_past``: of a visit that was held or missed; ``needed``: the press by which they say that it
    still stands."""

    here: list[tuple[str, Any]]
    may_arrive: bool
    is_past: bool
    needed: Action | None


def of(visit: Visit, person: Any, at: datetime) -> Day | None:
    """Nothing for a visit whose day is not in sight. Two queries, three for one of a series."""
    stage = visit.stage_at(at)
    if stage not in _SHOWN or at < visit.starts - reminders.FARTHEST:
        return None
    prefetch_related_objects([visit], "marks", "moves")
    # Said of the visit as it was agreed last: another time asks anew.
    agreed = visit.revision - (stage is not Stage.CONFIRMED)
    marks = [
        mark
        for mark in visit.marks.all()
        if mark.kind == SideMark.Kind.HERE and mark.revision == agreed
    ]
    sides = access.standing(person).sides_of(visit.partnership)
    is_there = any(mark.side in sides for mark in marks)
    return Day(
        here=[
            (visit.partnership.party(Side(mark.side)).name, _said_at(mark, visit)) for mark in marks
        ],
        may_arrive=len(sides) == 1
        and not is_there
        and _is_time(visit, next(iter(sides)), stage, at),
        is_past=stage is not Stage.CONFIRMED,
        needed=_needed(visit, person, stage, at),
    )


def said_here(visit: Visit) -> list[tuple[str, Any]]:
    """Each side that said of the confirmed *visit*, as it stands, that it is there, and when."""
    marks = visit.marks.filter(kind=SideMark.Kind.HERE, revision=visit.revision).order_by("at")
    return [
        (visit.partnership.party(Side(mark.side)).name, _said_at(mark, visit)) for mark in marks
    ]


def _said_at(mark: SideMark, visit: Visit) -> Any:
    """The time of day; with its day where it was said on another one than that of the visit."""
    is_same_day = mark.at.astimezone(visit.tz).date() == visit.starts.astimezone(visit.tz).date()
    return (clock_in if is_same_day else time_in)(mark.at, visit.site.zone)


def _is_time(visit: Visit, side: Side, stage: Stage, at: datetime) -> bool:
    """Whether *side* can say that it is there, or of a missed visit that it was."""
    if stage is Stage.MISSED:
        said = marking.says_it_stayed_away(visit, side)
        return not said and reminders.may_have_been(visit.ends, at)
    return stage is Stage.CONFIRMED and reminders.may_arrive(visit.starts, visit.ends, at)


def _needed(visit: Visit, person: Any, stage: Stage, at: datetime) -> Action | None:
    side = turns.side_of(person, visit)
    if stage is not Stage.CONFIRMED or side is None or at >= visit.starts:
        return None
    is_asked = needed_agenda.is_asked(visit, side, at) and needed_agenda.stands_for_all(visit)
    return needed_agenda.still_needed(visit) if is_asked else None
