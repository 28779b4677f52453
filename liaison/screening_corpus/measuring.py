"""Precision and recall of screening over the corpus.

Recall is over the marked words: how many a finding touches. Precision is over the findings: how
many of them touch marked words. In the rows of a kind, recall counts the words marked as that
kind, whatever they were taken for, and precision the findings of that kind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from liaison import screening
from liaison.screening import Kind
from liaison.screening_corpus.reading import LANGUAGES, PARTS, Sentence, sentences

# The corpus speaks of birthdays as seen from here, whatever year it is.
YEAR = 2025
HINTS = "language"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A marked place and whether it was found, or a finding and whether it was right."""

    sentence: Sentence
    kind: str
    is_mark: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Figures:
    marked: int
    found: int
    asked: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.asked if self.asked else 1.0


@cache
def outcomes() -> tuple[Outcome, ...]:
    return tuple(outcome for sentence in sentences() for outcome in _of(sentence))


def figures(
    *, kind: str | None = None, language: str | None = None, part: str | None = None
) -> Figures:
    """Those of screening, or of a part of it; the words proposed are figures of their own."""
    chosen = [
        one
        for one in outcomes()
        if (one.kind == kind if kind else one.kind != HINTS)
        and language in (None, one.sentence.language)
        and part in (None, one.sentence.part)
    ]
    marks = [one.is_right for one in chosen if one.is_mark]
    asked = [one.is_right for one in chosen if not one.is_mark]
    return Figures(len(marks), sum(marks), len(asked), sum(asked))


def page() -> str:
    """The figures as a document."""
    asked = [one for one in sentences() if one.about != HINTS]
    marked = sum(bool(one.marks) for one in asked)
    lines = [*_HEAD, "", "| | marked | found | recall | asked | right | precision |"]
    lines += ["|---|--:|--:|--:|--:|--:|--:|", *(_row(title, of) for title, of in _rows()), ""]
    return "\n".join(lines).format(all=len(asked), marked=marked, left=len(asked) - marked)


_HEAD = (
    "# Screening, measured",
    "",
    "Drawn from `liaison/screening_corpus`: {all} made-up sentences in English and French,",
    "{marked} with words that must be asked about and {left} that must be left alone. The searches",
    "were tuned on one part, another was held out meanwhile, and the last was written by somebody",
    "who did not know them; nothing was changed after it. `./portal bench screening` prints this.",
    "",
    "The held-out part was drawn from sentences written in one go with the tuned ones, so it",
    "flatters. The part written last is the one to believe; its recall misses the aim of 0.95.",
    "What strangers write in a hurry may be found less often still. A name in small letters that",
    "no word announces and no list knows is not found.",
)


def _rows() -> Iterator[tuple[str, Figures]]:
    yield "**all**", figures()
    for part, title in PARTS.items():
        yield f"**{title}**", figures(part=part)
        for language in LANGUAGES:
            yield f"{title}, {language}", figures(language=language, part=part)
    for kind in (*Kind, HINTS):
        for part, title in PARTS.items():
            of = figures(kind=kind, part=part)
            if of.marked or of.asked:
                yield f"{kind}, {title}", of


def _row(title: str, of: Figures) -> str:
    return (
        f"| {title} | {of.marked} | {of.found} | {of.recall:.3f} | {of.asked} | {of.right} "
        f"| {of.precision:.3f} |"
    )


def _of(sentence: Sentence) -> Iterator[Outcome]:
    found = _found(sentence)
    for start, end in sentence.marks:
        is_found = any(first < end and start < last for first, last, _kind in found)
        yield Outcome(sentence, sentence.about, is_mark=True, is_right=is_found)
    for first, last, kind in found:
        is_right = any(first < end and start < last for start, end in sentence.marks)
        yield Outcome(sentence, kind, is_mark=False, is_right=is_right)


def _found(sentence: Sentence) -> list[tuple[int, int, str]]:
    if sentence.about == HINTS:
        hints = screening.hints(sentence.text)
        return [(hint.start, hint.end, HINTS) for hint in hints]
    return [
        (finding.start, finding.end, finding.kind.value)
        for finding in screening.check(sentence.text, year=YEAR)
    ]
