"""Every kind of text about a case, written so that it can be found, and where it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse

from incidents import taking_out
from incidents.attachments import removing
from incidents.attachments.tests.steps import attached, shown
from incidents.critical.tests import matters
from incidents.lines import emptying
from incidents.mediation import destroying
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
from incidents.patterns import destroying as patterns_destroying
from incidents.taxonomy import CONFIDENTIAL, Lane
from incidents.telling import destroying as told_destroying
from incidents.tests import reports
from incidents.tests import text_writers as write
from incidents.tests.text_writers import WORDS
from tests.cast import NOW

WHY = Removal.Why.PERSON
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


def _in(made: Callable[[Any], Any], kind: Kind, lane: Lane, by: str, *reads: str) -> Text:
    return Text(lambda cast: write.of(made(cast), kind, lane), by, reads, kind, lane)


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
    "to be released": _in(write.planned, Kind.PLANNED, Lane.SITE, "alternate", "manager"),
    "note": _in(write.noted, Kind.NOTE, Lane.POLICE, "backup", "liaison"),
    "badge number": _in(
        partial(reports.released, identifiers=WORDS, with_identifiers=True),
        Kind.RESTRICTED,
        Lane.SHARED,
        "liaison",
    ),
    "talk": _in(
        partial(reports.discussed, answer=WORDS), Kind.DISCUSSION, Lane.SHARED, "manager", *_BOTH
    ),
    "question": _in(write.question, Kind.QUESTION, Lane.SHARED, "liaison", *_BOTH),
    "answer": _in(write.answered, Kind.ANSWER, Lane.SHARED, "manager", *_BOTH),
    "corrected words": _in(write.reworded, Kind.CORRECTION, Lane.SHARED, "manager", *_BOTH),
    "why a fact is corrected": _in(
        partial(write.fact_corrected, write=reports.released),
        Kind.CORRECTION,
        Lane.SHARED,
        "liaison",
        *_BOTH,
    ),
    "why it is corrected before": _in(
        write.fact_corrected, Kind.CORRECTION, Lane.SITE, "manager", "staff"
    ),
    "terms": _in(
        partial(reports.proposed, terms=WORDS), Kind.SETTLEMENT, Lane.SHARED, "liaison", *_BOTH
    ),
    "promise": _in(
        partial(write.promised, what=WORDS), Kind.COMMITMENT, Lane.SHARED, "manager", *_BOTH
    ),
    "post of a promise": _in(
        partial(write.promised, post=WORDS), Kind.COMMITMENT, Lane.SHARED, "manager", *_BOTH
    ),
    "whom we told": _in(write.called, Kind.CALL, Lane.SITE, "manager", "alternate"),
    "statement of an officer": _in(write.given, Kind.OFFICER, Lane.POLICE, "liaison", "backup"),
    "number of the body": _in(
        partial(matters.reported, number=WORDS), Kind.BODY_NUMBER, Lane.SITE, "manager"
    ),
    "why it is closed": _in(write.closed, Kind.REASON, Lane.SITE, "manager", "alternate"),
    "why the leaders are asked": Text(write.reason, "liaison", _BOTH),
    "what a leader puts forward": Text(write.put_forward, "manager", ("leader", "police_leader")),
    "site to mediator": _in(
        partial(write.confided, Lane.SITE_MEDIATOR, "manager"),
        Kind.CONFIDED,
        Lane.SITE_MEDIATOR,
        "alternate",
        "manager",
        "mediator",
    ),
    "police to mediator": _in(
        partial(write.confided, Lane.POLICE_MEDIATOR, "liaison"),
        Kind.CONFIDED,
        Lane.POLICE_MEDIATOR,
        "mediator",
        "liaison",
        "mediator",
    ),
    "mediator's note": _in(
        partial(write.confided, Lane.MEDIATOR, "mediator"),
        Kind.NOTE,
        Lane.MEDIATOR,
        "mediator",
        "mediator",
    ),
    "draft of an agreement": _in(
        partial(write.agreement, write=cases.drafted, terms=WORDS),
        Kind.SETTLEMENT,
        Lane.SHARED,
        "mediator",
        "mediator",
        *_BOTH,
    ),
    "signed agreement": _in(
        partial(write.agreement, write=cases.signed, terms=WORDS),
        Kind.SETTLEMENT,
        Lane.SHARED,
        "manager",
        "mediator",
        *_BOTH,
    ),
    "signed promise": _in(
        partial(write.agreement, write=cases.signed, what=WORDS),
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
    "what recurs": Text(write.said_to_be_agreed, "liaison", _BOTH),
    "told to the site": Text(write.told_site, "manager", ("manager",)),
    "answer to the slip": Text(write.told_reply, "manager", ("manager",)),
    "body that was told": Text(write.body, "alternate", ("manager",)),
    "place to meet": Text(write.place, "mediator", ("mediator", *_BOTH)),
    "place to meet, by a side": Text(write.place, "liaison", ("mediator", *_BOTH)),
    "post of an officer": Text(partial(write.officer_link, post=WORDS), "backup", ("liaison",)),
}
