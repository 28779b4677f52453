"""What a text changes against another one: clause by clause, answer by answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.roles import Permission
from protocols import in_force, reading, texts, wording
from protocols.entry import Circumstance, Key, SiteState, every_cell
from protocols.models import Clause, Version
from protocols.reading import CellRead, ClauseRead
from protocols.texts import Text


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
    """A clause that says something else; ``former`` is what the other text says there."""

    what: What
    number: int
    heading: str
    former: SafeString | str = ""
    anchor: str = ""
    annex: str = ""

    @property
    def label(self) -> Any:
        return LABELS[self.what]


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


@dataclass(frozen=True, slots=True)
class Difference:
    """How a text differs from ``former``. ``is_other``: they share no clause, so only the answers
    can be set side by side."""

    former: Version
    clauses: list[ClauseChange]
    answers: list[AnswerChange]
    is_other: bool

    @property
    def is_with_declined(self) -> bool:
        return self.former.is_declined

    @property
    def is_none(self) -> bool:
        return not (self.clauses or self.answers or self.is_other)


def with_what_stands(text: Text, person: Any, language: str, at: datetime) -> list[Difference]:
    """How *text* differs from each version in force at *at* where it is to apply, as far as
    *person* reads there, and from the one it was begun from where that was declined. One query,
    and five for each such version."""
    readable = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
    there = [one for one in text.version.protocol.covered if one.pk in readable]
    rows = in_force.by_partnership(there, at).values()
    formers = {row.version_id: row.version for row in rows}
    base = text.version.base
    if base and base.is_declined:
        formers[base.pk] = base
    return [between(texts.read_by(person, former), text, language) for former in formers.values()]


def between(former: Text, now: Text, language: str) -> Difference:
    shared = {clause.key for clause in former.clauses} & {clause.key for clause in now.clauses}
    return Difference(
        former=former.version,
        clauses=_clauses(former, now, language) if shared else [],
        answers=_answers(former, now, language, by_clause=bool(shared)),
        is_other=not shared,
    )


def _clauses(former: Text, now: Text, language: str) -> list[ClauseChange]:
    was = {clause.key: clause for clause in former.clauses}
    read_before = {one.id: one for one in reading.clauses(former, language)}
    found = []
    for clause, read in zip(now.clauses, reading.clauses(now, language), strict=True):
        old = was.pop(clause.key, None)
        if old is None:
            found.append(ClauseChange(What.NEW, read.number, read.heading, **_where(now, read)))
        elif _words(old, former.version) != _words(clause, now.version):
            before = read_before[old.pk].html
            found.append(
                ClauseChange(What.REWORDED, read.number, read.heading, before, **_where(now, read))
            )
    for old in was.values():
        gone = read_before[old.pk]
        found.append(
            ClauseChange(What.GONE, gone.number, gone.heading, gone.html, **_where(former, gone))
        )
    return found


def _where(text: Text, read: ClauseRead) -> dict[str, str]:
    """Its place on the page, and the name of the annex it stands in."""
    names = {annex.partnership.pk: annex.name for annex in text.annexes}
    annex = names[read.partnership_id] if read.partnership_id else ""
    return {"anchor": read.anchor, "annex": annex}


def _answers(former: Text, now: Text, language: str, *, by_clause: bool) -> list[AnswerChange]:
    said, says = _said(former, by_clause), _said(now, by_clause)
    changed = {cell for cell in every_cell() if said.get(cell) != says.get(cell)}
    rows = zip(reading.grid(former, language), reading.grid(now, language), strict=True)
    found = [
        AnswerChange(
            new.circumstance,
            tuple(
                pair
                for pair in zip(old.cells, new.cells, strict=True)
                if (new.circumstance, pair[1].state) in changed
            ),
        )
        for old, new in rows
    ]
    return [answer for answer in found if answer.cells]


def _words(clause: Clause, version: Version) -> dict[str, tuple[str, str]]:
    shown = texts.said(clause.texts.all(), version.languages)
    return {text.language: (text.heading, text.body) for text in shown}


def _said(text: Text, by_clause: bool) -> dict[Key, tuple[Any, ...]]:
    """What each answer holds: disposition, steps in all languages, whom to call, what to log and,
    *by_clause*, the lasting key of its clause; the number alone may change because another clause
    came or went."""
    found = {}
    for row in text.rows:
        steps = [texts.said(step.texts.all(), text.version.languages) for step in row.steps.all()]
        found[Circumstance(row.circumstance), SiteState(row.state)] = (
            row.disposition,
            row.clause.key if by_clause and row.clause else None,
            [{one.language: one.text for one in step} for step in steps],
            [*row.call, *row.log],
        )
    return found
