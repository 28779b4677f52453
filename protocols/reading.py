"""A version as somebody reads it: in their language where it has one, else labelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from protocols import entry, prose, wording
from protocols.entry import Cell, Circumstance, Disposition, SiteState, Table
from protocols.models import Clause, EntryRow
from protocols.texts import Text, choose


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """A clause in the reader's language, or in ``other`` where it has no such text."""

    id: UUID
    number: int
    revision: int
    heading: str
    body: str
    other: str = ""

    @property
    def html(self) -> SafeString:
        return prose.render(self.body)


@dataclass(frozen=True, slots=True)
class CellRead:
    """One answer of the table, or its absence."""

    state: SiteState
    disposition: Disposition | None = None
    clause: int | None = None
    steps: tuple[str, ...] = ()
    other: str = ""
    gap: entry.Fault | None = None

    @property
    def words(self) -> Any:
        return wording.DISPOSITIONS[self.disposition] if self.disposition else ""

    @property
    def tone(self) -> str:
        return wording.TONES[self.disposition] if self.disposition else "gap"

    @property
    def fault(self) -> Any:
        return wording.FAULTS[self.gap] if self.gap else ""

    def says_the_same(self, other: "CellRead") -> bool:
        return replace(self, state=other.state) == other


@dataclass(frozen=True, slots=True)
class Spread:
    """One answer over the neighbouring states that share it."""

    cell: CellRead
    states: tuple[SiteState, ...]

    @property
    def labels(self) -> list[Any]:
        return [wording.STATES[state] for state in self.states]

    @property
    def is_everywhere(self) -> bool:
        return len(self.states) == len(SiteState)


@dataclass(frozen=True, slots=True)
class RowRead:
    """The answers for one circumstance, one a state."""

    circumstance: Circumstance
    cells: tuple[CellRead, ...]

    @property
    def question(self) -> Any:
        return wording.CIRCUMSTANCES[self.circumstance]

    @property
    def spreads(self) -> list[Spread]:
        """The answers, each once over the neighbouring states that share it."""
        found: list[Spread] = []
        for cell in self.cells:
            if found and found[-1].cell.says_the_same(cell):
                found[-1] = replace(found[-1], states=(*found[-1].states, cell.state))
            else:
                found.append(Spread(cell, (cell.state,)))
        return found


def clauses(text: Text, language: str) -> list[ClauseRead]:
    """The numbered clauses."""
    return [_clause(clause, language, text.version.languages) for clause in text.clauses]


def table(text: Text, language: str) -> Table:
    """The entry table, its steps in *language* where they have it."""
    found = {}
    for row in text.rows:
        steps, _other = _steps(row, language, text.version.languages)
        found[Circumstance(row.circumstance), SiteState(row.state)] = Cell(
            Disposition(row.disposition), row.clause.number if row.clause else None, steps
        )
    return found


def gaps(text: Text) -> list[entry.Gap]:
    """What keeps the table from being sent."""
    return entry.gaps(table(text, text.version.languages[0]), text.numbers)


def grid(text: Text, language: str) -> list[RowRead]:
    """All circumstances with their three answers and what is still missing."""
    known = {(row.circumstance, row.state): row for row in text.rows}
    return [
        RowRead(
            circumstance,
            tuple(
                _cell(text, circumstance, state, known.get((circumstance, state)), language)
                for state in SiteState
            ),
        )
        for circumstance in Circumstance
    ]


def _clause(clause: Clause, language: str, languages: Sequence[str]) -> ClauseRead:
    text = choose(clause.texts.all(), language, languages)
    return ClauseRead(
        id=clause.pk,
        number=clause.number,
        revision=clause.revision,
        heading=text.heading if text else "",
        body=text.body if text else "",
        other=text.language if text and text.language != language else "",
    )


def _cell(
    text: Text,
    circumstance: Circumstance,
    state: SiteState,
    row: EntryRow | None,
    language: str,
) -> CellRead:
    if row is None:
        return CellRead(state, gap=entry.Fault.NO_ANSWER)
    steps, other = _steps(row, language, text.version.languages)
    number = row.clause.number if row.clause else None
    cell = Cell(Disposition(row.disposition), number, steps)
    gap = entry.fault(circumstance, cell, text.numbers)
    return CellRead(state, cell.disposition, number, steps, other, gap)


def _steps(row: EntryRow, language: str, languages: Sequence[str]) -> tuple[tuple[str, ...], str]:
    chosen = [choose(step.texts.all(), language, languages) for step in row.steps.all()]
    found = [text for text in chosen if text]
    other = next((text.language for text in found if text.language != language), "")
    return tuple(text.text for text in found), other
