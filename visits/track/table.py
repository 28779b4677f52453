"""What leads up to the opening of a site, and the reviews after it: steps dated from the opening
day, by the calendar of the site. Pure.

A step is done when the thing that proves it is there, never because somebody says so. A visit
proves one step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _

from liaison.roles import Permission, Side
from visits.kinds import Kind, Place

# From so long before its day on a step is asked for.
NEAR = timedelta(days=14)


class Code(models.TextChoices):
    SITE_SPEAKS = "site_speaks", _("The site says who speaks for it, with a backup")
    POLICE_SPEAKS = "police_speaks", _("The police service says who speaks for it, with a backup")
    DIALOGUE = "dialogue", _("First talk of the two sides")
    LEGAL_BASIS = "legal_basis", _("The legal basis is explained")
    EXCHANGE = "exchange", _("Joint visit to an established site")
    DRAFT = "draft", _("A protocol is drafted")
    SIGNED = "signed", _("Both sides sign the protocol")
    ENDORSED = "endorsed", _("A police leader endorses it in public")
    TRAINING = "training", _("Staff and officers are briefed together")
    BRIEFED = "briefed", _("The officers around the site know the protocol")
    NEIGHBOURS = "neighbours", _("Joint meeting with the neighbours")
    WALK_THROUGH = "walk_through", _("Walk-through of the site")
    SITE_CALLS = "site_calls", _("The site tries the numbers of the police")
    POLICE_CALLS = "police_calls", _("The police try the numbers of the site")
    OPENING = "opening", _("The site opens")
    REVIEW_2 = "review_2", _("Review after two weeks")
    REVIEW_6 = "review_6", _("Review after six weeks")
    REVIEW_12 = "review_12", _("Review after twelve weeks")
    REVIEW_26 = "review_26", _("Review of the protocol after half a year")


class State(models.TextChoices):
    DONE = "done", _("Done")
    AGREED = "agreed", _("Agreed")
    PROPOSED = "proposed", _("Proposed")
    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due soon")
    AHEAD = "ahead", _("Still to come")


GAPS = frozenset({State.OVERDUE, State.SOON})


@dataclass(frozen=True, slots=True)
class Step:
    """``weeks`` after the opening (before it: negative), ``owed`` by these sides. A visit of one
    of ``kinds`` proves it, at ``place`` if one is named; the first kind is what is offered. Whoever
    lacks the permission ``sees`` does not see how it stands."""

    code: Code
    weeks: int
    owed: tuple[Side, ...]
    sees: Permission
    kinds: tuple[Kind, ...] = ()
    place: str = ""

    @property
    def is_review(self) -> bool:
        return self.weeks > 0

    def due_on(self, opens_on: date) -> date:
        return opens_on + timedelta(weeks=self.weeks)

    def begun_by(self, day: date, opens_on: date) -> bool:
        """Whether a visit on *day* may be this review: later than half way from the one before."""
        half_way = timedelta(weeks=_BEFORE[self.code] + self.weeks) / 2
        return day >= opens_on + timedelta(days=half_way.days)


_SITE, _POLICE, _BOTH = (Side.SITE,), (Side.POLICE,), (Side.SITE, Side.POLICE)
_P, _C = Permission, Code
_REVIEW = (Kind.CHECK_IN, Kind.PROTOCOL_REVIEW, Kind.JOINT_MEETING)


def _met(code: Code, weeks: int, *kinds: Kind, place: str = "") -> Step:
    return Step(code, weeks, _BOTH, _P.VISIT_SEE, kinds, place)


STEPS: tuple[Step, ...] = (
    Step(_C.SITE_SPEAKS, -26, _SITE, _P.SITE_SEE),
    Step(_C.POLICE_SPEAKS, -26, _POLICE, _P.SITE_SEE),
    _met(_C.DIALOGUE, -26, Kind.CHECK_IN, Kind.LEADERSHIP),
    Step(_C.LEGAL_BASIS, -20, _SITE, _P.SITE_SEE),
    _met(_C.EXCHANGE, -16, Kind.EXCHANGE, place=Place.OFF_SITE),
    Step(_C.DRAFT, -12, _BOTH, _P.PROTOCOL_READ_DRAFT),
    Step(_C.SIGNED, -8, _BOTH, _P.PROTOCOL_READ),
    Step(_C.ENDORSED, -8, _POLICE, _P.PROTOCOL_READ),
    _met(_C.TRAINING, -6, Kind.TRAINING),
    Step(_C.BRIEFED, -6, _POLICE, _P.BRIEFING_SEE),
    _met(_C.NEIGHBOURS, -4, Kind.JOINT_MEETING),
    _met(_C.WALK_THROUGH, -2, Kind.PRE_OPENING),
    Step(_C.SITE_CALLS, -2, _SITE, _P.VISIT_SEE),
    Step(_C.POLICE_CALLS, -2, _POLICE, _P.VISIT_SEE),
    Step(_C.OPENING, 0, _SITE, _P.SITE_SEE),
    _met(_C.REVIEW_2, 2, *_REVIEW),
    _met(_C.REVIEW_6, 6, *_REVIEW),
    _met(_C.REVIEW_12, 12, *_REVIEW),
    _met(_C.REVIEW_26, 26, Kind.PROTOCOL_REVIEW),
)
REVIEWS = tuple(step for step in STEPS if step.is_review)
_BEFORE = {step.code: before.weeks for before, step in pairwise(STEPS)}
KINDS = frozenset(kind for step in STEPS for kind in step.kinds)
# In this order they are taken for what proves a step.
_BEST = (State.DONE, State.AGREED, State.PROPOSED)


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves a step, or will (``state``): since when, and where it is read."""

    at: datetime
    url: str
    state: State = State.DONE


@dataclass(frozen=True, slots=True)
class Met:
    """A visit that was held, is agreed or on offer; ``day`` by the calendar of the site."""

    kind: str
    place: str
    day: date
    proof: Proof


@dataclass(frozen=True, slots=True)
class Stand:
    """How a step stands."""

    step: Step
    due_on: date
    state: State
    proof: Proof | None = None

    @property
    def is_gap(self) -> bool:
        return self.state in GAPS


def stands(
    opens_on: date, proofs: Mapping[Code, Proof], today: date, *, is_open: bool
) -> tuple[Stand, ...]:
    """Every step at *today*, the site's day. Once the site *is_open*, what was to lead up to it
    is past, and the opening and the reviews are left; before, no review is asked for."""
    found = []
    for step in STEPS:
        if is_open and step.weeks < 0:
            continue
        due_on, proof = step.due_on(opens_on), proofs.get(step.code)
        if proof:
            state = proof.state
        elif step.is_review and not is_open:
            state = State.AHEAD
        else:
            state = _asked(due_on, today)
        found.append(Stand(step, due_on, state, proof))
    return tuple(found)


def met(opens_on: date, visits: Iterable[Met], today: date, *, is_open: bool) -> dict[Code, Proof]:
    """Which steps *visits* prove, or will prove: of several the one that was held, else agreed,
    else is on offer, and of these the first. One that lies ahead is in time by the opening day, for
    a review within two weeks of its day; once that is past, whenever it is."""
    left = sorted(visits, key=lambda one: (_BEST.index(one.proof.state), one.proof.at))
    found: dict[Code, Proof] = {}
    for step in STEPS:
        if not step.kinds or step.is_review is not is_open:
            continue
        for one in left:
            if _proves(one, step, opens_on, today):
                found[step.code] = one.proof
                left.remove(one)
                break
    return found


def next_review(opens_on: date, held: int) -> date | None:
    """The day of the first review that was not held, of which *held* were; None after the last."""
    return REVIEWS[held].due_on(opens_on) if held < len(REVIEWS) else None


def is_near(due_on: date | None, today: date) -> bool:
    """Whether something of that day is asked for already."""
    return due_on is not None and today >= due_on - NEAR


def _asked(due_on: date, today: date) -> State:
    if today > due_on:
        return State.OVERDUE
    return State.SOON if is_near(due_on, today) else State.AHEAD


def _proves(one: Met, step: Step, opens_on: date, today: date) -> bool:
    if one.kind not in step.kinds or step.place not in ("", one.place):
        return False
    if step.is_review and not step.begun_by(one.day, opens_on):
        return False
    latest = step.due_on(opens_on) + NEAR if step.is_review else opens_on
    return one.proof.state is State.DONE or one.day <= latest or latest < today
