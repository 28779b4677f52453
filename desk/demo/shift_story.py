"""What the shifts of Harbour Street tap and begin to write: weeks of presence, and a draft."""

from uuid import uuid4

from desk.demo.company import Company
from desk.demo.playing import Story
from incidents.drafts import saving
from incidents.drafts.saving import Hand
from incidents.presence import sending, tapping
from incidents.presence.weeks import Tapped

# Days ago, at which time there, what.
_TAPPED = (
    (17, "10:15", Tapped.VEHICLE),
    (15, "22:40", Tapped.PATROL),
    (13, "11:05", Tapped.WELL),
    (12, "15:30", Tapped.VEHICLE),
    (9, "10:50", Tapped.AT_THE_DOOR),
    (6, "11:20", Tapped.PATROL),
    (5, "21:10", Tapped.VEHICLE),
    (4, "14:00", Tapped.WELL),
    (2, "16:35", Tapped.VEHICLE),
)


def stories(company: Company) -> list[Story]:
    return [_tapped(company), _sent(company), _begun(company)]


def _tapped(company: Company) -> Story:
    clock, site = company.clock("harbour-street"), company.site("harbour-street")
    for days, told, kind in _TAPPED:
        at = yield clock.ago(days, told)
        tapping.tap(site, kind, key=uuid4(), by=company["staff@harbour"], at=at)


def _sent(company: Company) -> Story:
    """A week ago the manager sent the week before."""
    clock, pair = company.clock("harbour-street"), company.pair("harbour-street")
    at = yield clock.ago(7, "09:30")
    monday = sending.last_over(pair.site.tz, at)
    week = sending.send(pair, monday, by=company["manager@harbour"], at=at)
    at = yield clock.ago(7, "13:45")
    sending.note(week, by=company["liaison@coastal"], at=at)


def _begun(company: Company) -> Story:
    site = company.site("harbour-street")
    fields = {
        "kind": ["P1"],
        "site": [str(site.pk)],
        "area": ["frontage"],
        "narrative": ["A marked car stands in front of the blue door again. To be finished after"],
    }
    at = yield company.now
    saving.keep(fields, Hand(uuid4(), uuid4(), 0), by=company["staff@harbour"], at=at)
