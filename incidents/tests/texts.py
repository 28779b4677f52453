"""Every kind of text about a case, written so that it can be found, and where it is read."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.urls import reverse

from accounts.models import Person
from incidents import noting, planning, taking_out, taking_up
from incidents.attachments import removing
from incidents.attachments.tests.steps import attached, shown
from incidents.corrections.tests import corrected
from incidents.critical.tests import matters
from incidents.laying_down import Promise, Terms
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.lines import emptying
from incidents.mediation import confiding, destroying, meetings
from incidents.mediation.tests import cases
from incidents.models import (
    Attachment,
    MeetingSuggestion,
    PatternEnd,
    Referral,
    Removal,
    Statement,
    StatementLink,
    Told,
    ToldReply,
)
from incidents.models.escalation import Way
from incidents.patterns import destroying as patterns_destroying
from incidents.patterns import talking
from incidents.patterns.tests import patterns
from incidents.questions.tests import asked
from incidents.statements import asking, giving
from incidents.taxonomy import CONFIDENTIAL, Lane, Outcome
from incidents.telling import answering, sending
from incidents.telling import destroying as told_destroying
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
WHY = Removal.Why.PERSON
DUE = date(2025, 2, 28)
Kind, What_ = Statement.Kind, Removal.What


@dataclass(frozen=True, slots=True)
class Text:
    """``write`` puts ``WORDS`` there and says in which row; ``by`` takes it out again; ``reads``:
    who finds it on a page before, if anybody does. ``kind`` and ``lane``: of a statement."""

    write: Callable[[Any], Any]
    by: str
    reads: tuple[str, ...]
    kind: Kind | None = None
    lane: Lane | None = None


def take_out(thing: Any, person: Any) -> None:
    """By the way that there is for it."""
    now = {"by": person, "at": NOW + timedelta(days=2)}
    match thing:
        case Statement() if thing.lane in CONFIDENTIAL:
            destroying.take_out(thing, WHY, **now)
        case Statement():
            taking_out.take_out(thing, WHY, **now)
        case Attachment():
            removing.take_out(thing, WHY, **now)
        case PatternEnd():
            patterns_destroying.take_out(thing.pattern, thing.pk, WHY, **now)
        case Told():
            told_destroying.take_out(thing, WHY, **now)
        case ToldReply():
            told_destroying.take_out(thing.told, WHY, **now)
        case _:
            emptying.empty(LINE_OF[type(thing)], thing.pk, WHY, **now)


LINE_OF: dict[type, Removal.What] = {
    Referral: What_.BODY,
    MeetingSuggestion: What_.PLACE,
    StatementLink: What_.POST,
}


def pages(thing: Any) -> list[str]:
    """Where it may be read."""
    match thing:
        case PatternEnd():
            return [thing.pattern.get_absolute_url()]
        case Told() | ToldReply():
            told = thing if isinstance(thing, Told) else thing.told
            return [told.get_absolute_url(), reverse("telling:told_list")]
        case MeetingSuggestion():
            return [thing.case.get_absolute_url()]
    incident = thing.incident
    found = [incident.get_absolute_url()]
    if incident.mediations.exists():
        found += [
            reverse(f"incidents:{name}", args=[incident.reference])
            for name in ("mediation_detail", "mediation_agreement")
        ]
    if getattr(thing, "kind", "") == Kind.RESTRICTED:
        found.append(reverse("incidents:incident_apart", args=[incident.reference]))
    if isinstance(thing, StatementLink) or getattr(thing, "kind", "") == Kind.OFFICER:
        found.append(reverse("incidents:statement_ask", args=[incident.reference]))
    return found


# Writing -----------------------------------------------------------------------------------------
def _of(incident: Any, kind: Kind, lane: Lane) -> Statement:
    return Statement.objects.select_related("incident", "assignment__case__incident").get(
        incident=incident, kind=kind, lane=lane
    )


def _in(write: Callable[[Any], Any], kind: Kind, lane: Lane, by: str, *reads: str) -> Text:
    return Text(lambda cast: _of(write(cast), kind, lane), by, reads, kind, lane)


def _noted(cast: Any) -> Any:
    incident = reports.released(cast)
    noting.note(incident, WORDS, key=uuid.uuid4(), by=cast.liaison, at=NOW)
    return incident


def _answered(cast: Any) -> Any:
    incident, question = asked.asked_of_police(cast)
    asked.answer(incident, question, cast.liaison, words=WORDS)
    return incident


def _asked(cast: Any) -> Any:
    incident = reports.discussed(cast)
    asked.ask(incident, cast.manager, words=WORDS)
    return incident


def _reworded(cast: Any) -> Any:
    incident = reports.discussed(cast)
    corrected.reword(_of(incident, Kind.DISCUSSION, Lane.SHARED), cast.liaison, words=WORDS)
    return incident


def _fact_corrected(cast: Any, write: Any = reports.logged) -> Any:
    incident = write(cast)
    corrected.correct(incident, cast.manager if incident.released_at else cast.staff, words=WORDS)
    return incident


def _promised(cast: Any, *, post: str = "Liaison officer", what: str = "Tell them.") -> Any:
    return reports.settled(cast, promises=[Promise(Side.POLICE, post, what, DUE)])


def _called(cast: Any) -> Any:
    incident = matters.logged(cast)
    taking_up.take_up(incident, WORDS, by=cast.manager, at=NOW)
    return incident


def _closed(cast: Any) -> Any:
    from incidents import ending

    incident = matters.called(cast)
    ending.close(incident, WORDS, by=cast.manager, at=NOW)
    return incident


def _link(cast: Any, post: str = "Constable on the evening shift") -> Any:
    incident = reports.released(cast)
    return asking.ask(incident, post, key=uuid.uuid4(), by=cast.liaison, at=NOW)


def _given(cast: Any) -> Any:
    link = _link(cast)
    giving.give(link.words(), WORDS, key=uuid.uuid4(), by=Person.system(), at=NOW)
    return link.incident


def _planned(cast: Any) -> Any:
    incident = reports.logged(cast)
    manner, on = reports.PLAIN, date(2025, 2, 10)
    return planning.plan(incident, WORDS, manner=manner, on=on, by=cast.manager, at=NOW).incident


def _confided(lane: Lane, part: str, cast: Any) -> Any:
    case = cases.begun(cast)
    confiding.write(case, WORDS, lane, key=uuid.uuid4(), by=getattr(cast, part), at=NOW)
    return case.incident


def _agreement(cast: Any, write: Any, *, terms: str = "Kits stay.", what: str = "Tell all.") -> Any:
    promise = Promise(Side.POLICE, "Liaison officer", what, DUE)
    return write(cast, Terms(Outcome.AGREEMENT, terms, (promise,))).incident


def _put_forward(cast: Any) -> Any:
    incident = led.escalated(cast)
    choice = Choice(Way.SETTLE, WORDS, Outcome.INSTRUCTION)
    return led.forward(cast, incident, choice).text


def _reason(cast: Any) -> Any:
    from incidents.leading import escalating

    incident = reports.discussed(cast, answer="We look into it.")
    escalating.escalate(incident, WORDS, by=cast.manager, at=NOW)
    said = Statement.objects.filter(incident=incident, lane=Lane.SHARED, author=cast.manager)
    return next(one for one in said if one.words() == WORDS)


def _told(cast: Any) -> Told:
    link = site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager, at=NOW)
    account = Account(What.OUTSIDE, words=WORDS)
    sending.send(
        link, account, wish=Wish.RAISE, seed="one", language="en", by=Person.system(), at=NOW
    )
    access.forget()
    return Told.objects.get()


def _told_reply(cast: Any) -> ToldReply:
    told = _told(cast)
    answering.answer(told, Answer.WITHIN, WORDS, by=cast.manager, at=NOW + timedelta(days=1))
    return ToldReply.objects.select_related("told").get()


def _said_to_be_agreed(cast: Any) -> PatternEnd:
    return talking.propose(patterns.opened(cast), WORDS, by=cast.manager, at=NOW)


def _body(cast: Any) -> Referral:
    from incidents import ending
    from incidents.referring import Told as ToldBody

    incident = matters.called(cast)
    day = NOW.astimezone(incident.tz).date()
    return ending.report(incident, ToldBody(WORDS, day), by=cast.manager, at=NOW)


def _place(cast: Any) -> MeetingSuggestion:
    starts = NOW + timedelta(days=8)
    time = booking.Time(
        starts=starts, ends=starts + timedelta(minutes=90), place=Place.OFF_SITE, where=WORDS
    )
    kind = meetings.Kind.MEDIATION
    wish = booking.Wish(kind=kind, party_size=5, time=time, message="", key=uuid.uuid4())
    case = cases.begun(cast)
    return meetings.put_forward(case, wish, by=cast.mediator, at=NOW)


_BOTH = ("manager", "liaison")
TEXTS: dict[str, Text] = {
    "logged": _in(
        partial(reports.logged, narrative=WORDS), Kind.NARRATIVE, Lane.SITE, "manager", "staff"
    ),
    "logged by the police": _in(
        lambda cast: reports.logged(cast, by=cast.liaison, narrative=WORDS),
        Kind.NARRATIVE,
        Lane.POLICE,
        "liaison",
        "backup",
    ),
    "done about it": _in(
        partial(reports.logged, done=WORDS), Kind.DONE, Lane.SITE, "manager", "staff"
    ),
    "released": _in(
        partial(reports.released, words=WORDS), Kind.NARRATIVE, Lane.SHARED, "liaison", *_BOTH
    ),
    "to be released": _in(_planned, Kind.PLANNED, Lane.SITE, "alternate", "manager"),
    "note": _in(_noted, Kind.NOTE, Lane.POLICE, "backup", "liaison"),
    "badge number": _in(
        partial(reports.released, identifiers=WORDS, with_identifiers=True),
        Kind.RESTRICTED,
        Lane.SHARED,
        "liaison",
    ),
    "talk": _in(
        partial(reports.discussed, answer=WORDS), Kind.DISCUSSION, Lane.SHARED, "manager", *_BOTH
    ),
    "question": _in(_asked, Kind.QUESTION, Lane.SHARED, "liaison", *_BOTH),
    "answer": _in(_answered, Kind.ANSWER, Lane.SHARED, "manager", *_BOTH),
    "corrected words": _in(_reworded, Kind.CORRECTION, Lane.SHARED, "manager", *_BOTH),
    "why a fact is corrected": _in(
        partial(_fact_corrected, write=reports.released),
        Kind.CORRECTION,
        Lane.SHARED,
        "liaison",
        *_BOTH,
    ),
    "why it is corrected before": _in(
        _fact_corrected, Kind.CORRECTION, Lane.SITE, "manager", "staff"
    ),
    "terms": _in(
        partial(reports.proposed, terms=WORDS), Kind.SETTLEMENT, Lane.SHARED, "liaison", *_BOTH
    ),
    "promise": _in(partial(_promised, what=WORDS), Kind.COMMITMENT, Lane.SHARED, "manager", *_BOTH),
    "post of a promise": _in(
        partial(_promised, post=WORDS), Kind.COMMITMENT, Lane.SHARED, "manager", *_BOTH
    ),
    "whom we told": _in(_called, Kind.CALL, Lane.SITE, "manager", "alternate"),
    "statement of an officer": _in(_given, Kind.OFFICER, Lane.POLICE, "liaison", "backup"),
    "number of the body": _in(
        partial(matters.reported, number=WORDS), Kind.BODY_NUMBER, Lane.SITE, "manager"
    ),
    "why it is closed": _in(_closed, Kind.REASON, Lane.SITE, "manager", "alternate"),
    "why the leaders are asked": Text(_reason, "liaison", _BOTH),
    "what a leader puts forward": Text(_put_forward, "manager", ("leader", "police_leader")),
    "site to mediator": _in(
        partial(_confided, Lane.SITE_MEDIATOR, "manager"),
        Kind.CONFIDED,
        Lane.SITE_MEDIATOR,
        "alternate",
        "manager",
        "mediator",
    ),
    "police to mediator": _in(
        partial(_confided, Lane.POLICE_MEDIATOR, "liaison"),
        Kind.CONFIDED,
        Lane.POLICE_MEDIATOR,
        "mediator",
        "liaison",
        "mediator",
    ),
    "mediator's note": _in(
        partial(_confided, Lane.MEDIATOR, "mediator"),
        Kind.NOTE,
        Lane.MEDIATOR,
        "mediator",
        "mediator",
    ),
    "draft of an agreement": _in(
        partial(_agreement, write=cases.drafted, terms=WORDS),
        Kind.SETTLEMENT,
        Lane.SHARED,
        "mediator",
        "mediator",
        *_BOTH,
    ),
    "signed agreement": _in(
        partial(_agreement, write=cases.signed, terms=WORDS),
        Kind.SETTLEMENT,
        Lane.SHARED,
        "manager",
        "mediator",
        *_BOTH,
    ),
    "signed promise": _in(
        partial(_agreement, write=cases.signed, what=WORDS),
        Kind.COMMITMENT,
        Lane.SHARED,
        "liaison",
        "mediator",
        *_BOTH,
    ),
    "file": Text(
        lambda cast: attached(reports.released(cast), cast.liaison, caption=WORDS),
        "backup",
        ("liaison",),
    ),
    "file for both": Text(
        lambda cast: shown(reports.acknowledged(cast), cast.manager, caption=WORDS),
        "liaison",
        _BOTH,
    ),
    "what recurs": Text(_said_to_be_agreed, "liaison", _BOTH),
    "told to the site": Text(_told, "manager", ("manager",)),
    "answer to the slip": Text(_told_reply, "manager", ("manager",)),
    "body that was told": Text(_body, "alternate", ("manager",)),
    "place to meet": Text(_place, "mediator", ("mediator", *_BOTH)),
    "place to meet, by a side": Text(_place, "liaison", ("mediator", *_BOTH)),
    "post of an officer": Text(partial(_link, post=WORDS), "backup", ("liaison",)),
}
