"""How often the clauses of a version met an incident: for its review and for the next version.

What an incident is, this floor does not know; whoever counts them hears the question and answers.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from protocols import events
from protocols.events import TimesMet
from protocols.models import Version
from protocols.reading import ClauseRead


def counted_for(version: Version) -> Version | None:
    """The version whose incidents are of use to a reader of *version*: its own once it is signed;
    for one that is worked on, those of the version it was begun from."""
    if version.is_signed:
        return version
    base = version.base
    return base if base and base.is_signed and base.protocol_id == version.protocol_id else None


def times(version: Version, person: Any) -> Mapping[UUID, TimesMet]:
    """By the keys of its clauses, as far as *person* may know."""
    found: dict[UUID, TimesMet] = {}
    for _receiver, answer in events.clauses_met.send(Version, version=version, person=person):
        found.update(cast(Mapping[UUID, TimesMet], answer))
    return found


def most_often(parts: Mapping[str, Any]) -> list[ClauseRead]:
    """Of the clauses that a page shows (``annexes.parts``) those that met an incident, the most
    often first; those of which one is not told how often come last."""
    return sorted(filter(lambda one: one.met, _all(parts)), key=_often)


def _all(parts: Mapping[str, Any]) -> Iterable[ClauseRead]:
    yield from parts["clauses"]
    for annex in parts["annexes"]:
        yield from annex.clauses


def _often(clause: ClauseRead) -> tuple[int, int]:
    number = clause.met.number if clause.met else None
    return -(number or 0), clause.number
