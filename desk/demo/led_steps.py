"""Steps of a case of the demonstration that leave the talk of both sides, to their leaders, to the
statutory body, or that open it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from desk.demo.company import Company
from incidents import ending, reopening
from incidents.leading import deciding, escalating, reviewing
from incidents.leading.deciding import Choice
from incidents.models import Incident
from incidents.models.escalation import Way
from incidents.referring import Told
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class AskLeaders:
    """Whoever speaks for *side* asks them, and says why."""

    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class AskReview:
    """Whoever speaks for *side* asks them to look at the last mediation again, and says why."""

    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Whoever speaks for *side* opens again what had ended, and says why."""

    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class PutForward:
    """The leader with the address *by* says what both should do."""

    back: int
    told: str
    by: str
    way: Way
    words: str = ""


@dataclass(frozen=True, slots=True)
class TellBody:
    """Whoever speaks for *side* writes down that the statutory body was told, the same day."""

    back: int
    told: str
    side: Side
    number: str


Led = AskLeaders | AskReview | Reopen | PutForward | TellBody


def take(
    company: Company,
    incident: Incident,
    speakers: Mapping[Side, Person],
    step: Led,
    at: datetime,
) -> None:
    match step:
        case AskLeaders():
            escalating.escalate(incident, step.words, by=speakers[step.side], at=at)
        case AskReview():
            reviewing.ask(incident, step.words, by=speakers[step.side], at=at)
        case Reopen():
            reopening.reopen(incident, step.words, by=speakers[step.side], at=at)
        case PutForward():
            choice = Choice(step.way, step.words)
            deciding.put_forward(incident, choice, by=company[step.by], at=at)
        case _:
            day = at.astimezone(incident.tz).date()
            told = Told(incident.complaint_way.body.en, day, step.number)
            ending.report(incident, told, by=speakers[step.side], at=at)
