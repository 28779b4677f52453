"""What people in our tests log, and how they carry it through the stages."""

import uuid
from dataclasses import replace
from datetime import timedelta

from incidents import acknowledging, discussing, releasing, reporting, settling
from incidents.models import Release
from incidents.releasing import Manner
from incidents.reporting import Report
from incidents.taxonomy import Area, Outcome
from protocols import terminating
from tests.cast import NOW

# Tuesday 09:30 in Vancouver: half an hour before the cast's NOW, while Harbour Street is open.
HAPPENED = NOW - timedelta(minutes=30)
WORDS = "Two officers stood in front of the door for forty minutes."
# Nobody could know who it is, so it is shown as it was logged.
PLAIN = Manner(Release.Recognisable.NO)
WITH_BADGE = Manner(Release.Recognisable.NO, with_identifiers=True)
SHOWN = "A patrol stood in front of the door for forty minutes in operating hours."


def report(cast, **changes):
    given = {
        "site_id": cast.site.pk,
        "kind": "P1",
        "occurred_at": HAPPENED,
        "area": Area.FRONTAGE,
        "narrative": WORDS,
    }
    return Report(**given | changes)


def ended(cast, row):
    """The time in force *row* with notice given at ``NOW``, so that it has an end."""
    last_day = terminating.earliest_last_day(row.version, row.partnership, NOW)
    terminating.terminate(
        row.version,
        row.partnership,
        last_day=last_day,
        reason="Both sides start anew.",
        by=cast.leader,
        at=NOW,
    )
    row.refresh_from_db()
    return row


def logged(cast, *, by=None, at=NOW, key=None, **changes):
    return reporting.log(
        report(cast, **changes), key=key or uuid.uuid4(), by=by or cast.staff, at=at
    )


def released(cast, *, author=None, at=NOW, to=None, **changes):
    """Logged by *author* (site staff), released by somebody in charge of the same side."""
    words = changes.pop("words", SHOWN)
    usual = WITH_BADGE if changes.pop("with_identifiers", False) else PLAIN
    manner = changes.pop("manner", usual)
    incident = logged(cast, by=author, at=changes.pop("logged_at", NOW), **changes)
    return releasing.release(
        incident,
        words,
        by=cast.manager if incident.side == "site" else cast.liaison,
        manner=replace(manner, partnership_id=to),
        at=at,
    )


def acknowledged(cast, *, at=NOW, **changes):
    incident = released(cast, **changes)
    answerer = cast.liaison if incident.side == "site" else cast.manager
    return acknowledging.acknowledge(incident, by=answerer, at=at)


def discussed(cast, *, answer="We asked the shift to park elsewhere.", at=NOW, **changes):
    incident = acknowledged(cast, **changes)
    discussing.say(incident, answer, by=cast.liaison, at=at)
    incident.refresh_from_db()
    return incident


def proposed(cast, *, promises=(), at=NOW, terms="Parked elsewhere from now on.", **changes):
    incident = discussed(cast, **changes)
    settling.propose(incident, Outcome.INSTRUCTION, terms, promises, by=cast.manager, at=at)
    incident.refresh_from_db()
    return incident


def settled(cast, *, at=NOW, **changes):
    incident = proposed(cast, **changes)
    settlement = incident.settlements.open().get()
    settling.accept(incident, settlement.pk, by=cast.liaison, at=at)
    incident.refresh_from_db()
    return incident
