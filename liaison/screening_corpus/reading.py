"""The files of the corpus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "fr")
PARTS = {"tuned": "tuned", "held": "held out", "later": "written last"}
_HERE = Path(__file__).resolve().parent
_BRACES = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``about``: the kind of what is to be found in it, or what it only resembles. ``marks``: the
    places in ``text`` that must be found; none where it is to be left alone. ``part``: one of
    ``PARTS``."""

    language: str
    about: str
    part: str
    text: str
    marks: tuple[tuple[int, int], ...]


@cache
def sentences() -> tuple[Sentence, ...]:
    return tuple(sentence for language in LANGUAGES for sentence in _of(language))


def _of(language: str) -> Iterator[Sentence]:
    lines = (_HERE / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        about, where, written = line.split("\t")
        text, marks = _read(written)
        yield Sentence(language, about, where, text, marks)


def _read(written: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    marks: list[tuple[int, int]] = []
    pieces = _BRACES.split(written)
    length = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            marks.append((length, length + len(piece)))
        length += len(piece)
    return "".join(pieces), tuple(marks)
