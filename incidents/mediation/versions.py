"""What a mediator drafted, version by version, and what each one changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from incidents import course
from incidents.course import PromiseLine, Terms
from incidents.mediation import agreement
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase, Settlement
from protocols import worddiff
from protocols.worddiff import Piece


@dataclass(frozen=True, slots=True)
class Changes:
    """From one version to the next: the words with what is gone and new in them, how it ends
    where that is another, and the promises that are gone or new. Words that were taken out for
    good count as none."""

    words: Sequence[Piece]
    outcome: tuple[Any, Any] | None
    gone: Sequence[PromiseLine]
    new: Sequence[PromiseLine]


@dataclass(frozen=True, slots=True)
class Version:
    """One draft; ``number`` counts from 1. The first one has no ``changes``."""

    number: int
    terms: Terms
    changes: Changes | None

    @property
    def settlement(self) -> Settlement:
        return self.terms.settlement


def of(case: MediationCase, viewer: Viewer) -> list[Version]:
    """The newest first, as *viewer* reads them."""
    read = [_read(case, viewer, one) for one in agreement.drafts_of(case)]
    found = [Version(1, read[0], None)] if read else []
    for number, (was, now) in enumerate(pairwise(read), 2):
        found.append(Version(number, now, _changes(was, now)))
    return found[::-1]


def _read(case: MediationCase, viewer: Viewer, settlement: Settlement) -> Terms:
    def opened(statement: Any) -> course.Words:
        return course.opened(statement, case.incident, viewer.side, viewer.person)

    promises = settlement.commitments.all()
    lines = [PromiseLine(one, opened(one.what)) for one in promises]
    return Terms(settlement, opened(settlement.text), lines)


def _changes(was: Terms, now: Terms) -> Changes:
    before, after = ([_said(line) for line in terms.promises] for terms in (was, now))
    ends = [terms.settlement.get_outcome_display() for terms in (was, now)]
    return Changes(
        worddiff.pieces(was.words.text, now.words.text),
        (ends[0], ends[1]) if ends[0] != ends[1] else None,
        [line for line in was.promises if _said(line) not in after],
        [line for line in now.promises if _said(line) not in before],
    )


def _said(line: PromiseLine) -> tuple[Any, ...]:
    promise = line.commitment
    return promise.side, promise.post, promise.due_on, line.what.text
