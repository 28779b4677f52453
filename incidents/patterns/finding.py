"""What recurs among encounters shown to both sides or only counted. Pure, without any person in it.

Three encounters of one kind within 30 days at one site, or three at one kind of place, in one
part of the day, to which one clause speaks, whatever their kinds. So few, because what both sides
call supportive can turn within two months.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

LEAST = 3
WITHIN = timedelta(days=30)


class Rule(models.TextChoices):
    KIND = "kind", _("The same kind again")
    CLUSTER = "cluster", _("The same place, hours and clause again")


@dataclass(frozen=True, slots=True)
class Cell:
    """What recurs. ``clause`` is the lasting key of one; ``part`` the part of the day."""

    rule: Rule
    kind: str = ""
    area: str = ""
    part: str = ""
    clause: UUID | None = None

    @property
    def code(self) -> str:
        """The same for the same cell."""
        if self.rule is Rule.KIND:
            return f"kind:{self.kind}"
        return f"cluster:{self.area}:{self.part}:{self.clause.hex if self.clause else ''}"


@dataclass(frozen=True, slots=True)
class Fact:
    """One encounter, as far as both sides know it. ``area`` and ``part`` are empty where only one
    of them knows the place, or the hour; ``id`` is for whoever shows it, and nothing is found by
    it."""

    id: UUID
    at: datetime
    kind: str
    area: str
    part: str
    clauses: frozenset[UUID]

    def cells(self) -> Iterator[Cell]:
        yield Cell(Rule.KIND, kind=self.kind)
        if self.area and self.part:
            for clause in self.clauses:
                yield Cell(Rule.CLUSTER, area=self.area, part=self.part, clause=clause)


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that is a pattern, with the newest run of encounters that makes it one."""

    cell: Cell
    number: int
    first: datetime
    last: datetime


def found(facts: Iterable[Fact], talked: Mapping[str, datetime] | None = None) -> list[Found]:
    """The patterns among *facts*. What happened up to the moment in *talked* (by the code of a
    cell) was talked over then and counts no more."""
    cells: dict[Cell, list[Fact]] = defaultdict(list)
    over = talked or {}
    for fact in sorted(facts, key=lambda one: (one.at, one.id)):
        for cell in fact.cells():
            if cell.code not in over or fact.at > over[cell.code]:
                cells[cell].append(fact)
    runs = ((cell, _newest_run(inside)) for cell, inside in cells.items())
    return [
        Found(cell, len(run), run[0].at, run[-1].at)
        for cell, run in runs
        if len(run) >= LEAST and _is_of_its_own(cell, run)
    ]


def _newest_run(facts: list[Fact]) -> list[Fact]:
    """The last encounters that lie within 30 days and are enough; else none."""
    for end in range(len(facts), LEAST - 1, -1):
        last = facts[end - 1].at
        run = [fact for fact in facts[:end] if last - fact.at <= WITHIN]
        if len(run) >= LEAST:
            return run
    return []


def _is_of_its_own(cell: Cell, run: Iterable[Fact]) -> bool:
    """Where all are of one kind the kind recurs, and there is one talk about it."""
    return cell.rule is Rule.KIND or len({fact.kind for fact in run}) > 1
