"""How a case of the demonstration is told: what happened, and the steps both sides took.

A case is data; ``told`` plays it with the portal's own operations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.places import PLACES
from desk.demo.playing import Story
from incidents import acknowledging, discussing, keeping, noting, releasing, reporting, settling
from incidents.keeping import Verdict
from incidents.models import Incident, Settlement
from incidents.reporting import Report
from incidents.settling import Promise
from incidents.taxonomy import Area, Distance, Outcome, Precision, Severity
from liaison.hours import State
from liaison.roles import Side

SITE, POLICE = Side.SITE, Side.POLICE


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise: whose, and how many days after the proposal it is due."""

    side: Side
    post: str
    what: str
    days: int


@dataclass(frozen=True, slots=True)
class Release:
    back: int
    told: str
    words: str


@dataclass(frozen=True, slots=True)
class Acknowledge:
    back: int
    told: str


@dataclass(frozen=True, slots=True)
class Say:
    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """For one's own side only."""

    back: int
    told: str
    side: Side
    words: str


@dataclass(frozen=True, slots=True)
class Propose:
    back: int
    told: str
    side: Side
    outcome: Outcome
    words: str
    vows: tuple[Vow, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    back: int
    told: str


@dataclass(frozen=True, slots=True)
class Decline:
    back: int
    told: str
    words: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    back: int
    told: str


@dataclass(frozen=True, slots=True)
class Done:
    """The side of a promise says that it is done. ``vow`` counts those of the settlement, the one
    that is due first is 0."""

    back: int
    told: str
    vow: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """The other side of a promise says whether it was kept."""

    back: int
    told: str
    vow: int
    words: str = ""
    verdict: Verdict = Verdict.KEPT


Step = Release | Acknowledge | Say | Note | Propose | Accept | Decline | Withdraw | Done | Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``back`` and ``told``: it happened at that time of the day, on the last day when the site
    was in *state* then before that working day (0: before now). Steps fall on working days.
    ``logged_after`` is in minutes."""

    slug: str
    kind: str
    by: str
    back: int
    told: str
    area: Area
    narrative: str
    steps: tuple[Step, ...] = ()
    done: str = ""
    identifiers: str = ""
    severity: Severity | None = None
    distance: Distance | None = None
    precision: Precision = Precision.EXACT
    state: State = State.OPERATING
    logged_after: int = 35


@dataclass(slots=True)
class _Going:
    """A case while it is played: who speaks for each side, and what lies on the table."""

    incident: Incident
    speakers: Mapping[Side, Person]
    settlement: Settlement | None = None


def told(company: Company, case: Case) -> Story:
    """Plays *case*; each side acts through whoever speaks for it."""
    clock = company.clock(case.slug)
    before = clock.workday(case.back, "08:00") if case.back else company.now - timedelta(hours=1)
    happened = clock.encounter(before, case.told, case.state)
    at = yield happened + timedelta(minutes=case.logged_after)
    going = _Going(_log(company, case, happened, at), _speakers(company, case.slug))
    for step in case.steps:
        at = yield clock.workday(step.back, step.told)
        _take(going, step, at)


def _log(company: Company, case: Case, happened: datetime, at: datetime) -> Incident:
    report = Report(
        site_id=company.site(case.slug).pk,
        kind=case.kind,
        occurred_at=happened,
        area=case.area,
        narrative=case.narrative,
        precision=case.precision,
        severity=case.severity,
        distance=case.distance,
        done=case.done,
        identifiers=case.identifiers,
    )
    return reporting.log(report, key=uuid4(), by=company[case.by], at=at)


def _speakers(company: Company, slug: str) -> Mapping[Side, Person]:
    place = next(place for place in PLACES if place.slug == slug)
    return {
        SITE: company.people[place.site_posts[0]],
        POLICE: company.people[place.police_posts[0]],
    }


def _take(going: _Going, step: Step, at: datetime) -> None:
    incident, author = going.incident, going.incident.author_side
    match step:
        case Release():
            releasing.release(incident, step.words, by=going.speakers[author], at=at)
        case Acknowledge():
            acknowledging.acknowledge(incident, by=going.speakers[author.other], at=at)
        case Say():
            discussing.say(incident, step.words, by=going.speakers[step.side], at=at)
        case Note():
            noting.note(incident, step.words, key=uuid4(), by=going.speakers[step.side], at=at)
        case Propose():
            going.settlement = _propose(going, step, at)
        case Done() | Check():
            _keep(going, step, at)
        case _:
            _answer(going, step, at)


def _propose(going: _Going, step: Propose, at: datetime) -> Settlement:
    today = at.astimezone(going.incident.tz).date()
    return settling.propose(
        going.incident,
        step.outcome,
        step.words,
        [Promise(v.side, v.post, v.what, today + timedelta(days=v.days)) for v in step.vows],
        by=going.speakers[step.side],
        at=at,
    )


def _keep(going: _Going, step: Done | Check, at: datetime) -> None:
    vows = list(going.incident.settlements.get(ended_at=None).commitments.all())
    promise = vows[step.vow]
    side, incident = promise.promiser, going.incident
    match step:
        case Done():
            by = going.speakers[side]
            keeping.say_done(incident, promise.pk, step.words, by=by, at=at)
        case Check():
            by = going.speakers[side.other]
            keeping.check(incident, promise.pk, step.verdict, step.words, by=by, at=at)


def _answer(going: _Going, step: Accept | Decline | Withdraw, at: datetime) -> None:
    if going.settlement is None:
        raise ValueError("nothing is proposed that could be answered")
    proposer = Side(going.settlement.side)
    incident, pk = going.incident, going.settlement.pk
    match step:
        case Accept():
            settling.accept(incident, pk, by=going.speakers[proposer.other], at=at)
        case Decline():
            settling.decline(incident, pk, step.words, by=going.speakers[proposer.other], at=at)
        case Withdraw():
            settling.withdraw(incident, pk, by=going.speakers[proposer], at=at)
