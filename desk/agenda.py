"""My desk: what waits for a person, over all their partnerships, ordered by deadline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incidents import agenda as incidents_agenda
from liaison import agenda as liaison_agenda
from liaison import site_agenda
from liaison.agenda import Item, Turn
from protocols import agenda as protocols_agenda
from protocols import briefing_agenda, drafting_agenda, telling_agenda
from visits import actions_agenda, goals_agenda, needed_agenda, series_agenda
from visits import agenda as visits_agenda

SOURCES = (
    liaison_agenda,
    site_agenda,
    protocols_agenda,
    drafting_agenda,
    briefing_agenda,
    telling_agenda,
    visits_agenda,
    series_agenda,
    actions_agenda,
    needed_agenda,
    goals_agenda,
    incidents_agenda,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Three short lists, the most pressing first."""

    yours: list[Item]
    theirs: list[Item]
    coming: list[Item]


def for_person(person: Any, *, at: datetime) -> Desk:
    items = [item for source in SOURCES for item in source.waiting_for(person, at)]
    items.sort(key=_pressing)
    return Desk(
        yours=[item for item in items if item.turn is Turn.YOURS],
        theirs=[item for item in items if item.turn is Turn.THEIRS],
        coming=[item for item in items if item.turn is Turn.COMING],
    )


def _pressing(item: Item) -> tuple[bool, float]:
    """Deadlines first, the nearest on top; then what has waited longest."""
    moment = item.due or item.since
    return item.due is None, moment.timestamp() if moment else float("inf")
