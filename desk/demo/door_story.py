"""What officers told at doors: a link for a division, notes that wait, a clause found unclear."""

from datetime import datetime

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from liaison import division_links
from liaison.models import Partnership
from protocols import telling
from protocols.models import DoorNote, InForce

_Kind = DoorNote.Kind


def stories(company: Company) -> list[Story]:
    return [harbour_street(company), garden_row(company)]


def harbour_street(company: Company) -> Story:
    clock, pair = company.clock("harbour-street"), company.pair("harbour-street")
    liaison, portal = company["liaison@coastal"], Person.system()
    at = yield clock.ago(108, "08:30")
    division_links.issue(pair.divisions.get(), by=liaison, at=at)
    at = yield clock.ago(40, "21:10")
    _unclear(pair, 14, at=at)
    at = yield clock.ago(17, "16:25")
    note = telling.tell(pair, _Kind.WAITED, by=portal, at=at)
    at = yield clock.ago(16, "09:15")
    telling.set_aside(note, by=liaison, at=at)
    at = yield clock.ago(9, "23:40")
    _unclear(pair, 14, at=at)
    at = yield clock.ago(2, "19:05")
    telling.tell(pair, _Kind.HANDED_OVER, by=portal, at=at)


def _unclear(pair: Partnership, clause: int, *, at: datetime) -> None:
    version = InForce.objects.at(at).get(partnership=pair).version_id
    telling.find_unclear(pair, clause, version=version, by=Person.system(), at=at)


def garden_row(company: Company) -> Story:
    clock, pair = company.clock("garden-row"), company.pair("garden-row")
    at = yield clock.ago(1, "20:45")
    telling.tell(pair, _Kind.WAITED, by=Person.system(), at=at)
