"""Two people have their calendar program follow their visits."""

from desk.demo.company import Company
from desk.demo.playing import Story
from visits.calendars import feeds


def stories(company: Company) -> list[Story]:
    return [an_officer_follows_all(company), a_manager_follows_her_site(company)]


def an_officer_follows_all(company: Company) -> Story:
    at = yield company.clock("harbour-street").workday(30, "09:20")
    feeds.make(None, by=company["liaison@coastal"], at=at)


def a_manager_follows_her_site(company: Company) -> Story:
    """The first address was on a telephone that got lost."""
    clock = company.clock("harbour-street")
    site, manager = company.pair("harbour-street").site, company["manager@harbour"]
    at = yield clock.workday(25, "11:00")
    made = feeds.make(site, by=manager, at=at)
    at = yield clock.workday(12, "10:10")
    feeds.renew(made.feed, by=manager, at=at)
