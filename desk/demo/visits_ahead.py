"""The visits that somebody still has to answer, to prepare or to find a new time for."""

from datetime import timedelta

from desk.demo.company import Company
from desk.demo.moments import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from desk.demo.places import PLACES
from desk.demo.playing import Story
from desk.demo.visits_story import by_call, elsewhere, on_site, wish
from liaison import opening
from visits import booking
from visits.kinds import Kind

_MONDAY, _WEDNESDAY = frozenset({MONDAY}), frozenset({WEDNESDAY})
_FREE_AT_HARBOUR = frozenset({MONDAY, TUESDAY, FRIDAY})


def stories(company: Company) -> list[Story]:
    return [
        the_site_has_to_answer(company),
        the_police_side_has_to_answer(company),
        tomorrow_by_call(company),
        next_week_on_site(company),
        next_week_off_site(company),
        next_week_at_the_depot(company),
        in_three_weeks(company),
        the_superintendent_comes(company),
        a_note_is_owed(company),
        the_hours_changed(company),
        a_day_off_is_announced(company),
    ]


def the_site_has_to_answer(company: Company) -> Story:
    clock = company.clock("garden-row")
    at = yield clock.workday(1, "15:40")
    booking.propose(
        company.pair("garden-row"),
        wish(
            Kind.TOUR,
            on_site(clock.ahead(12, "14:00", _MONDAY), 60),
            people=5,
            message="Five officers who came to the division this month.",
        ),
        by=company["liaison@lakeside"],
        at=at,
    )


def the_police_side_has_to_answer(company: Company) -> Story:
    """The site answered with another time."""
    clock = company.clock("harbour-street")
    at = yield clock.workday(3, "11:20")
    visit = booking.propose(
        company.pair("harbour-street"),
        wish(
            Kind.JOINT_MEETING,
            on_site(clock.ahead(9, "06:00", _FREE_AT_HARBOUR), 90),
            people=4,
            message="The neighbours' questions of last month, with the city's office.",
        ),
        by=company["liaison@coastal"],
        at=at,
    )
    at = yield clock.workday(1, "09:50")
    booking.counter_propose(
        visit,
        on_site(clock.ahead(11, "07:00", _FREE_AT_HARBOUR), 90),
        by=company["manager@harbour"],
        at=at,
        message="An hour later and two days on, our nurse can join.",
    )


def tomorrow_by_call(company: Company) -> Story:
    clock = company.clock("garden-row")
    at = yield clock.workday(6, "10:00")
    visit = booking.propose(
        company.pair("garden-row"),
        wish(Kind.CHECK_IN, by_call(clock.ahead(1, "09:30"), 30)),
        by=company["liaison@lakeside"],
        at=at,
    )
    at = yield clock.workday(5, "13:30")
    booking.confirm(visit, by=company["manager@gardenrow"], at=at)


def next_week_on_site(company: Company) -> Story:
    """Between the two shifts of the day."""
    clock = company.clock("foundry")
    at = yield clock.workday(4, "16:00")
    visit = booking.propose(
        company.pair("foundry"),
        wish(
            Kind.PROTOCOL_REVIEW,
            on_site(clock.ahead(6, "14:30"), 90),
            people=3,
            message="To go through the draft together, clause 11 first.",
        ),
        by=company["liaison.nine@lakeside"],
        at=at,
    )
    at = yield clock.workday(3, "09:10")
    booking.confirm(visit, by=company["manager@foundry"], at=at)


def next_week_off_site(company: Company) -> Story:
    """A site that never closes has no hour for a visit, so they meet elsewhere."""
    clock = company.clock("the-annex")
    at = yield clock.workday(3, "14:00")
    visit = booking.propose(
        company.pair("the-annex"),
        wish(Kind.CHECK_IN, elsewhere(clock.ahead(5, "11:00"), 45, "Public library, room 2")),
        by=company["liaison@lakeside"],
        at=at,
    )
    at = yield clock.workday(2, "10:15")
    booking.confirm(visit, by=company["alternate@gardenrow"], at=at)


def in_three_weeks(company: Company) -> Story:
    """Another tour, for those who missed the first."""
    clock = company.clock("harbour-street")
    at = yield clock.workday(6, "09:15")
    visit = booking.propose(
        company.pair("harbour-street"),
        wish(
            Kind.TOUR,
            on_site(clock.ahead(15, "07:15", _FREE_AT_HARBOUR), 60),
            people=5,
            message="For the five who were on duty at the last tour.",
        ),
        by=company["backup@coastal"],
        at=at,
    )
    at = yield clock.workday(5, "10:30")
    booking.confirm(visit, by=company["manager@harbour"], at=at)


def the_superintendent_comes(company: Company) -> Story:
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(3, "13:00")
    visit = booking.propose(
        company.pair("kingfisher-road"),
        wish(Kind.LEADERSHIP, on_site(clock.ahead(8, "08:00"), 45)),
        by=company["chief@southern"],
        at=at,
    )
    at = yield clock.workday(2, "11:20")
    booking.confirm(visit, by=company["manager@kingfisher"], at=at)


def next_week_at_the_depot(company: Company) -> Story:
    clock = company.clock("night-van")
    at = yield clock.workday(7, "15:00")
    visit = booking.propose(
        company.pair("night-van"),
        wish(
            Kind.TRAINING,
            on_site(clock.ahead(7, "15:00"), 60),
            people=10,
            message="What the new protocol asks of the night patrol, before it applies.",
        ),
        by=company["manager@harbour"],
        at=at,
    )
    at = yield clock.workday(6, "08:30")
    booking.confirm(visit, by=company["backup@coastal"], at=at)


def a_note_is_owed(company: Company) -> Story:
    """It took place on the last working day; nobody has written down yet what came of it."""
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(9, "10:30")
    visit = booking.propose(
        company.pair("kingfisher-road"),
        wish(Kind.DEBRIEF, on_site(clock.workday(1, "08:00"), 45)),
        by=company["liaison@southern"],
        at=at,
    )
    at = yield clock.workday(8, "11:45")
    booking.confirm(visit, by=company["manager@kingfisher"], at=at)


def the_hours_changed(company: Company) -> Story:
    """Two days around the clock, when benefits are paid; a check-in stood in the way."""
    clock, manager = company.clock("harbour-street"), company["manager@harbour"]
    payday = clock.ahead(6, "07:30", _WEDNESDAY)
    at = yield clock.workday(8, "10:10")
    visit = booking.propose(
        company.pair("harbour-street"),
        wish(Kind.CHECK_IN, on_site(payday, 45)),
        by=company["liaison@coastal"],
        at=at,
    )
    at = yield clock.workday(7, "09:00")
    booking.confirm(visit, by=manager, at=at)
    at = yield clock.workday(1, "16:20")
    day = payday.astimezone(clock.zone).date()
    around_the_clock = {
        "date": day.isoformat(),
        "kind": "open",
        "intervals": [{"opens": "00:00", "closes": "24:00"}],
    }
    day_after = {
        "date": (day + timedelta(days=1)).isoformat(),
        "kind": "open",
        "intervals": [
            {"opens": "00:00", "closes": "03:00"},
            {"opens": "09:00", "closes": "03:00"},
        ],
    }
    document = _hours_of("harbour-street") | {"exceptions": [around_the_clock, day_after]}
    opening.set_hours(company.site("harbour-street"), document, by=manager, at=at)


def a_day_off_is_announced(company: Company) -> Story:
    clock = company.clock("garden-row")
    at = yield clock.workday(10, "12:00")
    day = clock.ahead(9, "10:30", frozenset({THURSDAY})).astimezone(clock.zone).date()
    document = _hours_of("garden-row") | {
        "exceptions": [{"date": day.isoformat(), "kind": "closed"}]
    }
    opening.set_hours(company.site("garden-row"), document, by=company["manager@gardenrow"], at=at)


def _hours_of(slug: str) -> dict[str, object]:
    return next(place.document for place in PLACES if place.slug == slug)
