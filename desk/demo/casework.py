"""How a case of the demonstration is told: what happened, and the steps both sides took.

A case is data; ``told`` plays it with the portal's own operations.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from accounts.models import Person
from desk.demo import apart_steps, export_steps, led_steps, mediating, releases, word_steps
from desk.demo.apart_steps import Apart
from desk.demo.company import Company
from desk.demo.export_steps import Carry
from desk.demo.led_steps import Led
from desk.demo.mediating import Mediate
from desk.demo.places import PLACES
from desk.demo.playing import Story
from desk.demo.releases import CountOnly, Release, ReleaseLater, Shown
from desk.demo.vows import Vow, promised
from desk.demo.word_steps import Worded
from incidents import (
    acknowledging,
    discussing,
    following_up,
    keeping,
    noting,
    reporting,
    settling,
    taking_out,
)
from incidents.attachments import attaching
from incidents.attachments import releasing as showing
from incidents.keeping import Answer, Verdict
from incidents.models import Incident, Removal, Settlement, Statement
from incidents.particulars import NOTHING_TICKED, Particulars
from incidents.reporting import Report
from incidents.statements import asking, giving
from incidents.taxonomy import Area, Distance, Evidence, Outcome, Precision, Severity
from liaison.hours import State
from liaison.roles import Side

SITE, POLICE = Side.SITE, Side.POLICE


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
class TakeOut:
    """The last note is taken out for good."""

    back: int
    told: str
    side: Side


@dataclass(frozen=True, slots=True)
class Attach:
    """A photo for one's own side; ``drawn`` makes it."""

    back: int
    told: str
    side: Side
    drawn: Callable[[], bytes]
    caption: str


@dataclass(frozen=True, slots=True)
class ShowFile:
    """The last photo of one's own side is shown to both."""

    back: int
    told: str
    side: Side


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer without an account says, by a link, what they saw."""

    back: int
    told: str
    post: str
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
    evidence: Evidence = Evidence.SEEN


@dataclass(frozen=True, slots=True)
class Again:
    """The other side of a promise says, some time after, whether it is still kept."""

    back: int
    told: str
    vow: int
    words: str = ""
    verdict: Verdict = Verdict.KEPT
    evidence: Evidence = Evidence.SEEN


File = Attach | ShowFile
Said = Say | Note | TakeOut | Officer
Reply = Accept | Decline | Withdraw
Keep = Done | Check | Again
Step = Shown | Acknowledge | Said | File | Propose | Reply | Keep


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
    steps: tuple[Step | Mediate | Apart | Led | Worded | Carry, ...] = ()
    done: str = ""
    identifiers: str = ""
    identifiers_why: str = ""
    severity: Severity | None = None
    distance: Distance | None = None
    precision: Precision = Precision.EXACT
    particulars: Particulars = NOTHING_TICKED
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
        if isinstance(step, Mediate):
            mediating.take(company, going.incident, going.speakers, step, at)
        elif isinstance(step, Led):
            led_steps.take(company, going.incident, going.speakers, step, at)
        elif isinstance(step, Worded):
            word_steps.take(going.incident, going.speakers, step, at)
        elif isinstance(step, Apart):
            by = going.speakers[going.incident.author_side]
            apart_steps.take(going.incident, step, by=by, at=at)
        elif isinstance(step, Carry):
            export_steps.take(company, going.incident, going.speakers, step, at)
        else:
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
        identifiers_why=case.identifiers_why,
        particulars=case.particulars,
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
        case Release() | ReleaseLater() | CountOnly():
            releases.take(incident, step, by=going.speakers[author], at=at)
        case Acknowledge():
            acknowledging.acknowledge(incident, by=going.speakers[author.other], at=at)
        case Say():
            discussing.say(incident, step.words, by=going.speakers[step.side], at=at)
        case Note():
            noting.note(incident, step.words, key=uuid4(), by=going.speakers[step.side], at=at)
        case TakeOut():
            note = incident.statements.filter(kind=Statement.Kind.NOTE).latest("at")
            taking_out.take_out(note, Removal.Why.PERSON, by=going.speakers[step.side], at=at)
        case Attach() | ShowFile():
            _file(incident, step, by=going.speakers[step.side], at=at)
        case Officer():
            liaison = going.speakers[POLICE]
            link = asking.ask(incident, step.post, key=uuid4(), by=liaison, at=at)
            giving.give(link.words(), step.words, key=uuid4(), by=Person.system(), at=at)
        case Propose():
            going.settlement = _propose(going, step, at)
        case Done() | Check() | Again():
            _keep(going, step, at)
        case _:
            _answer(going, step, at)


def _file(incident: Incident, step: File, *, by: Person, at: datetime) -> None:
    match step:
        case Attach():
            drawn = step.drawn()
            attaching.attach(incident, "drawn.jpg", drawn, step.caption, key=uuid4(), by=by, at=at)
        case ShowFile():
            latest = incident.attachments.filter(author_side=step.side, lane=step.side)
            showing.show(latest.latest("at"), by=by, at=at)


def _propose(going: _Going, step: Propose, at: datetime) -> Settlement:
    today = at.astimezone(going.incident.tz).date()
    return settling.propose(
        going.incident,
        step.outcome,
        step.words,
        promised(step.vows, today),
        by=going.speakers[step.side],
        at=at,
    )


def _keep(going: _Going, step: Keep, at: datetime) -> None:
    agreed_last = going.incident.settlements.accepted().latest("accepted_at")
    vows = list(agreed_last.commitments.all())
    promise = vows[step.vow]
    side, incident = promise.promiser, going.incident
    match step:
        case Done():
            by = going.speakers[side]
            keeping.say_done(incident, promise.pk, step.words, by=by, at=at)
        case Check():
            by, said = going.speakers[side.other], _said(step)
            keeping.check(incident, promise.pk, said, by=by, at=at)
        case Again():
            by, said = going.speakers[side.other], _said(step)
            following_up.answer(incident, promise.pk, said, by=by, at=at)


def _said(step: Check | Again) -> Answer:
    return Answer(step.verdict, step.evidence, step.words)


def _answer(going: _Going, step: Accept | Decline | Withdraw, at: datetime) -> None:
    if going.settlement is None:
        raise ValueError("nothing is proposed that could be answered")
    proposer = going.settlement.proposer
    incident, pk = going.incident, going.settlement.pk
    match step:
        case Accept():
            settling.accept(incident, pk, by=going.speakers[proposer.other], at=at)
        case Decline():
            settling.decline(incident, pk, step.words, by=going.speakers[proposer.other], at=at)
        case Withdraw():
            settling.withdraw(incident, pk, by=going.speakers[proposer], at=at)
