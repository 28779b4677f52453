"""Visits that come again: one that runs, one that the site has to answer."""

from dataclasses import replace
from datetime import time

from desk.demo.company import Company
from desk.demo.moments import TUESDAY
from desk.demo.playing import Story
from visits import booking
from visits.kinds import Kind, Place
from visits.recurrence import Frequency, Rule
from visits.series import countering, offering
from visits.series.countering import Answer
from visits.series.planning import Repeated


def stories(company: Company) -> list[Story]:
    return [a_call_every_second_tuesday(company), a_briefing_every_month(company)]


def a_call_every_second_tuesday(company: Company) -> Story:
    """Put forward an hour earlier, and answered with half past nine. It runs; the one after next
    was called off."""
    clock, manager = company.clock("garden-row"), company["manager@gardenrow"]
    liaison = company["liaison@lakeside"]
    at = yield clock.workday(12, "11:10")
    first = clock.ahead(3, "09:30", frozenset({TUESDAY})).astimezone(clock.zone).date()
    later = Rule(
        frequency=Frequency.WEEKLY,
        starts_on=first,
        time=time(9, 30),
        interval=2,
        weekdays=(TUESDAY,),
    )
    wanted = Repeated(kind=Kind.CHECK_IN, party_size=2, rule=later, minutes=30, place=Place.VIRTUAL)
    made = offering.propose(
        company.pair("garden-row"),
        replace(wanted, rule=replace(later, time=time(8, 30))),
        by=liaison,
        message="Half an hour on the telephone, so that small things stay small.",
        at=at,
    )
    at = yield clock.workday(11, "15:20")
    answer = Answer(wanted=wanted, message="At half past eight the shifts change. An hour later?")
    made = countering.counter(made, answer, by=manager, at=at)
    at = yield clock.workday(11, "16:05")
    made = offering.confirm(made, by=liaison, at=at)
    at = yield clock.workday(2, "10:40")
    third = made.visits.select_related("partnership__site").order_by("starts")[2]
    booking.cancel(third, reason="The whole team is at a training that day.", by=manager, at=at)


def a_briefing_every_month(company: Company) -> Story:
    """On the first day that was free; the site answers this week."""
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(1, "14:05")
    day = clock.ahead(18, "08:00").astimezone(clock.zone).date()
    offering.propose(
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
