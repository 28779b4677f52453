"""One answer of a version, in words and in one query: for the door card and for incidents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from protocols import entry, rows, wording
from protocols.entry import (
    Answer,
    Cell,
    Circumstance,
    Disposition,
    Instrument,
    Log,
    Post,
    Rule,
    SiteState,
)
from protocols.holding import FREE, Hold
from protocols.models import Version
from protocols.rows import CellRow

# The rows of one answer of a version: of (version, circumstance, state).
Found = Callable[[UUID, str, str], list[CellRow]]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it is shown. ``clause`` is the number, ``heading`` its words; ``because`` says
    why a fixed rule answers where the table does not."""

    answer: Answer
    circumstance: Circumstance | None
    state: SiteState
    steps: tuple[Any, ...]
    heading: str = ""
    threat_to_life: bool = False
    instrument: Instrument = Instrument.NONE

    @property
    def disposition(self) -> Disposition:
        return self.answer.disposition

    @property
    def words(self) -> Any:
        """One or two words."""
        return wording.DISPOSITIONS[self.disposition]

    @property
    def tone(self) -> str:
        return wording.TONES[self.disposition]

    @property
    def meaning(self) -> Any:
        return wording.MEANINGS[self.disposition]

    @property
    def clause(self) -> int | None:
        return self.answer.clause

    @property
    def call(self) -> tuple[Post, ...]:
        """The posts that the answer says to call; none where only its steps may name some."""
        return self.answer.call

    @property
    def logs(self) -> list[Any]:
        """What is written down afterwards, in words for a reader without an account."""
        said = self.answer.log
        # Whoever asks the liaison to log it has told the liaison.
        told = {Log.TELL_LIAISON} if Log.INCIDENT in said else set()
        return [wording.LOGS_AT_THE_DOOR[log] for log in said if log not in told]

    @property
    def because(self) -> Any:
        return wording.RULES[self.answer.rule]

    @property
    def is_life_at_stake(self) -> bool:
        return self.threat_to_life or self.circumstance in entry.LIFE_AT_STAKE

    @property
    def question(self) -> Any:
        if self.circumstance:
            return wording.CIRCUMSTANCES[self.circumstance]
        if self.threat_to_life:
            return wording.THREAT
        return wording.INSTRUMENTS[self.instrument]


@dataclass(frozen=True, slots=True)
class Source:
    """What answers: *version* as far as *hold* lets it. Without one nothing does, and *otherwise*
    says why. *find* gives the rows of an answer; the usual one is a query."""

    version: Version | None
    hold: Hold = FREE
    find: Found = rows.of_cell
    otherwise: Rule = Rule.FLOOR


def look_up(
    version: Version | None,
    circumstance: Circumstance | None,
    state: SiteState,
    *,
    language: str,
    threat_to_life: bool = False,
    instrument: Instrument = Instrument.NONE,
    hold: Hold = FREE,
) -> Told:
    """What *version* (None: nothing is in force) says to one situation, as far as *hold* lets it.
    At most one query."""
    source = Source(version, hold)
    return ask(
        source,
        circumstance,
        state,
        language=language,
        threat_to_life=threat_to_life,
        instrument=instrument,
    )


def ask(
    source: Source,
    circumstance: Circumstance | None,
    state: SiteState,
    *,
    language: str,
    threat_to_life: bool = False,
    instrument: Instrument = Instrument.NONE,
) -> Told:
    """What *source* says to one situation."""
    version, hold = source.version, source.hold
    answers = None if hold.floor else version
    table: entry.Table | None = None if answers is None else {}
    heading = ""
    if answers is not None and circumstance is not None:
        found = source.find(answers.pk, circumstance.value, state.value)
        cell, heading = _cell(found, answers, language)
        if cell:
            cell = replace(cell, is_suspended=cell.clause in hold.clauses)
        table = {(circumstance, state): cell} if cell else {}
    floor = (version and hold.floor) or source.otherwise
    answer = entry.decide(table, circumstance, state, threat_to_life, instrument, floor)
    return Told(
        answer=answer,
        circumstance=circumstance,
        state=state,
        steps=tuple(wording.steps(answer.rule, answer.disposition, answer.steps)),
        heading=heading if answer.clause else "",
        threat_to_life=threat_to_life,
        instrument=instrument,
    )


def _cell(found: list[CellRow], version: Version, language: str) -> tuple[Cell | None, str]:
    """The cell and the heading of its clause, gathered from the rows of their texts."""
    if not found:
        return None, ""
    headings = {row.clause_language: row.heading for row in found if row.clause_language}
    steps: dict[int, dict[str, str]] = {}
    for row in found:
        if row.order is not None and row.language and row.text:
            steps.setdefault(row.order, {})[row.language] = row.text
    order = [language, *version.languages]
    words = tuple(_first(steps[place], order) for place in sorted(steps))
    first = found[0]
    cell = Cell(
        disposition=Disposition(first.disposition),
        clause=first.clause,
        steps=words,
        call=tuple(map(Post, first.call)),
        log=tuple(map(Log, first.log)),
    )
    return cell, _first(headings, order)


def _first(texts: Mapping[str, str | None], order: Sequence[str]) -> str:
    """The text in the first language of *order* that has one."""
    for language in (*order, *sorted(texts)):
        if words := texts.get(language):
            return words
    return ""
