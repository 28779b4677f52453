"""The pages on which an entry table is edited: its grid, one answer, several, one for all states.

The text of the draft is read once; where each answer comes from stands beside what it says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from protocols import answering, answers, inheriting, reading, texts, wording
from protocols.answer_forms import ticked
from protocols.answers import Said
from protocols.entry import Circumstance, Key, SiteState
from protocols.inheriting import Given, Row
from protocols.models import Version
from protocols.reading import CellRead, ClauseRead, GapRead
from protocols.texts import Lack, Text

GAPS, OWN = "gaps", "own"


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the grid. ``tick`` is how a form names it; ``inherits`` is what it would go back
    to (None: it inherits already)."""

    key: Key
    read: CellRead
    tick: str
    inherits: "Inherited | None" = None
    is_ticked: bool = False

    @property
    def label(self) -> Any:
        return wording.STATES[self.key[1]]


@dataclass(frozen=True, slots=True)
class Line:
    """A circumstance with its three squares."""

    circumstance: Circumstance
    squares: tuple[Square, ...]

    @property
    def question(self) -> Any:
        return wording.CIRCUMSTANCES[self.circumstance]

    @property
    def has_gaps(self) -> bool:
        return any(square.read.gaps for square in self.squares)

    @property
    def has_own(self) -> bool:
        return any(not square.read.is_inherited for square in self.squares)


@dataclass(frozen=True)
class Sheet:
    """The entry table of a draft, as its editors see it."""

    text: Text
    language: str

    @property
    def version(self) -> Version:
        return self.text.version

    @cached_property
    def rows(self) -> answers.Rows:
        return answers.of_rows(self.text.rows)

    @cached_property
    def read(self) -> Mapping[Key, CellRead]:
        return {
            (row.circumstance, cell.state): cell
            for row in reading.grid(self.text, self.language)
            for cell in row.cells
        }

    @cached_property
    def gaps(self) -> list[GapRead]:
        return reading.told(reading.gaps(self.text))

    @cached_property
    def lacks(self) -> list[Lack]:
        """The answers that are not given in every language of the version."""
        return [lack for lack in self.text.lacks if lack.circumstance]

    @property
    def clauses(self) -> list[ClauseRead]:
        return reading.clauses(self.text, self.language)

    @property
    def count_of_own(self) -> int:
        return sum(not cell.is_inherited for cell in self.read.values())

    def lines(self, only: str = "", ticks: Collection[Key] = ()) -> list[Line]:
        """The circumstances; *only* those with gaps, or only those with answers of their own."""
        lines = [
            Line(
                circumstance,
                tuple(self.square((circumstance, state), ticks) for state in SiteState),
            )
            for circumstance in Circumstance
        ]
        if only == GAPS:
            return [line for line in lines if line.has_gaps]
        if only == OWN:
            return [line for line in lines if line.has_own]
        return lines

    def square(self, key: Key, ticks: Collection[Key] = ()) -> Square:
        return Square(key, self.read[key], self.tick(key), self._inherits(key), key in ticks)

    def tick(self, key: Key) -> str:
        return ticked(key, answering.stamp_of(self.rows[key[0]], key[1]))

    def stamp(self, circumstance: Circumstance) -> str:
        """Of all its states."""
        return answering.stamp_of(self.rows[circumstance])

    def _inherits(self, key: Key) -> "Inherited | None":
        row = self.rows[key[0]]
        if key[1] in row and not inheriting.is_own(row, key[1]):
            return None
        return Inherited(self._beneath(key))

    def start(self, key: Key) -> Given[Said]:
        """What somebody begins from who gives an answer there: the one that stands, or the one
        that would be inherited where it was left open."""
        return self.rows[key[0]].get(key[1]) or self._beneath(key)

    def _beneath(self, key: Key) -> Given[Said]:
        return inheriting.beneath(self.rows[key[0]], key[1], self._defaults[key[0]])

    def typed(self, given: Given[Said] | None) -> dict[str, Any]:
        """What a form for that answer starts from."""
        if given is None:
            return {}
        said = given.says
        numbers = {clause.id: clause.number for clause in self.clauses}
        lines = {
            f"steps_{code}": "\n".join(step[code] for step in said.steps if code in step)
            for code in self.version.languages
        }
        return {
            "disposition": said.disposition.value,
            "clause": numbers.get(said.clause) if said.clause else None,
            "call": [post.value for post in said.call],
            "log": [log.value for log in said.log],
            **lines,
        }

    def row(self, circumstance: Circumstance) -> Row[Said]:
        return self.rows[circumstance]

    @cached_property
    def _defaults(self) -> dict[Circumstance, dict[SiteState, Said]]:
        return answers.defaults(self.version)


@dataclass(frozen=True, slots=True)
class Inherited:
    """An answer as it would be inherited."""

    given: Given[Said]

    @property
    def words(self) -> Any:
        return wording.DISPOSITIONS[self.given.says.disposition]

    @property
    def comes_from(self) -> Any:
        return wording.ORIGINS[self.given.origin]


def sheet(version: Version, language: str) -> Sheet:
    """Five queries, and one more where an answer is not the inherited one."""
    return Sheet(texts.of(version), language)
