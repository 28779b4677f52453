"""How each kind of text about a case comes to be written, with ``WORDS`` in it."""

import uuid
from datetime import date, timedelta
from typing import Any

from accounts.models import Person
from incidents import noting, planning, taking_up
from incidents.corrections.tests import corrected
from incidents.critical.tests import matters
from incidents.laying_down import Promise, Terms
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.mediation import confiding, meetings
from incidents.mediation.tests import cases
from incidents.models import (
    MeetingSuggestion,
    PatternEnd,
    Referral,
    Statement,
    Told,
    ToldReply,
)
from incidents.models.escalation import Way
from incidents.patterns import talking
from incidents.patterns.tests import patterns
from incidents.questions.tests import asked
from incidents.statements import asking, giving
from incidents.taxonomy import Lane, Outcome
from incidents.telling import answering, sending
from incidents.telling.answers import Answer
from incidents.telling.asked import Account, What, Wish
from incidents.tests import reports
from liaison import access, site_links
from liaison.models import TellLink
from liaison.roles import Side
from tests.cast import NOW
from visits import booking
from visits.kinds import Place

WORDS = "CNRY-LANTERN by the gate"
DUE = date(2025, 2, 28)
Kind = Statement.Kind


def of(incident: Any, kind: Kind, lane: Lane) -> Statement:
    return Statement.objects.select_related("incident", "assignment__case__incident").get(
        incident=incident, kind=kind, lane=lane
    )


def noted(cast: Any) -> Any:
    incident = reports.released(cast)
    noting.note(incident, WORDS, key=uuid.uuid4(), by=cast.liaison, at=NOW)
    return incident


def answered(cast: Any) -> Any:
    incident, question = asked.asked_of_police(cast)
    asked.answer(incident, question, cast.liaison, words=WORDS)
    return incident


def question(cast: Any) -> Any:
    incident = reports.discussed(cast)
    asked.ask(incident, cast.manager, words=WORDS)
    return incident


def reworded(cast: Any) -> Any:
    incident = reports.discussed(cast)
    corrected.reword(of(incident, Kind.DISCUSSION, Lane.SHARED), cast.liaison, words=WORDS)
    return incident


def fact_corrected(cast: Any, write: Any = reports.logged) -> Any:
    incident = write(cast)
    corrected.correct(incident, cast.manager if incident.released_at else cast.staff, words=WORDS)
    return incident


def promised(cast: Any, *, post: str = "Liaison officer", what: str = "Tell them.") -> Any:
    return reports.settled(cast, promises=[Promise(Side.POLICE, post, what, DUE)])


def called(cast: Any) -> Any:
    incident = matters.logged(cast)
    taking_up.take_up(incident, WORDS, by=cast.manager, at=NOW)
    return incident


def closed(cast: Any) -> Any:
    from incidents import ending

    incident = matters.called(cast)
    ending.close(incident, WORDS, by=cast.manager, at=NOW)
    return incident


def officer_link(cast: Any, post: str = "Constable on the evening shift") -> Any:
    incident = reports.released(cast)
    return asking.ask(incident, post, key=uuid.uuid4(), by=cast.liaison, at=NOW)


def given(cast: Any) -> Any:
    link = officer_link(cast)
    giving.give(link.words(), WORDS, key=uuid.uuid4(), by=Person.system(), at=NOW)
    return link.incident


def planned(cast: Any) -> Any:
    incident = reports.logged(cast)
    manner, on = reports.PLAIN, date(2025, 2, 10)
    return planning.plan(incident, WORDS, manner=manner, on=on, by=cast.manager, at=NOW).incident


def confided(lane: Lane, part: str, cast: Any) -> Any:
    case = cases.begun(cast)
    confiding.write(case, WORDS, lane, key=uuid.uuid4(), by=getattr(cast, part), at=NOW)
    return case.incident


def agreement(cast: Any, write: Any, *, terms: str = "Kits stay.", what: str = "Tell all.") -> Any:
    promise = Promise(Side.POLICE, "Liaison officer", what, DUE)
    return write(cast, Terms(Outcome.AGREEMENT, terms, (promise,))).incident


def put_forward(cast: Any) -> Any:
    incident = led.escalated(cast)
    choice = Choice(Way.SETTLE, WORDS, Outcome.INSTRUCTION)
    return led.forward(cast, incident, choice).text


def reason(cast: Any) -> Any:
    from incidents.leading import escalating

    incident = reports.discussed(cast, answer="We look into it.")
    escalating.escalate(incident, WORDS, by=cast.manager, at=NOW)
    said = Statement.objects.filter(incident=incident, lane=Lane.SHARED, author=cast.manager)
    return next(one for one in said if one.words() == WORDS)


def told_site(cast: Any) -> Told:
    link = site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager, at=NOW)
    account = Account(What.OUTSIDE, words=WORDS)
    sending.send(
        link, account, wish=Wish.RAISE, seed="one", language="en", by=Person.system(), at=NOW
    )
    access.forget()
    return Told.objects.get()


def told_reply(cast: Any) -> ToldReply:
    told = told_site(cast)
    answering.answer(told, Answer.WITHIN, WORDS, by=cast.manager, at=NOW + timedelta(days=1))
    return ToldReply.objects.select_related("told").get()


def said_to_be_agreed(cast: Any) -> PatternEnd:
    return talking.propose(patterns.opened(cast), WORDS, by=cast.manager, at=NOW)


def body(cast: Any) -> Referral:
    from incidents import ending
    from incidents.referring import Told as ToldBody

    incident = matters.called(cast)
    day = NOW.astimezone(incident.tz).date()
    return ending.report(incident, ToldBody(WORDS, day), by=cast.manager, at=NOW)


def place(cast: Any) -> MeetingSuggestion:
    starts = NOW + timedelta(days=8)
    time = booking.Time(
        starts=starts, ends=starts + timedelta(minutes=90), place=Place.OFF_SITE, where=WORDS
    )
    kind = meetings.Kind.MEDIATION
    wish = booking.Wish(kind=kind, party_size=5, time=time, message="", key=uuid.uuid4())
    case = cases.begun(cast)
    return meetings.put_forward(case, wish, by=cast.mediator, at=NOW)
