"""Steps of a critical case of the demonstration, which stays with its own side."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.models import Person
from incidents import ending, taking_up
from incidents.critical import confirming
from incidents.models import Incident
from incidents.referring import Told


class What(StrEnum):
    TAKE_UP = "take_up"  # the call is written down
    CONFIRM = "confirm"
    REPORT = "report"  # the statutory body was told, the same day
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Apart:
    """One step by whoever speaks for the side of the case. ``words``: the line about the call, the
    number that the body gave, or the reason why it ends."""

    back: int
    told: str
    what: What
    words: str = ""


def take(incident: Incident, step: Apart, *, by: Person, at: datetime) -> None:
    incident.refresh_from_db()
    match step.what:
        case What.TAKE_UP:
            taking_up.take_up(incident, step.words, by=by, at=at)
        case What.CONFIRM:
            confirming.confirm(incident, by=by, at=at)
        case What.REPORT:
            day = at.astimezone(incident.tz).date()
            told = Told(incident.complaint_way.body.en, day, step.words)
            ending.report(incident, told, by=by, at=at)
        case _:
            ending.close(incident, step.words, by=by, at=at)
