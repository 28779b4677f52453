"""A text as words, and steps from one to the next: what the searches by meaning walk on.

Each step looks at a number of words that does not grow with the text, so a search takes time in
proportion to its length whatever stands in it.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

# No rule looks further than this from the word it begins with.
REACH = 7


@dataclass(frozen=True, slots=True)
class Word:
    """``low`` is the word in small letters; ``gap`` the signs between it and the one before."""

    text: str
    low: str
    start: int
    end: int
    gap: str

    @property
    def is_name_like(self) -> bool:
        return self.text[0].isupper()

    @property
    def breaks(self) -> bool:
        """A sentence, or a part of one, ends before it."""
        return any(sign in _BREAKS for sign in self.gap)

    @property
    def is_number(self) -> bool:
        return self.text.isdecimal()


Words = Sequence[Word]
_BREAKS = frozenset('.,;:!?\n\r()[]"/…—')
_WORD = re.compile(r"[^\W_]{1,40}")
_GAP_SHOWN = 6


def listed(text: str) -> frozenset[str]:
    """The words of *text*, for looking them up."""
    return frozenset(text.split())


def split(text: str) -> list[Word]:
    found: list[Word] = []
    reached = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[reached:start] if start - reached <= _GAP_SHOWN else "\n"
        found.append(Word(match[0], match[0].lower(), start, end, gap))
        reached = end
    return found


def back_over(words: Words, place: int, fillers: Collection[str], most: int = REACH) -> int:
    """The nearest place before *place* whose word is none of *fillers*; -1 where a sentence begins
    or *most* words were passed over."""
    for step in range(1, most + 2):
        if place - step < 0 or words[place - step + 1].breaks:
            return -1
        if words[place - step].low not in fillers:
            return place - step
    return -1


def forth_over(words: Words, place: int, fillers: Collection[str], most: int = REACH) -> int:
    """As ``back_over``, ahead."""
    for step in range(1, most + 2):
        if place + step >= len(words) or words[place + step].breaks:
            return -1
        if words[place + step].low not in fillers:
            return place + step
    return -1


def low(words: Words, place: int) -> str:
    """The word there, in small letters; empty outside of the text."""
    return words[place].low if 0 <= place < len(words) else ""


def next_low(words: Words, place: int) -> str:
    """The word after the one at *place*, in small letters; empty where a sentence ends first."""
    return words[place + 1].low if place + 1 < len(words) and not words[place + 1].breaks else ""


def last_low(words: Words, place: int) -> str:
    """The word before the one at *place*, in small letters; empty where a sentence begins."""
    return words[place - 1].low if place > 0 and not words[place].breaks else ""
