"""Where an answer of an entry table comes from: the default profile, the answer for all states of a
circumstance, or the one state it stands for. Pure.

The nearer one wins: a state's own answer, else the one for all states, else the default. So people
write differences only. Every cell holds the words that apply to it, and beside them their origin:
what is read, signed and looked up at a door is always the whole table, and no reader has to know
how it was inherited. An answer for all states stands for as long as at least one state follows it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from protocols.entry import SiteState

T = TypeVar("T")


class Origin(StrEnum):
    DEFAULT = "default"
    EVERY = "every"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """What a state answers, and where that comes from."""

    says: T
    origin: Origin


# The answers for one circumstance; a state that is missing is left open.
Row = Mapping[SiteState, Given[T]]


def give(row: Row[T], states: Collection[SiteState], says: T) -> Row[T]:
    """These *states* get an answer of their own."""
    return {**row, **{state: Given(says, Origin.STATE) for state in states}}


def give_everywhere(row: Row[T], says: T, instead_of: Collection[SiteState] = ()) -> Row[T]:
    """One answer for every state that has none of its own; *instead_of* those give theirs up."""
    follow = [state for state in SiteState if state in instead_of or not is_own(row, state)]
    return {**row, **{state: Given(says, Origin.EVERY) for state in follow}}


def back(row: Row[T], states: Collection[SiteState], default: Mapping[SiteState, T]) -> Row[T]:
    """These *states* answer again what they inherit. One that inherits already stays as it is."""
    own = [state for state in states if state not in row or is_own(row, state)]
    return {**row, **{state: beneath(row, state, default) for state in own}}


def withdraw(row: Row[T], default: Mapping[SiteState, T]) -> Row[T]:
    """No answer for all states any more: those that followed it answer what the default says."""
    return {
        state: Given(default[state], Origin.DEFAULT) if given.origin is Origin.EVERY else given
        for state, given in row.items()
    }


def leave_open(row: Row[T], states: Collection[SiteState]) -> Row[T]:
    """These *states* have no answer yet: a gap, for both sides to see."""
    return {state: given for state, given in row.items() if state not in states}


def beneath(row: Row[T], state: SiteState, default: Mapping[SiteState, T]) -> Given[T]:
    """What *state* would answer without an answer of its own."""
    shared = everywhere(row)
    return shared if shared is not None else Given(default[state], Origin.DEFAULT)


def everywhere(row: Row[T]) -> Given[T] | None:
    """The answer for all states; None: there is none."""
    return next((given for given in row.values() if given.origin is Origin.EVERY), None)


def is_own(row: Row[T], state: SiteState) -> bool:
    return state in row and row[state].origin is Origin.STATE
