"""Places in a text, and what is left of it when they are blacked out. Pure.

Places are counted in code points from 0, the end not included.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category, normalize

from incidents.exporting.classes import Why
from liaison import screening

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Place:
    """Of a text; ``end`` None: all of it."""

    start: int
    end: int | None
    why: Why


@dataclass(frozen=True, slots=True)
class Run:
    """A part of what is shown: words, or a black place with its reason and no words."""

    words: str = ""
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, to be chosen. ``is_black``: it is blacked out already."""

    number: int
    start: int
    end: int
    words: str
    is_black: bool = False


def runs(text: str, places: Iterable[Place]) -> list[Run]:
    """*text* with *places* blacked out. What is black does not tell how long it is: places that
    touch, or between which only blanks stand, are one, with the reason of the first."""
    found: list[Run] = []
    done = 0
    for place in _merged(text, places):
        end = len(text) if place.end is None else place.end
        if place.start > done:
            found.append(Run(text[done : place.start]))
        found.append(Run(why=place.why))
        done = end
    if done < len(text):
        found.append(Run(text[done:]))
    return found


def words_of(text: str, places: Collection[Place] = ()) -> list[Word]:
    """The words of *text*, as one chooses from them what is blacked out."""
    found = []
    for number, match in enumerate(_WORD.finditer(text)):
        start, end = match.span()
        is_black = any(_covers(place, start, end) for place in places)
        found.append(Word(number, start, end, match[0], is_black))
    return found


def chosen(text: str, numbers: Collection[int]) -> list[tuple[int, int]]:
    """The places of the words with *numbers*; words side by side are one place."""
    found: list[tuple[int, int]] = []
    before = None
    for word in words_of(text):
        if word.number not in numbers:
            continue
        if before is not None and before == word.number - 1:
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
        before = word.number
    return found


def wherever(text: str, said: str) -> list[tuple[int, int]]:
    """Every place where *said* stands in *text* as whole words, however it is written in capitals,
    accents, apostrophes and hyphens, with signs that cannot be seen or in wide letters, and however
    wide its blanks are."""
    parts = [re.escape(part) for part in _folded(said)[0].split()]
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(parts))
    signs, origins = _folded(text)
    found: list[tuple[int, int]] = []
    at = 0
    while match := pattern.search(signs, at):
        start, end = match.span()
        is_whole = not (_is_of_word(signs[start - 1 : start]) or _is_of_word(signs[end : end + 1]))
        if is_whole:
            found.append((origins[start][0], origins[end - 1][1]))
        at = end if is_whole else start + 1
    return found


def of_officers(text: str) -> list[tuple[int, int]]:
    """What screening takes for a detail of one officer."""
    found = screening.check(text)
    return [(one.start, one.end) for one in found if one.kind is screening.Kind.OFFICER]


def asked_about(text: str) -> list[str]:
    """What else screening would ask about in *text*, each once: worth a look before it goes out."""
    found = screening.check(text, apart_from=(screening.Kind.OFFICER,))
    return list(dict.fromkeys(one.words for one in found))


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """*text* as it is compared, and for each sign of that where it stands in *text*: a letter with
    all its marks."""
    signs: list[str] = []
    origins: list[tuple[int, int]] = []
    for start, end in _letters(text):
        letter = "".join(sign for sign in text[start:end] if not _is_unseen(sign))
        plain = "".join(map(_plain, normalize("NFC", letter)))
        folded = normalize("NFC", plain.casefold())
        signs.append(folded)
        origins += [(start, end)] * len(folded)
    return "".join(signs), origins


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """The places of the signs, each with what belongs to it."""
    start = 0
    for at, sign in enumerate(text):
        if at and not _belongs_to_the_one_before(sign):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _belongs_to_the_one_before(sign: str) -> bool:
    """A mark, what cannot be seen, or a later part of a Hangul syllable."""
    return category(sign)[0] == "M" or _is_unseen(sign) or "\u1160" <= sign <= "\u11ff"


def _is_unseen(sign: str) -> bool:
    """What is drawn as nothing does not part a word; a control that is a blank does."""
    return screening.is_hidden(sign) and not sign.isspace()


def _plain(sign: str) -> str:
    """As screening compares signs, but for the controls that it drops and that are blanks."""
    return sign if sign.isspace() else screening.plain(sign)


def _is_of_word(sign: str) -> bool:
    return bool(sign) and (sign.isalnum() or sign == "_" or category(sign).startswith("M"))


def _covers(place: Place, start: int, end: int) -> bool:
    return place.start <= start and (place.end is None or end <= place.end)


def _merged(text: str, places: Iterable[Place]) -> Sequence[Place]:
    found: list[Place] = []
    for place in sorted(places, key=lambda one: one.start):
        end = len(text) if place.end is None else min(place.end, len(text))
        if end <= place.start:
            continue
        if found and not text[found[-1].end or 0 : place.start].strip():
            last = found[-1]
            found[-1] = Place(last.start, max(last.end or 0, end), last.why)
        else:
            found.append(Place(place.start, end, place.why))
    return found
