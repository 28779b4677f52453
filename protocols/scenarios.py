"""Three questions about one entry table. Pure.

Which ones follows from a seed alone, so that whoever loads the page again finds the same ones.
"""

from collections.abc import Iterable
from hashlib import sha256

from protocols.entry import Circumstance, Disposition, Key

COUNT = 3
CHOICES = 4
# "None of these" is no situation, and what cannot occur is no question.
_NOT_ASKED = Circumstance.C22
_NOT_OFFERED = Disposition.CANNOT_OCCUR


def draw(cells: Iterable[tuple[Key, Disposition]], seed: str) -> list[Key]:
    """Three situations about different circumstances, with different answers where they can."""
    askable = [
        cell for cell in cells if cell[0][0] is not _NOT_ASKED and cell[1] is not _NOT_OFFERED
    ]
    ranked = sorted(askable, key=lambda cell: _rank(seed, *cell[0]))
    drawn: list[tuple[Key, Disposition]] = []
    for differs in (_wholly, _in_circumstance):
        for cell in ranked:
            if len(drawn) < COUNT and all(differs(cell, other) for other in drawn):
                drawn.append(cell)
    return [key for key, _disposition in drawn]


def choices(right: Disposition, key: Key, seed: str) -> list[Disposition]:
    """The *right* answer among three others, in the order of the table's answers."""
    others = [one for one in Disposition if one not in (right, _NOT_OFFERED)]
    others.sort(key=lambda one: _rank(seed, *key, one))
    offered = {right, *others[: CHOICES - 1]}
    return [one for one in Disposition if one in offered]


def _wholly(cell: tuple[Key, Disposition], other: tuple[Key, Disposition]) -> bool:
    return _in_circumstance(cell, other) and cell[1] is not other[1]


def _in_circumstance(cell: tuple[Key, Disposition], other: tuple[Key, Disposition]) -> bool:
    return cell[0][0] is not other[0][0]


def _rank(*parts: str) -> bytes:
    return sha256("|".join(parts).encode()).digest()
