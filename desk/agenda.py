"""My desk: what waits for a person, over all their partnerships, ordered by deadline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incidents import agenda as incidents_agenda
from incidents.critical import agenda as critical_agenda
from incidents.drafts import agenda as drafts_agenda
from incidents.leading import agenda as leading_agenda
from incidents.mediation import agenda as mediation_agenda
from incidents.mediation import survey_agenda
from incidents.patterns import agenda as patterns_agenda
from incidents.presence import agenda as presence_agenda
from incidents.recusal import agenda as recusal_agenda
from incidents.telling import agenda as told_agenda
from liaison import agenda as liaison_agenda
from liaison import site_agenda
from liaison.agenda import Item, Turn
from protocols import agenda as protocols_agenda
from protocols import briefing_agenda, drafting_agenda, telling_agenda
from visits import absences_agenda
from visits import agenda as visits_agenda
from visits.after import agenda as after_agenda
from visits.contact import goals_agenda
from visits.on_the_day import needed_agenda
from visits.series import agenda as series_agenda
from visits.track import agenda as track_agenda

SOURCES = (
    liaison_agenda,
    site_agenda,
    protocols_agenda,
    drafting_agenda,
    briefing_agenda,
    telling_agenda,
    visits_agenda,
    series_agenda,
    after_agenda,
    needed_agenda,
    absences_agenda,
    goals_agenda,
    track_agenda,
    incidents_agenda,
    critical_agenda,
    leading_agenda,
    drafts_agenda,
    presence_agenda,
    told_agenda,
    mediation_agenda,
    survey_agenda,
    patterns_agenda,
    recusal_agenda,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Three short lists, the most pressing first."""

    yours: list[Item]
    theirs: list[Item]
    coming: list[Item]

    @property
    def is_empty(self) -> bool:
        return not (self.yours or self.theirs or self.coming)


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
