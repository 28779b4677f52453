"""What became of the visits of these months: held and missed, called off and moved."""

from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo.company import Company
from desk.demo.moments import FRIDAY, MONDAY, TUESDAY, WEDNESDAY, Clock
from desk.demo.playing import Story
from liaison.roles import Side
from visits import booking, rescheduling
from visits.after import actions, outcomes
from visits.after.actions import Todo
from visits.after.outcomes import Said
from visits.after.topics import Topic
from visits.booking import Time, Wish
from visits.kinds import Kind, Place
from visits.lifecycle import Absent

# Harbour Street takes its deliveries on Thursday mornings.
_NOT_THURSDAY = frozenset({MONDAY, TUESDAY, WEDNESDAY, FRIDAY})
_GARDEN_MONDAY = frozenset({MONDAY})


def stories(company: Company) -> list[Story]:
    """Those that have come to an end. ``visits_ahead`` tells the others."""
    return [
        a_tour_for_the_new_platoon(company),
        a_check_in(company, months_back=3),
        a_check_in(company, months_back=1),
        a_check_in_off_site(company),
        nobody_came(company),
        called_off(company),
        declined(company),
        nobody_answered(company),
    ]


def wish(kind: Kind, time: Time, *, people: int = 2, message: str = "") -> Wish:
    return Wish(kind=kind, party_size=people, time=time, message=message)


def on_site(starts: datetime, minutes: int) -> Time:
    return Time(starts=starts, ends=starts + timedelta(minutes=minutes))


def elsewhere(starts: datetime, minutes: int, where: str) -> Time:
    ends = starts + timedelta(minutes=minutes)
    return Time(starts=starts, ends=ends, place=Place.OFF_SITE, where=where)


def by_call(starts: datetime, minutes: int) -> Time:
    ends = starts + timedelta(minutes=minutes)
    return Time(starts=starts, ends=ends, place=Place.VIRTUAL)


def a_tour_for_the_new_platoon(company: Company) -> Story:
    """Held, after the site had proposed a better hour."""
    clock, manager = company.clock("harbour-street"), company["manager@harbour"]
    liaison = company["liaison@coastal"]
    at = yield clock.workday(66, "10:05")
    first = on_site(clock.workday(50, "05:15", _NOT_THURSDAY), 60)
    visit = booking.propose(
        company.pair("harbour-street"),
        wish(
            Kind.TOUR,
            first,
            people=7,
            message="Six officers of the new platoon, with me. They have never been inside.",
        ),
        by=liaison,
        at=at,
    )
    at = yield clock.workday(65, "16:30")
    better = on_site(clock.workday(50, "07:15", _NOT_THURSDAY), 60)
    booking.counter_propose(
        visit, better, by=manager, at=at, message="At a quarter past seven two nurses are here."
    )
    at = yield clock.workday(64, "08:40")
    booking.confirm(visit, by=liaison, at=at)
    at = yield better.ends + timedelta(hours=3)
    outcomes.mark_held(
        visit,
        by=manager,
        at=at,
        note="Six officers and the liaison, two of our team. Rooms shown empty. Most questions "
        "were about naloxone and about who calls whom at night. Agreed: the door card hangs in "
        "the parade room from Monday.",
        said=Said(
            attended={"staff": 2, "officers": 7, "lived_experience": 1},
            topics=[Topic.OVERDOSE, Topic.CONTACTS, Topic.PEOPLE],
            questions="Does the night shift carry naloxone of its own?",
            mood=5,
            todos=[
                Todo(
                    what="Hang the door card up in the parade room.",
                    side=Side.POLICE,
                    due_on=clock.workday(44, "09:00").date(),
                    person_id=liaison.pk,
                )
            ],
        ),
    )
    at = yield clock.workday(47, "11:20")
    outcomes.say_mood(visit, 4, by=liaison, at=at)
    actions.end(visit.actions.get(), actions.Ending.DONE, by=liaison, at=at)


def a_check_in(company: Company, *, months_back: int) -> Story:
    clock, manager = company.clock("harbour-street"), company["manager@harbour"]
    liaison = company["liaison@coastal"]
    first = 21 * months_back
    at = yield clock.workday(first + 6, "09:30")
    time = on_site(clock.workday(first - 2, "07:30", _NOT_THURSDAY), 45)
    visit = booking.propose(
        company.pair("harbour-street"), wish(Kind.CHECK_IN, time), by=liaison, at=at
    )
    at = yield clock.workday(first + 5, "11:00")
    booking.confirm(visit, by=manager, at=at)
    at = yield time.ends + timedelta(hours=2)
    outcomes.mark_held(
        visit,
        by=liaison,
        at=at,
        note="The month was calm. Parking on Pier Road works. The site asked that new officers "
        "hear about the door card in their first week; the police side will see to it.",
        said=Said(
            attended={"staff": 1, "officers": 1},
            topics=[Topic.PRESENCE, Topic.PEOPLE],
            mood=4,
            todos=_after_a_check_in(company, clock) if months_back == 1 else (),
        ),
    )


def _after_a_check_in(company: Company, clock: Clock) -> list[Todo]:
    """One of each side, still open."""
    return [
        Todo(
            what="Show the door card to the officers who came this month.",
            side=Side.POLICE,
            due_on=clock.workday(2, "09:00").date(),
            person_id=company["liaison@coastal"].pk,
        ),
        Todo(
            what="Send the opening hours of the holidays.",
            side=Side.SITE,
            due_on=clock.ahead(4, "09:00").date(),
        ),
    ]


def a_check_in_off_site(company: Company) -> Story:
    """A site that never closes meets elsewhere."""
    clock, manager = company.clock("the-annex"), company["manager@gardenrow"]
    liaison = company["liaison@lakeside"]
    at = yield clock.workday(29, "09:15")
    time = elsewhere(clock.workday(22, "14:00"), 45, "Public library, room 2")
    visit = booking.propose(company.pair("the-annex"), wish(Kind.CHECK_IN, time), by=liaison, at=at)
    at = yield clock.workday(28, "10:00")
    booking.confirm(visit, by=manager, at=at)
    at = yield time.ends + timedelta(hours=1)
    outcomes.mark_held(
        visit,
        by=manager,
        at=at,
        note="We went through the draft clause by clause. Open: where a car may stand during a "
        "call. Both sides look at the ramp together before the next version is sent.",
    )


def nobody_came(company: Company) -> Story:
    clock, manager = company.clock("kingfisher-road"), company["manager@kingfisher"]
    at = yield clock.workday(36, "10:00")
    time = on_site(clock.workday(27, "08:00"), 45)
    visit = booking.propose(
        company.pair("kingfisher-road"),
        wish(Kind.CHECK_IN, time),
        by=company["liaison@southern"],
        at=at,
    )
    at = yield clock.workday(35, "12:10")
    booking.confirm(visit, by=manager, at=at)
    at = yield time.ends + timedelta(minutes=40)
    outcomes.mark_missed(
        visit,
        absent=Absent.POLICE,
        by=manager,
        at=at,
        reason="Nobody came. The liaison rang later: called to court.",
    )


def called_off(company: Company) -> Story:
    clock, manager = company.clock("garden-row"), company["manager@gardenrow"]
    liaison = company["liaison@lakeside"]
    at = yield clock.workday(34, "13:00")
    time = on_site(clock.workday(24, "13:30", _GARDEN_MONDAY), 90)
    visit = booking.propose(
        company.pair("garden-row"),
        wish(
            Kind.TRAINING,
            time,
            people=12,
            message="Ninety minutes on overdose response, with practice. We bring the material.",
        ),
        by=manager,
        at=at,
    )
    at = yield clock.workday(33, "09:20")
    booking.confirm(visit, by=liaison, at=at)
    at = yield time.starts - timedelta(days=3, hours=4)
    booking.cancel(
        visit, by=liaison, at=at, reason="The platoon is on another task that day. I will call."
    )


def declined(company: Company) -> Story:
    clock = company.clock("kingfisher-road")
    at = yield clock.workday(17, "15:00")
    time = on_site(clock.workday(4, "07:45"), 60)
    visit = booking.propose(
        company.pair("kingfisher-road"),
        wish(Kind.TOUR, time, people=8),
        by=company["liaison@southern"],
        at=at,
    )
    at = yield clock.workday(16, "09:00")
    booking.decline(
        visit,
        by=company["manager@kingfisher"],
        at=at,
        reason="Three colleagues start that week. The week after would suit us well.",
    )


def nobody_answered(company: Company) -> Story:
    """The offer lapsed after a week, and the time was free again."""
    clock = company.clock("foundry")
    at = yield clock.workday(26, "10:30")
    time = on_site(clock.workday(15, "14:30"), 60)
    visit = booking.propose(
        company.pair("foundry"), wish(Kind.LEADERSHIP, time), by=company["chief@lakeside"], at=at
    )
    at = yield at + booking.ANSWER_WITHIN + timedelta(minutes=1)
    rescheduling.lapse(visit, by=Person.system(), at=at)
