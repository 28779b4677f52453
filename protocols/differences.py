"""What differs between two texts, as a page says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from protocols import worddiff, wording
from protocols.entry import Circumstance
from protocols.models import Version
from protocols.reading import CellRead
from protocols.rewording import Reworded
from protocols.worddiff import Piece


class What(StrEnum):
    NEW = "new"
    REWORDED = "reworded"
    GONE = "gone"


LABELS: Mapping[What, Any] = {
    What.NEW: _("New"),
    What.REWORDED: _("Reworded"),
    What.GONE: _("Taken out"),
}


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that says something else; ``former`` is what the other text says there. ``changes``
    are its words in the reader's language, else in those in which they differ; ``elsewhere`` names
    the other languages that differ as well."""

    what: What
    number: int
    heading: str
    former: SafeString | str = ""
    was_number: int | None = None
    changes: Sequence[Reworded] = ()
    elsewhere: Sequence[Reworded] = ()
    anchor: str = ""
    annex: str = ""

    @property
    def label(self) -> Any:
        return LABELS[self.what]


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause that says the same words."""

    was_number: int
    number: int
    heading: str

    @property
    def has_moved(self) -> bool:
        return self.was_number != self.number


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one state of the site is answered, before and now."""

    was: CellRead
    now: CellRead

    @property
    def state(self) -> Any:
        return wording.STATES[self.now.state]

    @property
    def steps(self) -> list[Piece]:
        """The steps, one a line, where these differ."""
        if self.was.steps == self.now.steps:
            return []
        return worddiff.pieces("\n".join(self.was.steps), "\n".join(self.now.steps))

    @property
    def calls(self) -> list[Piece]:
        """Whom to call, in order, where it differs."""
        return _listed(self.was.calls, self.now.calls)

    @property
    def logs(self) -> list[Piece]:
        """What to log, where it differs."""
        return _listed(self.was.logs, self.now.logs)


def _listed(was: Sequence[Any], now: Sequence[Any]) -> list[Piece]:
    before, after = ", ".join(map(str, was)), ", ".join(map(str, now))
    return worddiff.pieces(before, after) if before != after else []


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A circumstance that is answered otherwise in some states of the site."""

    circumstance: Circumstance
    cells: tuple[tuple[CellRead, CellRead], ...]

    @property
    def question(self) -> Any:
        return wording.CIRCUMSTANCES[self.circumstance]

    @property
    def turns(self) -> list[tuple[Any, Any, Any]]:
        """State, former words, words now."""
        return [(wording.STATES[now.state], was.words, now.words) for was, now in self.cells]

    @property
    def details(self) -> list[CellChange]:
        return [CellChange(was, now) for was, now in self.cells]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a text differs from ``former``. ``is_other``: they share no clause, so only the answers
    can be set side by side. ``sites``: where it is in force, for a text that is for several."""

    former: Version
    clauses: list[ClauseChange]
    answers: list[AnswerChange]
    is_other: bool
    kept: list[Kept] = field(default_factory=list)
    sites: Sequence[str] = ()

    @property
    def is_with_declined(self) -> bool:
        return self.former.is_declined

    @property
    def is_none(self) -> bool:
        return not (self.clauses or self.answers or self.is_other)
