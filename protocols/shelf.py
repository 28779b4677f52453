"""The library beside a draft: what each topic settles, and which clause of the draft settles it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from protocols import blanks, library, prose
from protocols.library import Topic
from protocols.models import Version


@dataclass(frozen=True, slots=True)
class TopicRead:
    """A topic in the reader's language; ``clause`` is the number of the clause that settles it."""

    topic: Topic
    language: str
    clause: int | None = None

    @property
    def heading(self) -> str:
        return self.topic.heading[self.language]

    @property
    def settles(self) -> str:
        return self.topic.settles[self.language]

    @property
    def decide(self) -> Sequence[str]:
        return [question[self.language] for question in self.topic.decide]

    @property
    def html(self) -> SafeString:
        return prose.render(self.topic.text[self.language])

    @property
    def blanks(self) -> Sequence[str]:
        return blanks.of(self.topic.text[self.language])

    @property
    def is_needed(self) -> bool:
        """No draft can be sent without it."""
        return self.topic in library.ALWAYS


@dataclass(frozen=True, slots=True)
class GroupRead:
    heading: str
    topics: Sequence[TopicRead]


def beside(version: Version, language: str) -> list[GroupRead]:
    """All topics in their groups. One query."""
    settled = _settled(version)
    return [
        GroupRead(
            group.heading[language],
            [TopicRead(topic, language, settled.get(topic.number)) for topic in group.topics],
        )
        for group in library.GROUPS
    ]


def one(version: Version, topic: Topic, language: str) -> TopicRead:
    """One topic. One query."""
    return TopicRead(topic, language, _settled(version).get(topic.number))


def of_clause(number: int | None, language: str) -> TopicRead | None:
    """What helps to write a clause: the topic it settles, where it settles one."""
    topic = library.BY_NUMBER.get(number or 0)
    return TopicRead(topic, language) if topic else None


def place_for(version: Version, topic: Topic) -> int:
    """The number at which *topic* joins the draft: behind what comes before it in the library.
    One query."""
    before = version.clauses.filter(topic__lt=topic.number).order_by("-number").first()
    return before.number + 1 if before else 1


def _settled(version: Version) -> dict[int, int]:
    pairs = version.clauses.values_list("topic", "number")
    return {topic: number for topic, number in pairs if topic is not None}
