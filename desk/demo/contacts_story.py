"""The calls and the words at the door between the visits, and how often the sides aim to meet."""

from desk.demo.company import Company
from desk.demo.playing import Story
from visits.contact import contacts, goals
from visits.contact.contacts import Spoke
from visits.contact.goals import Wanted
from visits.kinds import Kind
from visits.models.contact import Way

# Site, working days ago, at which time there, who kept it, how they spoke, about what.
_SPOKE = (
    ("harbour-street", 24, "15:20", "liaison@coastal", Way.CALL, "The parade on the weekend."),
    ("harbour-street", 9, "10:40", "staff@harbour", Way.DOOR, ""),
    ("harbour-street", 2, "16:05", "manager@harbour", Way.CALL, "Who is on duty over the holiday."),
    ("garden-row", 12, "14:10", "liaison@lakeside", Way.STREET, ""),
    ("garden-row", 3, "11:30", "staff@gardenrow", Way.DOOR, "New officers came by and said hello."),
    ("the-annex", 6, "17:45", "manager@gardenrow", Way.MESSAGE, ""),
    ("kingfisher-road", 5, "09:25", "liaison@southern", Way.CALL, "To find a new day."),
)

# Site, working days ago, at which time there, who set it, what for, how often.
_AIMED = (
    ("harbour-street", 70, "11:05", "manager@harbour", Kind.CHECK_IN, Wanted(1, "month")),
    ("harbour-street", 69, "09:40", "liaison@coastal", Kind.TOUR, Wanted(1, "quarter")),
    ("garden-row", 15, "16:20", "liaison@lakeside", Kind.LEADERSHIP, Wanted(1, "year")),
)


def stories(company: Company) -> list[Story]:
    return [_spoke(company, *row) for row in _SPOKE] + [_aimed(company, *row) for row in _AIMED]


def _spoke(
    company: Company, site: str, days: int, told: str, who: str, way: Way, line: str
) -> Story:
    at = yield company.clock(site).workday(days, told)
    spoke = Spoke(way=way, at=at, line=line)
    contacts.log(company.pair(site), spoke, by=company[who], at=at)


def _aimed(
    company: Company, site: str, days: int, told: str, who: str, kind: Kind, wanted: Wanted
) -> Story:
    at = yield company.clock(site).workday(days, told)
    goals.set_goal(company.pair(site), kind, wanted, by=company[who], at=at)
