"""The shape of the default answers: each cites a topic of the library."""

from collections.abc import Mapping
from dataclasses import dataclass

from protocols.entry import Circumstance, Disposition, Log, Post, SiteState
from protocols.library import Words


@dataclass(frozen=True, slots=True)
class DefaultCell:
    """An answer with its steps; it rests on the clause that settles *topic*."""

    disposition: Disposition
    topic: int
    steps: tuple[Words, ...]
    call: tuple[Post, ...] = ()
    log: tuple[Log, ...] = ()


Cells = Mapping[tuple[Circumstance, SiteState], DefaultCell]
Does = tuple[Disposition, tuple[Words, ...]]


def row(
    circumstance: Circumstance, topic: int, operating: Does, closed: Does, suspended: Does
) -> dict[tuple[Circumstance, SiteState], DefaultCell]:
    """The three cells of one circumstance, all resting on the same topic."""
    states = zip(SiteState, (operating, closed, suspended), strict=True)
    return {
        (circumstance, state): DefaultCell(disposition, topic, steps)
        for state, (disposition, steps) in states
    }
