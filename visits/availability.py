"""When nobody of a side is there to meet. Pure: no database, no clock, no Django.

A side is there as long as one of those who speak for it is neither away nor at another visit. A
side for which nobody speaks is never missed: there is nobody to ask.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison import hours
from liaison.hours import Span


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """A stretch in which nobody of *side* is there."""

    span: Span
    side: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks for a side until their term ends (None: no end is known)."""

    person: Any
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit that takes somebody's time: for each side those who may go, the first one first."""

    span: Span
    sides: tuple[tuple[Any, ...], ...]


def engaged(
    meetings: Iterable[Meeting], leave: Mapping[Any, Sequence[Span]]
) -> dict[Any, list[Span]]:
    """Who is taken when: each meeting takes, of each side, the first who is not away and not yet
    taken; where nobody is left, the first."""
    taken: dict[Any, list[Span]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda one: one.span):
        for people in meeting.sides:
            if people:
                free = (one for one in people if not _meets(meeting.span, leave, taken, one))
                taken[next(free, people[0])].append(meeting.span)
    return dict(taken)


def missing(
    sides: Mapping[str, Sequence[Speaker]],
    leave: Mapping[Any, Sequence[Span]],
    taken: Mapping[Any, Sequence[Span]],
) -> tuple[Away, ...]:
    """The stretches in which everybody who speaks for a side then is away or taken, in order."""
    return tuple(
        sorted(
            Away(span, side)
            for side, speakers in sides.items()
            for span in _nobody(speakers, leave, taken)
        )
    )


def cut(away: Iterable[Away], known: Iterable[Span]) -> tuple[Away, ...]:
    """*away* without what *known* spans say already."""
    taken = merged(known)
    return tuple(
        sorted(Away(left, one.side) for one in away for left in hours.without([one.span], taken))
    )


def _nobody(
    speakers: Sequence[Speaker],
    leave: Mapping[Any, Sequence[Span]],
    taken: Mapping[Any, Sequence[Span]],
) -> list[Span]:
    """Speakers leave one after the other: within each stretch between two ends the same ones
    speak, and all of them must be missing."""
    ends = sorted({one.until for one in speakers if one.until is not None})
    found: list[Span] = []
    began: datetime | None = None
    for ended in [*ends, None]:
        speaking = [one for one in speakers if one.until is None or not _over(one.until, began)]
        gone = [[*leave.get(one.person, ()), *taken.get(one.person, ())] for one in speaking]
        if gone:
            found += _between(_all_of(gone), began, ended)
        began = ended
    return merged(found)


def _over(until: datetime, began: datetime | None) -> bool:
    return began is not None and until <= began


def _between(spans: list[Span], low: datetime | None, high: datetime | None) -> list[Span]:
    cut = [
        Span(max(one.start, low) if low else one.start, min(one.end, high) if high else one.end)
        for one in spans
    ]
    return [one for one in cut if one.start < one.end]


def _all_of(lists: Sequence[Sequence[Span]]) -> list[Span]:
    """Where every one of *lists* has a span."""
    common, *others = (merged(spans) for spans in lists)
    for spans in others:
        common = [
            Span(max(a.start, b.start), min(a.end, b.end))
            for a in common
            for b in spans
            if a.overlaps(b)
        ]
    return common


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order; those that overlap or adjoin are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _meets(
    span: Span,
    leave: Mapping[Any, Sequence[Span]],
    taken: Mapping[Any, Sequence[Span]],
    person: Any,
) -> bool:
    there = [*leave.get(person, ()), *taken.get(person, ())]
    return any(span.overlaps(other) for other in there)
