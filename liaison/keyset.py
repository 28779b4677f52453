"""Pages of a list that grows: from one row on, never counted, never skipped over. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, Self, TypeVar
from uuid import UUID

PAGE = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 60

Row = TypeVar("Row")


class NoSuchPlace(ValueError):
    """An address names no place in a list."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in a list by moment and id."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.id.hex}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Errors: ``NoSuchPlace`` for anything that ``str`` did not write."""
        micros, _dash, id_ = text.rpartition("-")
        if len(text) > _LONGEST or not text.isascii():
            raise NoSuchPlace
        try:
            return cls(_EPOCH + timedelta(microseconds=int(micros)), UUID(hex=id_))
        except (ValueError, OverflowError) as error:
            raise NoSuchPlace from error


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows, newest first, and whether there is more on either side."""

    rows: Sequence[Row]
    has_newer: bool
    has_older: bool


def page(found: Sequence[Row], *, size: int, backwards: bool, is_start: bool) -> Page[Row]:
    """*found* holds up to one row more than a page, in the order in which it was asked for:
    from a row towards older ones, or *backwards* towards newer ones."""
    rows, more = list(found[:size]), len(found) > size
    if backwards:
        return Page(rows[::-1], has_newer=more, has_older=True)
    return Page(rows, has_newer=not is_start, has_older=more)
