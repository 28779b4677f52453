"""The clause library: everything a protocol between a site and a police service may settle, in 32
topics. Starting text to talk about, in English and French; the two sides make it their own."""

from collections.abc import Mapping

from protocols.library.agreement import AGREEMENT
from protocols.library.basis import BASIS
from protocols.library.belongings import BELONGINGS
from protocols.library.needed import NEEDED
from protocols.library.papers import PAPERS
from protocols.library.presence import PRESENCE
from protocols.library.together import TOGETHER
from protocols.library.words import LANGUAGES, Group, Topic, Words

GROUPS: tuple[Group, ...] = (
    BASIS,
    NEEDED,
    PAPERS,
    PRESENCE,
    BELONGINGS,
    TOGETHER,
    AGREEMENT,
)
TOPICS: tuple[Topic, ...] = tuple(topic for group in GROUPS for topic in group.topics)
BY_NUMBER: Mapping[int, Topic] = {topic.number: topic for topic in TOPICS}
BY_KEY: Mapping[str, Topic] = {topic.key: topic for topic in TOPICS}

# No protocol goes without these: the law stands, and it comes first.
ALWAYS = (BY_KEY["law-stands"], BY_KEY["precedence"])

__all__ = [
    "ALWAYS",
    "BY_KEY",
    "BY_NUMBER",
    "GROUPS",
    "LANGUAGES",
    "TOPICS",
    "Group",
    "Topic",
    "Words",
]
