"""Officers who were told: enough of one division, half of another; leaders who said so."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from liaison.models import Partnership
from protocols import briefing, endorsing
from protocols.briefing import Opening, Unit
from protocols.models import Endorsement, InForce, Version

_Form = Endorsement.Form
WEEK = timedelta(days=7)


def stories(company: Company) -> list[Story]:
    return [harbour_street(company), garden_row(company)]


def harbour_street(company: Company) -> Story:
    """A sheet at two roll-calls; enough of the division know it."""
    clock, pair = company.clock("harbour-street"), company.pair("harbour-street")
    liaison, chief = company["liaison@coastal"], company["chief@coastal"]
    at = yield clock.ago(109, "06:45")
    version = _in_force(pair, at)
    unit = Unit(pair.service, pair.divisions.get())
    roll_call = briefing.open_roll_call(
        version, unit, Opening(officers=18, most=18, lasts=WEEK), by=liaison, at=at
    )
    at = yield clock.ago(109, "07:10")
    briefing.record_sheet(roll_call, _numbers("CP", 41, 9), by=company["officer@coastal"], at=at)
    at = yield clock.ago(108, "18:20")
    briefing.record_sheet(roll_call, _numbers("CP", 50, 6), by=liaison, at=at)
    at = yield clock.ago(106, "09:00")
    endorsing.endorse(version, form=_Form.LETTER, given_on=at.date(), by=chief, at=at)
    at = yield clock.ago(105, "11:30")
    leader = company["leader@harbour"]
    endorsing.endorse(version, form=_Form.VISIT, given_on=at.date(), by=leader, at=at)


def garden_row(company: Company) -> Story:
    """The new version asked again, and half of the division has answered."""
    clock, pair = company.clock("garden-row"), company.pair("garden-row")
    liaison = company["liaison@lakeside"]
    at = yield clock.workday(6, "06:30")
    version = _in_force(pair, at)
    unit = Unit(pair.service, pair.divisions.get())
    roll_call = briefing.open_roll_call(
        version, unit, Opening(officers=26, most=26, lasts=2 * WEEK), by=liaison, at=at
    )
    at = yield clock.workday(6, "06:50")
    chief = company["chief@lakeside"]
    endorsing.endorse(version, form=_Form.STATEMENT, given_on=at.date(), by=chief, at=at)
    at = yield clock.workday(6, "07:05")
    briefing.record_sheet(roll_call, _numbers("LP", 210, 9), by=liaison, at=at)
    for minute, (number, post) in enumerate(
        [("LP231", "Constable, B platoon"), ("LP232", ""), ("LP233", "Sergeant, B platoon")]
        + [("LP234", "")]
    ):
        at = yield clock.workday(5, f"14:{10 + minute}")
        officer = briefing.hash_of_number(roll_call, number)
        briefing.acknowledge(roll_call, officer, post=post, by=Person.system(), at=at)


def _in_force(pair: Partnership, at: datetime) -> Version:
    return InForce.objects.select_related("version__protocol").at(at).get(partnership=pair).version


def _numbers(letters: str, first: int, count: int) -> list[str]:
    return [f"{letters}{number}" for number in range(first, first + count)]
