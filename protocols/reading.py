"""A version as somebody reads it: in their language where it has one, else labelled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from protocols import entry, prose, wording
from protocols.entry import Cell, Circumstance, Disposition, SiteState, Table
from protocols.models import Clause, EntryRow, Version


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


def clauses(version: Version, language: str) -> list[ClauseRead]:
    """The numbered clauses. Two queries."""
    return [
        _clause(clause, language, version.languages)
        for clause in version.clauses.prefetch_related("texts")
    ]


def table(version: Version, language: str) -> Table:
    """The entry table, its steps in *language* where they have it. Three queries."""
    found = {}
    for row in rows_of(version):
        steps, _other = _steps(row, language, version.languages)
        found[Circumstance(row.circumstance), SiteState(row.state)] = Cell(
            Disposition(row.disposition), row.clause.number if row.clause else None, steps
        )
    return found


def grid(version: Version, language: str, clause_numbers: Iterable[int]) -> list[RowRead]:
    """All circumstances with their three answers and what is still missing. Three queries."""
    known = {(row.circumstance, row.state): row for row in rows_of(version)}
    numbers = frozenset(clause_numbers)
    return [
        RowRead(
            circumstance,
            tuple(
                _cell(
                    circumstance,
                    state,
                    known.get((circumstance, state)),
                    version,
                    language,
                    numbers,
                )
                for state in SiteState
            ),
        )
        for circumstance in Circumstance
    ]


def rows_of(version: Version) -> Iterable[EntryRow]:
    return version.rows.select_related("clause").prefetch_related("steps__texts")


def choose(texts: Iterable[Any], language: str, languages: Sequence[str]) -> Any:
    """The one of *texts* in *language*, else the first in the order of the version's languages."""
    by_language = {text.language: text for text in texts}
    order = [language, *languages, *sorted(by_language)]
    return next((by_language[code] for code in order if code in by_language), None)


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
    circumstance: Circumstance,
    state: SiteState,
    row: EntryRow | None,
    version: Version,
    language: str,
    numbers: frozenset[int],
) -> CellRead:
    if row is None:
        return CellRead(state, gap=entry.Fault.NO_ANSWER)
    steps, other = _steps(row, language, version.languages)
    number = row.clause.number if row.clause else None
    cell = Cell(Disposition(row.disposition), number, steps)
    gap = entry.fault(circumstance, cell, numbers)
    return CellRead(state, cell.disposition, number, steps, other, gap)


def _steps(row: EntryRow, language: str, languages: Sequence[str]) -> tuple[tuple[str, ...], str]:
    chosen = [choose(step.texts.all(), language, languages) for step in row.steps.all()]
    found = [text for text in chosen if text]
    other = next((text.language for text in found if text.language != language), "")
    return tuple(text.text for text in found), other
