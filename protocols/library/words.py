"""The shape of a topic: every sentence in both languages, side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LANGUAGES = ("en", "fr")
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    en: str
    fr: str

    def __getitem__(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Topic:
    """Something a protocol may settle. ``settles`` and ``decide`` help the two sides write;
    ``heading`` and ``text`` (Markdown) are what they would sign. What only they can know stands
    in square brackets in the text (``protocols.blanks``)."""

    number: int
    key: str
    heading: Words
    settles: Words
    decide: tuple[Words, ...]
    text: Words


@dataclass(frozen=True, slots=True)
class Group:
    heading: Words
    topics: tuple[Topic, ...]


def say(en: str, fr: str) -> Words:
    """Both languages; French gets the no-break spaces that its double signs ask for."""
    for sign in ":;?!»":
        fr = fr.replace(f" {sign}", NO_BREAK + sign)
    return Words(en, fr.replace("« ", "«" + NO_BREAK))


def numbered(*sentences: Words) -> Words:
    """A clause of short numbered sentences, so that each can be pointed at."""
    return _lines((f"{place}. " for place in range(1, len(sentences) + 1)), sentences)


def listed(*sentences: Words) -> Words:
    return _lines(("- " for _sentence in sentences), sentences)


def _lines(marks: Iterable[str], sentences: Sequence[Words]) -> Words:
    pairs = list(zip(marks, sentences, strict=True))
    return Words(
        "\n".join(mark + words.en for mark, words in pairs),
        "\n".join(mark + words.fr for mark, words in pairs),
    )
