"""Counts that are so small that they would tell who was counted are not shown. Pure."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 5
Cell = TypeVar("Cell", bound=Hashable)


def shown(counts: Mapping[Cell, int]) -> dict[Cell, int | None]:
    """*counts* with None for each that is not shown: all below ``FEWEST``, zero too, because it
    tells of everybody what they did not say; and, smallest first, as many others as it takes until
    those that are not shown are ``FEWEST`` together. So each number that is shown stands against at
    least ``FEWEST`` who said something else, and what all said alike is not shown."""
    smallest = sorted(counts, key=lambda cell: counts[cell])
    hidden = {cell for cell in smallest if counts[cell] < FEWEST}
    for cell in smallest:
        if hidden and sum(counts[one] for one in hidden) < FEWEST:
            hidden.add(cell)
    return {cell: None if cell in hidden else count for cell, count in counts.items()}
