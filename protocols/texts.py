"""The whole text of a version, loaded once, and which of its texts lack one of its languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from liaison import revision
from liaison.models import Partnership
from protocols import wording
from protocols.entry import Circumstance, SiteState
from protocols.models import Clause, EntryRow, Version


@dataclass(frozen=True, slots=True)
class Annex:
    """What applies to one of several partnerships alone."""

    partnership: Partnership
    name: str
    clauses: list[Clause]


@dataclass(frozen=True, slots=True)
class Lack:
    """A clause, or an answer of the table, that lacks some of the version's languages and is
    shown, and signed, in those it has."""

    missing: tuple[str, ...]
    has: tuple[str, ...]
    number: int | None = None
    clause_id: UUID | None = None
    heading: str = ""
    circumstance: Circumstance | None = None
    state: SiteState | None = None
    place: str = ""

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the version."""
        return f"entry-{self.circumstance}" if self.circumstance else self.place

    @property
    def question(self) -> Any:
        return wording.CIRCUMSTANCES[self.circumstance] if self.circumstance else ""

    @property
    def state_words(self) -> Any:
        return wording.STATES[self.state] if self.state else ""


@dataclass(frozen=True)
class Text:
    """Clauses in order and answers, each with its words in every language; annexes come last,
    and only those that were asked for."""

    version: Version
    clauses: list[Clause]
    rows: list[EntryRow]

    @property
    def numbers(self) -> frozenset[int]:
        """Those of the common clauses, on which answers rest."""
        return frozenset(one.number for one in self.clauses if one.partnership_id is None)

    @property
    def annexes(self) -> list[Annex]:
        """The annexes that are loaded and hold a clause, by name."""
        protocol = self.version.protocol
        found = [
            Annex(
                one, protocol.name_of(one), [c for c in self.clauses if c.partnership_id == one.pk]
            )
            for one in protocol.covered
        ]
        return [annex for annex in found if annex.clauses]

    def annex_name(self, partnership_id: UUID | None) -> str:
        """What the annex of a clause is called; empty for a common one."""
        found = (one for one in self.annexes if one.partnership.pk == partnership_id)
        return next((one.name for one in found), "")

    @cached_property
    def lacks(self) -> list[Lack]:
        """What is not said in every language of the version, in the order of the text."""
        found = [*map(self._clause_lack, self.clauses), *map(self._row_lack, _in_order(self.rows))]
        return [lack for lack in found if lack.missing]

    @property
    def complete(self) -> list[str]:
        """The languages in which the text stands as a whole."""
        missing = {language for lack in self.lacks for language in lack.missing}
        return [language for language in self.version.languages if language not in missing]

    @property
    def stamp(self) -> str:
        """What somebody saw who was shown the ``lacks``; empty where there are none."""
        return revision.of(*map(str, self.lacks)) if self.lacks else ""

    def _clause_lack(self, clause: Clause) -> Lack:
        missing, has = _split([clause.texts.all()], self.version.languages)
        heading = choose(clause.texts.all(), has[0] if has else "", has)
        return Lack(
            missing,
            has,
            number=clause.number,
            clause_id=clause.pk,
            heading=heading.heading if heading else "",
            place=clause.anchor,
        )

    def _row_lack(self, row: EntryRow) -> Lack:
        steps = [step.texts.all() for step in row.steps.all()]
        missing, has = _split(steps, self.version.languages)
        return Lack(
            missing, has, circumstance=Circumstance(row.circumstance), state=SiteState(row.state)
        )


def of(version: Version) -> Text:
    """What applies everywhere, without any annex. Five queries."""
    return _load(version, version.clauses.common())


def read_by(person: Any, version: Version) -> Text:
    """What *person* may read of it: annexes of other partnerships are left out. Five queries."""
    return _load(version, version.clauses.read_by(person, version))


def whole(version: Version) -> Text:
    """With every annex, for whoever checks and digests it; no page shows it. Five queries."""
    return _load(version, version.clauses.all())


def _load(version: Version, clauses: QuerySet[Clause]) -> Text:
    covered = version.protocol.covered
    places: dict[UUID | None, int] = {one.pk: n for n, one in enumerate(covered, start=1)}
    found = list(clauses.prefetch_related("texts"))
    return Text(
        version=version,
        clauses=sorted(found, key=lambda one: (places.get(one.partnership_id, 0), one.number)),
        rows=list(version.rows.select_related("clause").prefetch_related("steps__texts")),
    )


def choose(texts: Iterable[Any], language: str, languages: Sequence[str]) -> Any:
    """The one of *texts* in *language*, else the first in the order of the version's languages."""
    by_language = {text.language: text for text in texts}
    order = [language, *languages, *sorted(by_language)]
    return next((by_language[code] for code in order if code in by_language), None)


def said(texts: Iterable[Any], languages: Sequence[str]) -> list[Any]:
    """Those of *texts* that belong to a version in *languages*: what it can be read in. A text
    that has none of these languages is read, and signed, in those it has."""
    found = list(texts)
    return [text for text in found if text.language in languages] or found


def _split(
    wholes: Iterable[Iterable[Any]], languages: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages that one of *wholes* lacks, and those in which these stand instead."""
    spoken = [{text.language for text in said(texts, languages)} for texts in wholes]
    missing = tuple(code for code in languages if any(code not in one for one in spoken))
    lacking = [one for one in spoken if not one.issuperset(languages)]
    return missing, tuple(sorted(set().union(*lacking)))


def _in_order(rows: Iterable[EntryRow]) -> list[EntryRow]:
    states = list(SiteState)
    return sorted(rows, key=lambda row: (row.circumstance, states.index(SiteState(row.state))))
