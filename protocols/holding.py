"""What keeps a version that both sides signed from answering at a moment. Pure.

A suspension holds the whole text or a clause of it; where the legal basis of the site has ended,
the whole text is held as well. What is held is answered by the floor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from protocols.entry import Rule


@dataclass(frozen=True, slots=True)
class Spell:
    """One suspension that stands. ``clause`` is a number, None for the whole text; ``side`` is
    whose it is."""

    clause: int | None
    side: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """Everything that holds one version for one partnership at one moment."""

    spells: tuple[Spell, ...] = ()
    is_lapsed: bool = False

    @property
    def floor(self) -> Rule | None:
        """Why the whole text does not answer; None: it does."""
        if any(spell.clause is None for spell in self.spells):
            return Rule.SUSPENDED
        return Rule.LAPSED if self.is_lapsed else None

    @property
    def is_suspended(self) -> bool:
        return self.floor is Rule.SUSPENDED

    @property
    def clauses(self) -> list[int]:
        """The numbers of the clauses that are suspended by themselves, in order."""
        return sorted({spell.clause for spell in self.spells if spell.clause is not None})

    @property
    def until(self) -> datetime | None:
        """When the last suspension of the whole text runs out."""
        return max((s.until for s in self.spells if s.clause is None), default=None)

    @property
    def clauses_until(self) -> datetime | None:
        """When the last suspension of a clause runs out."""
        return max((s.until for s in self.spells if s.clause is not None), default=None)

    def __bool__(self) -> bool:
        return bool(self.spells) or self.is_lapsed


FREE = Hold()


def hold(spells: Iterable[Spell], *, basis_ends: date | None, day: date) -> Hold:
    """*basis_ends* is the last day of the newest legal basis (None: it has none, or nobody has
    recorded one), *day* the day it is at the site."""
    ordered = sorted(set(spells), key=lambda spell: (spell.clause or 0, spell.side, spell.until))
    return Hold(tuple(ordered), is_lapsed=basis_ends is not None and basis_ends < day)
