"""How goals stand: counted by the site's calendar, said on the desk late in a period."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.agenda import Turn
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.contact import contacts, goals_agenda, goals_met
from visits.contact.contacts import Spoke
from visits.kinds import Kind
from visits.models import ContactGoal
from visits.tests.conftest import local, slot, wish
from visits.tests.test_goals import DAY, aim, spoke

JANUARY = datetime(2025, 1, 2, 18, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def meet(cast, starts, kind=Kind.CHECK_IN, *, is_held=True):
    visit = booking.propose(
        cast.partnership, wish(slot(starts), kind=kind), by=cast.manager, at=NOW
    )
    visit = booking.confirm(visit, by=cast.liaison, at=NOW)
    if not is_held:
        return visit
    return outcomes.mark_held(visit, note="Agreed.", by=cast.manager, at=visit.ends)


def stands(cast, at):
    """Each goal by its kind: held, agreed, missing."""
    found = goals_met.of(ContactGoal.objects.standing().with_parties(), at)
    return {one.goal.kind: (one.held, one.agreed, one.missing) for one in found}


def test_what_is_on_offer_is_told_and_still_missing(cast, as_, time_machine):
    time_machine.move_to(NOW, tick=False)
    aim(cast, "tour")
    booking.propose(cast.partnership, wish(kind=Kind.TOUR), by=cast.manager, at=NOW)

    (one,) = goals_met.of(ContactGoal.objects.standing().with_parties(), NOW)

    assert (one.held, one.agreed, one.offered, one.unplanned) == (0, 0, 1, 1)
    assert "1 more is on offer" in as_(cast.liaison).get("/visits/").text


def rows(person, at):
    return goals_agenda.waiting_for(person, at)


def test_nothing_is_a_goal_before_it_is_set(cast):
    assert stands(cast, NOW) == {}
    assert rows(cast.liaison, NOW + 400 * DAY) == []


def test_visits_are_counted_where_they_are_kept(cast):
    aim(cast)
    for day in (12, 13, 14):
        meet(cast, local(2, day, 6))

    with CaptureQueriesContext(connection) as asked:
        assert stands(cast, NOW) == {Kind.CHECK_IN: (3, 0, 0)}
    read = [one["sql"] for one in asked.captured_queries if "visits_visit" in one["sql"]]
    assert all("GROUP BY" in sql for sql in read)


def test_one_that_may_move_is_agreed_all_the_while(cast, confirmed):
    aim(cast)
    assert stands(cast, NOW)[Kind.CHECK_IN][:2] == (0, 1)
    other = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    booking.counter_propose(other, slot(local(2, 21, 6)), by=cast.manager, at=NOW)
    another = booking.propose(
        cast.partnership, wish(slot(local(2, 26, 6))), by=cast.liaison, at=NOW
    )
    booking.confirm(another, by=cast.manager, at=NOW)

    booking.counter_propose(confirmed, slot(local(2, 13, 6)), by=cast.liaison, at=NOW)

    assert stands(cast, NOW)[Kind.CHECK_IN][:2] == (0, 2)


# --- counting ------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/Vancouver", "Europe/Paris", "Australia/Sydney", "UTC"])
@pytest.mark.parametrize(
    ("per", "day", "first", "after"),
    [
        ("month", date(2025, 3, 31), (2025, 3, 1), (2025, 4, 1)),
        ("month", date(2024, 12, 1), (2024, 12, 1), (2025, 1, 1)),
        ("quarter", date(2025, 5, 31), (2025, 4, 1), (2025, 7, 1)),
        ("quarter", date(2025, 12, 31), (2025, 10, 1), (2026, 1, 1)),
        ("year", date(2024, 2, 29), (2024, 1, 1), (2025, 1, 1)),
    ],
)
def test_periods_are_those_of_the_calendar_on_the_sites_clock(zone, per, day, first, after):
    span = goals_met.period(per, day, ZoneInfo(zone))

    assert span.start == datetime(*first, tzinfo=ZoneInfo(zone))
    assert span.end == datetime(*after, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("per", "words"), [("month", "May 2025"), ("quarter", "quarter 2 of 2025"), ("year", "2025")]
)
def test_a_period_has_a_name(per, words):
    assert goals_met.in_words(per, date(2025, 5, 1)) == words


def test_held_visits_of_the_kind_count_and_contacts_as_check_ins(cast):
    for kind in (Kind.CHECK_IN, Kind.TOUR, "any"):
        aim(cast, kind, times=3)
    meet(cast, local(2, 12, 6))
    meet(cast, local(2, 20, 6), is_held=False)
    spoke(cast, NOW)

    assert stands(cast, local(2, 13, 12)) == {
        "check_in": (2, 1, 1),
        "tour": (0, 0, 3),
        "any": (2, 1, 1),
    }


def test_what_the_other_partnership_does_counts_for_nothing_here(cast):
    aim(cast)
    spoken = Spoke(way="call", at=NOW)
    contacts.log(cast.other_partnership, spoken, by=cast.other_manager, at=NOW)

    assert stands(cast, NOW) == {"check_in": (0, 0, 1)}


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (local(2, 1, 0), 1),
        (local(2, 1, 0) - timedelta(seconds=1), 0),
        (local(2, 28, 23, 59), 1),
        (local(3, 1, 0), 0),
    ],
)
def test_the_month_ends_at_midnight_on_the_sites_clock(cast, at, held):
    aim(cast, at=JANUARY)
    spoke(cast, at)

    assert stands(cast, local(2, 28, 23, 59))["check_in"][0] == held


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (1, "1 of 2 in February 2025"),
        (2, "2 of 2 in February 2025"),
        (3, "3 in February 2025, more than the 2 aimed for"),
    ],
)
def test_how_it_stands_is_said_in_words_that_fit(cast, held, words):
    aim(cast, times=2)
    for hours in range(held):
        spoke(cast, NOW - timedelta(hours=hours))

    (one,) = goals_met.of(ContactGoal.objects.standing().with_parties(), NOW)

    assert one.words == words


# --- the desk ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "turns"),
    [
        (local(2, 15, 12), []),
        (local(2, 20, 12), [Turn.COMING]),
        (local(3, 1, 0), [Turn.YOURS]),
        (local(3, 28, 12), [Turn.YOURS]),
    ],
)
@pytest.mark.parametrize("who", ["manager", "liaison", "police_leader"])
def test_the_desk_says_it_late_in_the_period_and_when_one_was_missed(cast, who, at, turns):
    aim(cast, at=local(2, 1, 9))

    found = rows(getattr(cast, who), at)

    assert [row.turn for row in found] == turns
    for row in found:
        assert row.action.url.endswith(f"?partnership={cast.partnership.pk}&kind=check_in")


def test_whoever_puts_no_times_forward_is_not_asked(cast):
    aim(cast, at=JANUARY)

    assert rows(cast.staff, local(2, 27, 12)) == rows(cast.other_liaison, local(2, 27, 12)) == []


@pytest.mark.parametrize("is_held", [True, False])
def test_what_is_held_or_agreed_is_not_asked_for(cast, is_held):
    aim(cast, at=JANUARY)
    meet(cast, local(2, 26, 6), is_held=is_held)

    assert rows(cast.liaison, local(2, 25, 12)) == []


def test_a_goal_set_late_in_a_period_begins_with_the_next(cast):
    aim(cast, at=local(2, 25, 12))

    assert rows(cast.liaison, local(2, 27, 12)) == []
    assert rows(cast.liaison, local(3, 1, 12)) == []
    assert [row.turn for row in rows(cast.liaison, local(3, 25, 12))] == [Turn.COMING]
