"""The visits that somebody still has to answer, to prepare or to find a new time for."""

from datetime import timedelta

from desk.demo.company import Company
from desk.demo.moments import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY
from desk.demo.places import PLACES
from desk.demo.playing import Story
from desk.demo.visits_story import by_call, elsewhere, on_site, wish
from liaison import opening
from visits import booking, terms
from visits.booking import Time, Wish
from visits.kinds import Kind
from visits.terms import Asked

# How many working days ago, at which time of the day there, and who.
Deed = tuple[int, str, str]
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
        in_hours_by_exception(company),
        the_superintendent_comes(company),
        a_note_is_owed(company),
        the_hours_changed(company),
        a_day_off_is_announced(company),
        one_tour_a_month(company),
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
        message="An hour later and some days on, our nurse can join.",
    )


def tomorrow_by_call(company: Company) -> Story:
    clock = company.clock("garden-row")
    return _agreed(
        company,
        "garden-row",
        wish(Kind.CHECK_IN, by_call(clock.ahead(1, "09:30"), 30)),
        proposed=(6, "10:00", "liaison@lakeside"),
        confirmed=(5, "13:30", "manager@gardenrow"),
    )


def next_week_on_site(company: Company) -> Story:
    """Between the two shifts of the day."""
    clock = company.clock("foundry")
    return _agreed(
        company,
        "foundry",
        wish(
            Kind.PROTOCOL_REVIEW,
            on_site(clock.ahead(6, "14:30"), 90),
            people=3,
            message="To go through the draft together, clause 11 first.",
        ),
        proposed=(4, "16:00", "liaison.nine@lakeside"),
        confirmed=(3, "09:10", "manager@foundry"),
    )


def next_week_off_site(company: Company) -> Story:
    """A site that never closes has no hour for a visit, so they meet elsewhere."""
    clock = company.clock("the-annex")
    return _agreed(
        company,
        "the-annex",
        wish(Kind.CHECK_IN, elsewhere(clock.ahead(5, "11:00"), 45, "Public library, room 2")),
        proposed=(3, "14:00", "liaison@lakeside"),
        confirmed=(2, "10:15", "alternate@gardenrow"),
    )


def in_three_weeks(company: Company) -> Story:
    """Another tour, for those who missed the first."""
    clock = company.clock("harbour-street")
    return _agreed(
        company,
        "harbour-street",
        wish(
            Kind.TOUR,
            on_site(clock.ahead(15, "07:15", _FREE_AT_HARBOUR), 60),
            people=5,
            message="For the five who were on duty at the last tour.",
        ),
        proposed=(6, "09:15", "backup@coastal"),
        confirmed=(5, "10:30", "manager@harbour"),
    )


def in_hours_by_exception(company: Company) -> Story:
    """The one visit that could not be outside opening hours, with the manager's reason."""
    clock = company.clock("harbour-street")
    at = yield clock.workday(4, "13:10")
    starts = clock.ahead(8, "09:30", _FREE_AT_HARBOUR)
    time = Time(
        starts=starts,
        ends=starts + timedelta(minutes=45),
        exception="The new inspector is in town on that morning only. The front room stays shut "
        "until ten, and a notice hangs at the door.",
    )
    visit = booking.propose(
        company.pair("harbour-street"),
        wish(Kind.CHECK_IN, time, people=2),
        by=company["manager@harbour"],
        at=at,
    )
    at = yield clock.workday(3, "10:05")
    booking.confirm(visit, by=company["liaison@coastal"], at=at)


def the_superintendent_comes(company: Company) -> Story:
    clock = company.clock("kingfisher-road")
    return _agreed(
        company,
        "kingfisher-road",
        wish(Kind.LEADERSHIP, on_site(clock.ahead(8, "08:00"), 45)),
        proposed=(3, "13:00", "chief@southern"),
        confirmed=(2, "11:20", "manager@kingfisher"),
    )


def next_week_at_the_depot(company: Company) -> Story:
    clock = company.clock("night-van")
    return _agreed(
        company,
        "night-van",
        wish(
            Kind.TRAINING,
            on_site(clock.ahead(7, "15:00"), 60),
            people=10,
            message="What the new protocol asks of the night patrol, before it applies.",
        ),
        proposed=(7, "15:00", "manager@harbour"),
        confirmed=(6, "08:30", "backup@coastal"),
    )


def a_note_is_owed(company: Company) -> Story:
    """It took place on the last working day; nobody has written down yet what came of it."""
    clock = company.clock("kingfisher-road")
    return _agreed(
        company,
        "kingfisher-road",
        wish(Kind.DEBRIEF, on_site(clock.workday(1, "08:00"), 45)),
        proposed=(9, "10:30", "liaison@southern"),
        confirmed=(8, "11:45", "manager@kingfisher"),
    )


def the_hours_changed(company: Company) -> Story:
    """Two days around the clock, when benefits are paid; a check-in stood in the way."""
    clock, manager = company.clock("harbour-street"), company["manager@harbour"]
    payday = clock.ahead(6, "07:30", _WEDNESDAY)
    yield from _agreed(
        company,
        "harbour-street",
        wish(Kind.CHECK_IN, on_site(payday, 45)),
        proposed=(8, "10:10", "liaison@coastal"),
        confirmed=(7, "09:00", "manager@harbour"),
    )
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


def one_tour_a_month(company: Company) -> Story:
    """The site says what it asks of those who come to look around."""
    clock = company.clock("harbour-street")
    at = yield clock.workday(12, "11:15")
    asked = Asked(
        notice=10,
        usual_minutes=60,
        longest_minutes=90,
        largest=8,
        most_per_month=1,
        words="Come to the side door on Pier Road; a colleague waits there.",
    )
    pair, manager = company.pair("harbour-street"), company["manager@harbour"]
    terms.set_terms(pair, Kind.TOUR, asked, by=manager, at=at)


def _agreed(company: Company, slug: str, wanted: Wish, *, proposed: Deed, confirmed: Deed) -> Story:
    """One side proposes *wanted*, the other confirms it."""
    clock, (back, told, who) = company.clock(slug), proposed
    at = yield clock.workday(back, told)
    visit = booking.propose(company.pair(slug), wanted, by=company[who], at=at)
    back, told, who = confirmed
    at = yield clock.workday(back, told)
    booking.confirm(visit, by=company[who], at=at)


def _hours_of(slug: str) -> dict[str, object]:
    return next(place.document for place in PLACES if place.slug == slug)
