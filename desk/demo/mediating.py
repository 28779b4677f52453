"""A case of the demonstration that goes to a neutral mediator, with the portal's own operations."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import uuid4

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.vows import Vow, promised
from incidents.laying_down import Terms
from incidents.mediation import (
    agreeing,
    agreement,
    assigning,
    closing,
    confiding,
    consenting,
    destroying,
    drafting,
    meetings,
    offering,
    signing,
    surveying,
)
from incidents.mediation.surveying import Question, Said
from incidents.models import Incident, MediationCase, Removal
from incidents.taxonomy import Lane, Outcome
from liaison.roles import Side
from visits.booking import Time, Wish
from visits.kinds import Kind, Place

MEDIATOR = "mediator@portal"
_SAID = {"y": Said.YES, "p": Said.PARTLY, "n": Said.NO}


class What(StrEnum):
    OFFER = "offer"
    AGREE = "agree"  # both sides
    TAKE_ON = "take_on"  # neither side challenges the mediator
    SIGN = "sign"  # all three, the terms
    CONFIDE = "confide"
    TAKE_OUT = "take_out"  # a side, what it confided last
    DRAFT = "draft"  # the mediator, an agreement
    LAY_OUT = "lay_out"  # the mediator asks both sides to sign it
    NAME = "name"  # both sides, the agreement
    COUNT = "count"  # the portal, once both had time to think again
    CLOSE = "close"  # the portal, once what was agreed is followed up
    END = "end"  # the mediator, without an agreement
    SURVEY = "survey"  # both sides say how it was
    MEET = "meet"  # one side puts a time, a week ahead, to the other


@dataclass(frozen=True, slots=True)
class Mediate:
    """One step; ``side`` and ``words`` are those of what is offered, confided or
    drafted, or where they meet; ``vows`` are promised in a draft; ``outcome`` is that of talks
    without an agreement; ``said`` is what the site's side and the police's say afterwards to each
    question: yes, in part, no."""

    back: int
    told: str
    what: What
    side: Side = Side.SITE
    words: str = ""
    vows: tuple[Vow, ...] = ()
    outcome: Outcome = Outcome.UNRESOLVED
    said: tuple[str, str] = ("yyyy", "yyyy")


def to_signed_terms(
    offered: tuple[int, str],
    side: Side,
    agreed: tuple[int, str],
    taken_on: tuple[int, str],
    signed: tuple[int, str],
) -> tuple[Mediate, ...]:
    """How a mediation that *side* offers begins, up to its terms; each moment is its days back and
    the site's clock."""
    return (
        Mediate(*offered, What.OFFER, side),
        Mediate(*agreed, What.AGREE),
        Mediate(*taken_on, What.TAKE_ON),
        Mediate(*signed, What.SIGN),
    )


def take(
    company: Company,
    incident: Incident,
    speakers: Mapping[Side, Person],
    step: Mediate,
    at: datetime,
) -> None:
    if step.what is What.OFFER:
        offering.offer(incident, by=speakers[step.side], at=at)
        return
    case = incident.mediations.get()
    match step.what:
        case What.AGREE:
            _each(consenting.answer, case, speakers, agrees=True, at=at)
        case What.TAKE_ON:
            _each(assigning.answer, case, speakers, challenges=False, at=at)
        case What.SIGN:
            _sign(company, case, (*speakers.values(), company[MEDIATOR]), at)
        case What.DRAFT | What.LAY_OUT:
            _agreement(company, case, step, at)
        case What.NAME | What.SURVEY:
            _for_each_side(case, step, speakers.values(), company.secret, at)
        case What.COUNT | What.CLOSE | What.END:
            _over(company, case, step, at)
        case What.TAKE_OUT:
            _take_out(case, step, by=speakers[step.side], at=at)
        case What.MEET:
            _meet(case, step, by=speakers[step.side], at=at)
        case _:
            _confide(case, step, by=speakers[step.side], at=at)


def _confide(case: MediationCase, step: Mediate, *, by: Person, at: datetime) -> None:
    lane = Lane.with_mediator(step.side)
    confiding.write(case, step.words, lane, key=uuid4(), by=by, at=at)


def _take_out(case: MediationCase, step: Mediate, *, by: Person, at: datetime) -> None:
    said = case.incident.statements.filter(lane=Lane.with_mediator(step.side)).latest("at")
    destroying.take_out(said, Removal.Why.PRIVATE, by=by, at=at)


def _agreement(company: Company, case: MediationCase, step: Mediate, at: datetime) -> None:
    if step.what is What.LAY_OUT:
        digest = agreement.digest_of(agreement.standing(case))
        drafting.lay_out(case, digest=digest, by=company[MEDIATOR], at=at)
        return
    today = at.astimezone(case.incident.tz).date()
    terms = Terms(Outcome.AGREEMENT, step.words, promised(step.vows, today))
    drafting.draft(case, terms, key=uuid4(), by=company[MEDIATOR], at=at)


def _meet(case: MediationCase, step: Mediate, *, by: Person, at: datetime) -> None:
    starts = at + timedelta(days=7)
    ends = starts + timedelta(minutes=90)
    time = Time(starts=starts, ends=ends, place=Place.OFF_SITE, where=step.words)
    wish = Wish(kind=Kind.MEDIATION, party_size=5, time=time, key=uuid4())
    meetings.put_forward(case, wish, by=by, at=at)


def _over(company: Company, case: MediationCase, step: Mediate, at: datetime) -> None:
    """The talks are over, or what came of them is; both sides are asked how it was."""
    portal = Person.system()
    match step.what:
        case What.COUNT:
            agreeing.bind(case, by=portal, at=at)
        case What.CLOSE:
            closing.close(case, by=portal, at=at)
        case _:
            closing.close_without(case, step.outcome, by=company[MEDIATOR], at=at)
    surveying.ask(case, by=portal, at=at)


def _for_each_side(
    case: MediationCase, step: Mediate, people: Iterable[Person], secret: str, at: datetime
) -> None:
    for by, letters in zip(people, step.said, strict=True):
        if step.what is What.NAME:
            digest = agreement.digest_of(agreement.standing(case))
            agreeing.sign(case, digest=digest, password=secret, by=by, at=at)
        else:
            said = {one: _SAID[letter] for one, letter in zip(Question, letters, strict=True)}
            surveying.answer(case, said, by=by, at=at)


def _each(
    answer: Callable[..., object], case: MediationCase, speakers: Mapping[Side, Person], **said: Any
) -> None:
    for by in speakers.values():
        answer(case, by=by, **said)


def _sign(company: Company, case: MediationCase, people: Iterable[Person], at: datetime) -> None:
    for by in people:
        digest = signing.digest_of(case, case.assignments.current().get())
        signing.sign(case, digest=digest, password=company.secret, by=by, at=at)
