"""A site gets ready to open: part of what leads up to it is done, part agreed, part overdue."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.playing import Story
from desk.demo.visits_story import elsewhere, wish
from liaison import ladder_calls
from liaison.ladder_calls import Tried
from protocols import drafting
from visits import booking
from visits.after import outcomes
from visits.booking import Wish
from visits.kinds import Kind
from visits.track import reminding as track_reminding

SITE = "quay-house"
# Working days ago, at which time, who called, which number, and after how many seconds it was
# answered (None: nobody did).
_CALLS = (
    (5, "10:15", "liaison@coastal", 1, 15),
    (5, "10:20", "liaison@coastal", 2, None),
    (4, "21:40", "manager@harbour", 1, 60),
)


def stories(company: Company) -> list[Story]:
    return [
        first_talk(company),
        at_the_sister_site(company),
        a_draft_is_begun(company),
        what_is_agreed(company),
        the_numbers_are_tried(company),
    ]


def first_talk(company: Company) -> Story:
    clock = company.clock(SITE)
    starts = clock.workday(76, "15:00")
    return _held(
        company,
        wish(Kind.CHECK_IN, elsewhere(starts, 45, "City hall, room 4")),
        proposed=clock.workday(82, "09:20"),
        note="What the exemption will mean, and what it will not. Both sides want to see a site "
        "that runs before they write anything down.",
    )


def at_the_sister_site(company: Company) -> Story:
    clock = company.clock(SITE)
    starts = clock.workday(38, "07:30")
    return _held(
        company,
        wish(Kind.EXCHANGE, elsewhere(starts, 90, "Harbour Street"), people=6),
        proposed=clock.workday(55, "11:40"),
        note="The rooms, empty, and an hour with the team. What helped most there: one number "
        "that somebody answers at night, and cars that stand round the corner.",
    )


def a_draft_is_begun(company: Company) -> Story:
    at = yield company.clock(SITE).workday(25, "14:30")
    pair, liaison = company.pair(SITE), company["liaison@coastal"]
    drafting.start([pair], title="Quay House entry protocol", by=liaison, at=at)


def what_is_agreed(company: Company) -> Story:
    """The briefing stands; the meeting with the neighbours waits for an answer. Both sides were
    told of what is overdue."""
    clock, manager = company.clock(SITE), company["manager@harbour"]
    at = yield clock.workday(9, "10:30")
    training = elsewhere(clock.ahead(6, "13:00"), 90, "City hall, room 4")
    visit = booking.propose(
        company.pair(SITE), wish(Kind.TRAINING, training, people=14), by=manager, at=at
    )
    at = yield clock.workday(8, "08:15")
    booking.confirm(visit, by=company["backup@coastal"], at=at)
    at = yield clock.workday(2, "16:50")
    neighbours = elsewhere(clock.ahead(15, "18:30"), 90, "Quay school, the hall")
    wanted = wish(Kind.JOINT_MEETING, neighbours, people=20, message="With the city’s office.")
    booking.propose(company.pair(SITE), wanted, by=manager, at=at)
    at = yield clock.workday(1, "07:00")
    track_reminding.remind(company.pair(SITE), by=Person.system(), at=at)


def the_numbers_are_tried(company: Company) -> Story:
    for days, told, who, order, within in _CALLS:
        at = yield company.clock(SITE).workday(days, told)
        tried = Tried(order=order, within=within, at=at)
        ladder_calls.keep(company.pair(SITE), tried, by=company[who], at=at)


def _held(company: Company, wanted: Wish, *, proposed: datetime, note: str) -> Story:
    """The site puts it forward, the police side agrees, and it takes place."""
    manager = company["manager@harbour"]
    at = yield proposed
    visit = booking.propose(company.pair(SITE), wanted, by=manager, at=at)
    at = yield proposed + timedelta(hours=26)
    booking.confirm(visit, by=company["liaison@coastal"], at=at)
    at = yield wanted.time.ends + timedelta(hours=2)
    outcomes.mark_held(visit, note=note, by=manager, at=at)
