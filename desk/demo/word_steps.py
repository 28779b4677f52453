"""Steps of a case of the demonstration with words that belong to other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from incidents.models import Incident
from incidents.questions import asking
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Ask:
    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class AnswerIt:
    """The other side answers the oldest question that waits."""

    back: int
    told: str
    words: str


Worded = Ask | AnswerIt


def take(incident: Incident, speakers: Mapping[Side, Person], step: Worded, at: datetime) -> None:
    match step:
        case Ask():
            asking.ask(incident, step.words, by=speakers[step.side], at=at)
        case AnswerIt():
            question = incident.statements.unanswered().earliest("at")
            by = speakers[question.writer.other]
            asking.answer(incident, question.pk, step.words, by=by, at=at)
