"""A version as somebody reads it: in their language where it has one, else labelled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from protocols import checking, prose, wording
from protocols.checking import Gap
from protocols.entry import Cell, Circumstance, Disposition, Key, Log, Post, SiteState, Table
from protocols.events import TimesMet
from protocols.inheriting import Origin
from protocols.models import Clause, EntryRow
from protocols.texts import Text, choose


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """A clause in the reader's language, or in ``other`` where it has no such text."""

    id: UUID
    key: UUID
    number: int
    revision: int
    heading: str
    body: str
    other: str = ""
    anchor: str = ""
    partnership_id: UUID | None = None
    thread: Any = None  # what was said about it, a conversation.Thread
    met: TimesMet | None = None

    @property
    def html(self) -> SafeString:
        return prose.render(self.body)


@dataclass(frozen=True, slots=True)
class CellRead:
    """One answer of the table, or its absence, and all that is wrong with it."""

    state: SiteState
    disposition: Disposition | None = None
    clause: int | None = None
    steps: tuple[str, ...] = ()
    call: tuple[Post, ...] = ()
    log: tuple[Log, ...] = ()
    other: str = ""
    gaps: tuple[Gap, ...] = ()
    origin: Origin = Origin.STATE

    @property
    def words(self) -> Any:
        return wording.DISPOSITIONS[self.disposition] if self.disposition else ""

    @property
    def tone(self) -> str:
        return wording.TONES[self.disposition] if self.disposition else "gap"

    @property
    def calls(self) -> list[Any]:
        return [wording.POSTS[post] for post in self.call]

    @property
    def logs(self) -> list[Any]:
        return [wording.LOGS[log] for log in self.log]

    @property
    def faults(self) -> list[Any]:
        return [wording.FAULTS[gap.fault] for gap in self.gaps if self.disposition]

    @property
    def comes_from(self) -> Any:
        return wording.ORIGINS[self.origin] if self.disposition else ""

    @property
    def is_inherited(self) -> bool:
        """Whether it stands here because nobody gave this state an answer of its own."""
        return self.disposition is not None and self.origin is not Origin.STATE

    def says_the_same(self, other: "CellRead") -> bool:
        """To a reader: where it comes from is for those who edit."""
        same = replace(self, state=other.state, origin=other.origin, gaps=other.gaps)
        return same == other and [g.fault for g in self.gaps] == [g.fault for g in other.gaps]


@dataclass(frozen=True, slots=True)
class GapRead:
    """What keeps a table from being sent, in words."""

    gap: Gap

    @property
    def code(self) -> Circumstance:
        return self.gap.circumstance

    @property
    def question(self) -> Any:
        return wording.CIRCUMSTANCES[self.gap.circumstance]

    @property
    def state(self) -> SiteState:
        return self.gap.state

    @property
    def state_words(self) -> Any:
        return wording.STATES[self.gap.state]

    @property
    def words(self) -> Any:
        return wording.FAULTS[self.gap.fault]

    def is_about(self, key: Key) -> bool:
        """Whether the answer of that cell takes part in it."""
        return self.code is key[0] and key[1] in (self.gap.state, self.gap.against)


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


def clauses(
    text: Text,
    language: str,
    talk: Mapping[UUID, Any] | None = None,
    met: Mapping[UUID, TimesMet] | None = None,
) -> list[ClauseRead]:
    """The numbered clauses; *talk* is what was said about them and *met* how often they met an
    incident, by their lasting keys."""
    read = [_clause(clause, language, text.version.languages) for clause in text.clauses]
    told, counted = talk or {}, met or {}
    return [replace(one, thread=told.get(one.key), met=counted.get(one.key)) for one in read]


def table(text: Text, language: str) -> Table:
    """The entry table, its steps in *language* where they have it."""
    found = {}
    for row in text.rows:
        steps, _other = _steps(row, language, text.version.languages)
        found[Circumstance(row.circumstance), SiteState(row.state)] = _cell_of(row, steps)
    return found


def gaps(text: Text) -> list[Gap]:
    """What keeps the table from being sent."""
    return checking.gaps(table(text, text.version.languages[0]), text.numbers)


def told(found: Iterable[Gap]) -> list[GapRead]:
    return [GapRead(gap) for gap in found]


def grid(text: Text, language: str) -> list[RowRead]:
    """All circumstances with their three answers and what is still missing."""
    known = {(row.circumstance, row.state): row for row in text.rows}
    wrong: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in gaps(text):
        wrong[gap.circumstance, gap.state].append(gap)

    def read(key: tuple[Circumstance, SiteState]) -> CellRead:
        return _cell(text, key[1], known.get(key), wrong[key], language)

    return [
        RowRead(circumstance, tuple(read((circumstance, state)) for state in SiteState))
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
        anchor=clause.anchor,
        partnership_id=clause.partnership_id,
        key=clause.key,
    )


def _cell(
    text: Text, state: SiteState, row: EntryRow | None, wrong: Sequence[Gap], language: str
) -> CellRead:
    if row is None:
        return CellRead(state, gaps=tuple(wrong))
    steps, other = _steps(row, language, text.version.languages)
    cell = _cell_of(row, steps)
    return CellRead(
        state=state,
        disposition=cell.disposition,
        clause=cell.clause,
        steps=steps,
        call=cell.call,
        log=cell.log,
        other=other,
        gaps=tuple(wrong),
        origin=Origin(row.origin),
    )


def _cell_of(row: EntryRow, steps: tuple[str, ...]) -> Cell:
    return Cell(
        disposition=Disposition(row.disposition),
        clause=row.clause.number if row.clause else None,
        steps=steps,
        call=tuple(map(Post, row.call)),
        log=tuple(map(Log, row.log)),
    )


def _steps(row: EntryRow, language: str, languages: Sequence[str]) -> tuple[tuple[str, ...], str]:
    chosen = [choose(step.texts.all(), language, languages) for step in row.steps.all()]
    found = [text for text in chosen if text]
    other = next((text.language for text in found if text.language != language), "")
    return tuple(text.text for text in found), other
