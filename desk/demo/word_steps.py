"""Steps of a case of the demonstration with words that belong to other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from incidents.corrections import correcting, rewording
from incidents.corrections.correcting import Right
from incidents.models import Incident, Statement
from incidents.questions import asking
from incidents.taxonomy import Lane
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


@dataclass(frozen=True, slots=True)
class Correct:
    """The side that logged it corrects a fact."""

    back: int
    told: str
    right: Right


@dataclass(frozen=True, slots=True)
class Reword:
    """Whoever speaks for *side* corrects its last words to both."""

    back: int
    told: str
    side: Side
    words: str


Worded = Ask | AnswerIt | Correct | Reword


def take(incident: Incident, speakers: Mapping[Side, Person], step: Worded, at: datetime) -> None:
    match step:
        case Ask():
            asking.ask(incident, step.words, by=speakers[step.side], at=at)
        case AnswerIt():
            question = incident.statements.unanswered().earliest("at")
            by = speakers[question.writer.other]
            asking.answer(incident, question.pk, step.words, by=by, at=at)
        case Correct():
            by = speakers[incident.author_side]
            incident.refresh_from_db()
            correcting.correct(incident, step.right, by=by, at=at)
        case Reword():
            said = incident.statements.filter(
                lane=Lane.SHARED, kind=Statement.Kind.DISCUSSION, author_side=step.side
            )
            by = speakers[step.side]
            rewording.reword(said.latest("at"), step.words, by=by, at=at)
