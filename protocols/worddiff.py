"""What changed from one text to another, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

# A word or a sign, with the space that follows it.
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*\s*|[^\w\s]\s*|\s+")
# Texts that share less than this share words by chance: marking these would be noise.
_LEAST_SHARED = 0.3


class Kind(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str


def pieces(was: str, now: str) -> list[Piece]:
    """*was* and *now* as one text: what both say, what only the former says (``GONE``) and what
    only the latter says (``NEW``), in order. Without ``NEW`` the pieces are *was*, without
    ``GONE`` they are *now*. Words that are everywhere in a long text are no place to begin, which
    bounds the time."""
    before, after = _TOKEN.findall(was), _TOKEN.findall(now)
    matcher = SequenceMatcher(None, before, after)
    if before and after and matcher.ratio() < _LEAST_SHARED:
        return _merged([Piece(Kind.GONE, was), Piece(Kind.NEW, now)])
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece(Kind.SAME, "".join(before[i1:i2])))
            continue
        found.append(Piece(Kind.GONE, "".join(before[i1:i2])))
        found.append(Piece(Kind.NEW, "".join(after[j1:j2])))
    return _merged(found)


def former(found: list[Piece]) -> list[Piece]:
    """What the former text says, with what only it says marked."""
    return [piece for piece in found if piece.kind != Kind.NEW]


def latter(found: list[Piece]) -> list[Piece]:
    return [piece for piece in found if piece.kind != Kind.GONE]


def _merged(found: list[Piece]) -> list[Piece]:
    """Neighbouring changes as one: what is gone, then what is new. A sign that stands alone
    between two changes goes with them, so that a sentence is not cut into crumbs."""
    joined: list[Piece] = []
    changes = groupby(_crumbless(found), key=lambda piece: piece.kind == Kind.SAME)
    for is_same, run in changes:
        parts = list(run)
        for kind in (Kind.SAME,) if is_same else (Kind.GONE, Kind.NEW):
            text = "".join(piece.text for piece in parts if piece.kind == kind)
            if text:
                joined.append(Piece(kind, text))
    return joined


def _crumbless(found: list[Piece]) -> Iterator[Piece]:
    for place, piece in enumerate(found):
        inner = 0 < place < len(found) - 1
        if piece.kind == Kind.SAME and inner and not re.search(r"[\w\n]", piece.text):
            yield Piece(Kind.GONE, piece.text)
            yield Piece(Kind.NEW, piece.text)
        else:
            yield piece
