"""Visits that come again: one that runs, one that the site has to answer."""

from datetime import time

from desk.demo.company import Company
from desk.demo.moments import TUESDAY
from desk.demo.playing import Story
from visits import booking, series
from visits.kinds import Kind, Place
from visits.recurrence import Frequency, Rule
from visits.series_planning import Repeated


def stories(company: Company) -> list[Story]:
    return [a_call_every_second_tuesday(company), a_briefing_every_month(company)]


def a_call_every_second_tuesday(company: Company) -> Story:
    """It runs; the one after next was called off."""
    clock, manager = company.clock("garden-row"), company["manager@gardenrow"]
    at = yield clock.workday(12, "11:10")
    first = clock.ahead(3, "09:30", frozenset({TUESDAY})).astimezone(clock.zone).date()
    made = series.propose(
        company.pair("garden-row"),
        Repeated(
            kind=Kind.CHECK_IN,
            party_size=2,
            rule=Rule(
                frequency=Frequency.WEEKLY,
                starts_on=first,
                time=time(9, 30),
                interval=2,
                weekdays=(TUESDAY,),
            ),
            minutes=30,
            place=Place.VIRTUAL,
        ),
        by=company["liaison@lakeside"],
        message="Half an hour on the telephone, so that small things stay small.",
        at=at,
    )
    at = yield clock.workday(11, "15:20")
    made = series.confirm(made, by=manager, at=at)
    at = yield clock.workday(2, "10:40")
    third = made.visits.select_related("partnership__site").order_by("starts")[2]
    booking.cancel(third, reason="The whole team is at a training that day.", by=manager, at=at)


def a_briefing_every_month(company: Company) -> Story:
    """On the first day that was free; the site answers this week."""
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(1, "14:05")
    day = clock.ahead(18, "08:00").astimezone(clock.zone).date()
    series.propose(
        company.pair("kingfisher-road"),
        Repeated(
            kind=Kind.TRAINING,
            party_size=6,
            rule=Rule(
                frequency=Frequency.MONTHLY,
                starts_on=day,
                time=time(8),
                count=4,
            ),
            minutes=60,
            place=Place.VIRTUAL,
        ),
        by=company["liaison@southern"],
        message="Each new platoon in its first month.",
        at=at,
    )
