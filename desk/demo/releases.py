"""What the demonstration shows to the other side: now, on a later day, or as a count only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from incidents import counting, models, planning, releasing
from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Incident
from incidents.releasing import Manner


@dataclass(frozen=True, slots=True)
class Release:
    """With ``time`` or ``place`` less exact, somebody might have known who it was."""

    back: int
    told: str
    words: str
    time: TimeGrain = TimeGrain.MINUTE
    place: PlaceGrain = PlaceGrain.DISTANCE

    def manner(self) -> Manner:
        is_plain = self.time is TimeGrain.MINUTE and self.place is PlaceGrain.DISTANCE
        answers = models.Release.Recognisable
        return Manner(answers.NO if is_plain else answers.PERHAPS, self.time, self.place)


@dataclass(frozen=True, slots=True)
class ReleaseLater:
    """So many days after."""

    back: int
    told: str
    words: str
    days: int


@dataclass(frozen=True, slots=True)
class CountOnly:
    back: int
    told: str


Shown = Release | ReleaseLater | CountOnly


def take(incident: Incident, step: Shown, *, by: Any, at: datetime) -> None:
    match step:
        case Release():
            releasing.release(incident, step.words, manner=step.manner(), by=by, at=at)
        case ReleaseLater():
            manner = Manner(models.Release.Recognisable.PERHAPS)
            on = at.astimezone(incident.tz).date() + timedelta(days=step.days)
            planning.plan(incident, step.words, manner=manner, on=on, by=by, at=at)
        case CountOnly():
            counting.count_only(incident, by=by, at=at)
