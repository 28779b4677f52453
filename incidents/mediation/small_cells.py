"""Counts that are so small that they would tell who was counted are not shown. Pure."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
Cell = TypeVar("Cell", bound=Hashable)


def shown(counts: Mapping[Cell, int]) -> dict[Cell, int | None]:
    """*counts* with None for each that is not shown: all of them where there are fewer than
    ``FEWEST`` in all, else those from 1 to one below it. If that hides a single one, the smallest
    of the others is hidden too, because the sum would give the first away."""
    if sum(counts.values()) < FEWEST:
        return dict.fromkeys(counts)
    hidden = {cell for cell, count in counts.items() if 0 < count < FEWEST}
    if len(hidden) == 1:
        others = [cell for cell in counts if cell not in hidden]
        hidden |= {min(others, key=lambda cell: counts[cell])} if others else set()
    return {cell: None if cell in hidden else count for cell, count in counts.items()}
