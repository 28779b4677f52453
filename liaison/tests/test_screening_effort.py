"""However hostile a text is, screening reads it to its end in time that grows with its length."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from liaison import screening
from liaison.screening import words

MODULES = [
    import_module(f"{screening.__name__}.{found.name}")
    for found in iter_modules(screening.__path__)
]


def _patterns(thing: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _patterns(part)


PATTERNS = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{name}.{number}": pattern
    for module in MODULES
    for name, value in vars(module).items()
    if name.startswith("_") or name.isupper()
    for number, pattern in enumerate(_patterns(value))
}


def _most(tree: Any) -> int:
    """How often at most a repeat within repeats is gone through, from one place of the text on."""
    most = 1
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            _least, limit, inner = value
            assert limit != codes.MAXREPEAT, "a repeat without an end that gives back"
            most = max(most, limit * _most(inner))
        elif code is codes.BRANCH:
            most = max(most, *(_most(one) for one in value[1]))
        elif code is codes.SUBPATTERN:
            most = max(most, _most(value[3]))
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            most = max(most, _most(value[1]))
    return most


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_pattern_repeats_without_an_end_or_deeply(name):
    """One that gives nothing back, or stops after so many signs, takes no longer in a long text."""
    pattern = PATTERNS[name]
    assert _most(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)) <= 400


class Counted(Sequence[words.Word]):
    """Words that count how often they are looked at."""

    def __init__(self, read: list[words.Word]) -> None:
        self.read, self.looks = read, 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return self.read[place]

    def __len__(self) -> int:
        return len(self.read)


HOSTILE = [
    "he had a ",
    "his her son ",
    "he is on the of a ",
    "12 years ans ",
    "man tall man ",
    "known as called ",
    "Officer Officer ",
    "fentanyl his ",
    "warrant for the ",
    "overdosed again ",
    "M. Aa-",
    "a",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("walk", screening._WALKS, ids=lambda walk: walk.__module__)
def test_a_walk_looks_at_each_word_a_limited_number_of_times(walk, piece):
    read = Counted(words.split((piece * 20_000)[:20_000]))
    assert len(list(walk(read))) <= len(read)
    assert read.looks <= 160 * len(read) + 10
