"""All that a door card may have to say in the next days: for a phone without a network, and for
paper.

The engine answers here, once for each state that the site will be in. A phone only looks at the
clock and shows the answer that belongs to it; what it may no longer trust is answered by the floor.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from liaison import hours, stops, timekeeping
from liaison.hours import Span
from protocols import door, looking_up, rows
from protocols.door import HORIZON, Card, Opened, Question, Service
from protocols.entry import Circumstance, Instrument, Rule, SiteState
from protocols.looking_up import Source, Told
from protocols.models import InForce

# A stored copy that is older warns; one that is past its data answers by the floor.
WARNS_AFTER = timedelta(hours=24)
OUT_OF_DATE = "out_of_date"
POWER = "statutory_power"
THREAT = "threat"
# Everything a card can be asked by tapping, under the name that the page gives it.
QUESTIONS: dict[str, Question] = {
    THREAT: Question(None, Instrument.NONE, threat=True),
    POWER: Question(None, Instrument.STATUTORY_POWER, threat=False),
    **{one.value: Question(one, Instrument.NONE, threat=False) for one in Circumstance},
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the site stays in one state; ``changes`` says whether the state does at
    its end, or only what is known ends."""

    starts: datetime
    ends: datetime
    state: SiteState
    changes: bool
    stops: tuple[str, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether its end needs its day beside the hour: it is not the first such hour."""
        return self.ends - self.starts > timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one question in the states that share it, as a card that shows it."""

    key: str
    states: tuple[str, ...]
    card: Card

    @property
    def is_outdated(self) -> bool:
        return self.states == (OUT_OF_DATE,)


@dataclass(frozen=True, slots=True)
class Part:
    """What the card says to officers of one service (None: the site has none)."""

    card: Card
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part as a table on paper: the states, and a row for each question with its answers, each
    with the number of states it spans."""

    card: Card
    states: list[SiteState]
    rows: list[tuple[Any, list[tuple[Told, int]]]]


@dataclass(frozen=True, slots=True)
class Whole:
    """``good_until`` is when something other than the hours may change what is told."""

    card: Card
    good_until: datetime
    stretches: tuple[Stretch, ...]
    parts: tuple[Part, ...]

    @property
    def states(self) -> list[SiteState]:
        return list(dict.fromkeys(stretch.state for stretch in self.stretches))


def whole_card(token: str, *, at: datetime, language: str) -> Whole | None:
    """Everything that the card of *token* answers from *at* on; None where it opens nothing.
    Two queries, and one more for each service."""
    opened = door.opens(token, at)
    if opened is None:
        return None
    stretches = tuple(_stretches(opened, at))
    states = list(dict.fromkeys(stretch.state for stretch in stretches))
    base = _card(opened, at, stretches[0])
    services: list[Service | None] = [*opened.services] or [None]
    return Whole(
        card=base,
        good_until=_good_until(opened, at),
        stretches=stretches,
        parts=tuple(_part(replace(base, service=one), states, language) for one in services),
    )


def sheet(part: Part, states: list[SiteState]) -> Sheet:
    """What a part says in *states*, in the order in which they stand on paper."""
    ordered = [state for state in SiteState if state in states]
    rows = []
    for key in QUESTIONS:
        cells: list[tuple[Told, int]] = []
        for state in ordered:
            told = next(
                one.card.told for one in part.replies if one.key == key and state in one.states
            )
            if told and cells and cells[-1][0] is told:
                cells[-1] = (told, cells[-1][1] + 1)
            elif told:
                cells.append((told, 1))
        rows.append((cells[0][0].question, cells))
    return Sheet(part.card, ordered, rows)


def _card(opened: Opened, at: datetime, now: Stretch) -> Card:
    return Card(
        site=opened.site,
        at=at,
        state=now.state,
        hours_known=opened.schedule.known,
        changes_at=now.ends if now.changes else None,
        services=opened.services,
        service=None,
        told=None,
        stamp=opened.stamp,
    )


def _stretches(opened: Opened, at: datetime) -> Iterator[Stretch]:
    """From *at* to the horizon without a gap."""
    schedule, end = opened.schedule, at + HORIZON
    edges = sorted({edge for s in hours.operating(schedule, at, end) for edge in (s.start, s.end)})
    inner = [edge for edge in edges if at < edge < end]
    for starts, ends in zip([at, *inner], [*inner, end], strict=True):
        state = timekeeping.state_from(opened.site, opened.known, starts)
        stood = stops.names(schedule, Span(starts, ends))
        yield Stretch(starts, ends, SiteState(state.value), changes=ends != end, stops=stood)


def _good_until(opened: Opened, at: datetime) -> datetime:
    """When a version, a suspension or the legal basis next begins or ends, at most the horizon."""
    moments = [at + HORIZON]
    for service in opened.services:
        moments += [spell.until for spell in service.hold.spells]
        if service.basis_ends and not service.hold.is_lapsed:
            # One beyond the horizon does not count, and the last day there is has no next one.
            last = min(service.basis_ends, moments[0].date())
            next_day = last + timedelta(days=1)
            moments.append(datetime.combine(next_day, time(), ZoneInfo(opened.site.zone)))
    ids = [service.id for service in opened.services]
    for starts, ends in InForce.objects.filter(partnership__in=ids).values_list("starts", "ends"):
        moments += [moment for moment in (starts, ends) if moment]
    return min(moment for moment in moments if moment > at)


def _part(card: Card, states: list[SiteState], language: str) -> Part:
    source = _source(card.service)
    replies = [
        Reply(key, shared, replace(card, told=told))
        for key, question in QUESTIONS.items()
        for shared, told in _by_answer(source, question, states, language)
    ]
    return Part(card, tuple(replies))


def _source(service: Service | None) -> Source:
    """What answers for *service*, its whole table read at once."""
    version = service.version if service else None
    if service is None or version is None:
        return Source(None)
    table = rows.of_table(version.pk)
    return Source(version, service.hold, lambda _pk, *key: table.get(key, []))


def _by_answer(
    source: Source, question: Question, states: list[SiteState], language: str
) -> list[tuple[tuple[str, ...], Told]]:
    """The different answers to *question*, each with the states that it is for."""
    answers: list[tuple[tuple[str, ...], Told]] = []
    for state in states:
        told = _told(source, question, state, language)
        for place, (shared, known) in enumerate(answers):
            if replace(told, state=known.state) == known:
                answers[place] = ((*shared, state.value), known)
                break
        else:
            answers.append(((state.value,), told))
    return [*answers, ((OUT_OF_DATE,), _told(_NOTHING, question, states[0], language))]


_NOTHING = Source(None, otherwise=Rule.OUT_OF_DATE)


def _told(source: Source, question: Question, state: SiteState, language: str) -> Told:
    return looking_up.ask(
        source,
        question.circumstance,
        state,
        language=language,
        threat_to_life=question.threat,
        instrument=question.instrument,
    )
