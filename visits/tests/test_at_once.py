"""Many people at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from audit import guards, ledger
from liaison import opening
from liaison.models import HoursSet, Site
from liaison.refusal import Refused
from tests.at_once import at_once
from tests.cast import NOW
from visits import booking, rescheduling, slots, steps
from visits.after import outcomes
from visits.lifecycle import Stage
from visits.models import Occupation, Visit
from visits.refusals import CannotBook
from visits.slots import Rule
from visits.tests.conftest import AFTER, MORNING, local, slot, wish
from visits.tests.test_rescheduling import EARLY

PEOPLE = 20
pytestmark = pytest.mark.django_db(transaction=True)


def book_at_once(cast) -> tuple[list[Visit], list[Any]]:
    """Twenty people of both sides want the same hour, some of them half an hour later."""
    people = [cast.liaison, cast.manager, cast.backup, cast.alternate, cast.police_leader]

    def deed(number: int) -> Callable[[], Visit]:
        starts = MORNING + timedelta(minutes=30 * (number % 2))
        return lambda: booking.propose(
            cast.partnership, wish(slot(starts)), by=people[number % 5], at=NOW
        )

    ended = at_once(*(deed(number) for number in range(PEOPLE)))
    return [e for e in ended if isinstance(e, Visit)], [
        e for e in ended if not isinstance(e, Visit)
    ]


def assert_one_won(won: list[Visit], refused: list[Any]) -> None:
    assert len(won) == 1
    assert len(refused) == PEOPLE - 1
    for refusal in refused:
        assert isinstance(refusal, CannotBook), repr(refusal)
        assert refusal.rules == (Rule.BOOKED,)
        assert len(refusal.nearest) == 3
        taken = won[0]
        assert all(s.end <= taken.starts or taken.ends <= s.start for s in refusal.nearest)
    assert Occupation.objects.count() == Visit.objects.count() == 1


@pytest.fixture
def without_the_guard(transactional_db):
    guards.remove(connection)
    yield
    Occupation.objects.all().delete()
    guards.install(connection)


@pytest.fixture
def without_the_rule(monkeypatch):
    """Nobody looks before they leap."""
    monkeypatch.setattr(slots, "clashes", lambda *args: [])


def test_twenty_book_one_slot_and_one_wins(cast):
    assert_one_won(*book_at_once(cast))
    assert ledger.verify(cast.partnership.chain).entries == 1


def test_the_database_alone_lets_only_one_win(cast, without_the_rule):
    assert_one_won(*book_at_once(cast))


def test_the_lock_alone_lets_only_one_win(cast, without_the_guard):
    assert_one_won(*book_at_once(cast))


def test_with_neither_everybody_wins_so_the_tests_above_can_fail(
    cast, without_the_guard, without_the_rule
):
    won, refused = book_at_once(cast)

    assert len(won) == PEOPLE
    assert refused == []


def test_two_answers_at_once_are_one_answer(cast, proposed):
    seen = proposed.revision
    for_all = {"seen": seen, "at": NOW}

    ended = at_once(
        lambda: booking.confirm(proposed, by=cast.manager, **for_all),
        lambda: booking.decline(proposed, reason="No.", by=cast.alternate, **for_all),
        lambda: booking.cancel(proposed, reason="No.", by=cast.liaison, **for_all),
        lambda: booking.counter_propose(
            proposed, slot(local(2, 13, 6)), by=cast.manager, **for_all
        ),
    )

    assert sum(isinstance(e, Visit) for e in ended) == 1
    assert all(isinstance(e, Visit | Refused) for e in ended), ended
    assert proposed.moves.count() == 2


def test_two_people_closing_a_visit_leave_one_outcome(cast, confirmed):
    ended = at_once(
        lambda: outcomes.mark_held(confirmed, note="It was.", by=cast.manager, at=AFTER),
        lambda: outcomes.mark_missed(confirmed, by=cast.liaison, at=AFTER),
    )

    assert sum(isinstance(e, Visit) for e in ended) == 1
    assert [type(e) for e in ended if not isinstance(e, Visit)] == [steps.CannotMove]


def _new_hours(cast) -> Callable[[], HoursSet]:
    return lambda: opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)


@pytest.mark.parametrize("turn", range(5))
def test_hours_that_change_while_a_visit_is_confirmed_never_leave_it_standing(cast, proposed, turn):
    """Whoever is first: the confirmation is undone by the new hours, or refused because of them."""
    changed, confirmed = at_once(
        _new_hours(cast), lambda: booking.confirm(proposed, by=cast.manager, at=NOW)
    )

    assert isinstance(changed, HoursSet)
    assert isinstance(confirmed, Visit | steps.CannotMove)
    proposed.refresh_from_db()
    assert proposed.stage == Stage.NEEDS_RESCHEDULING
    assert not Occupation.objects.exists()


@pytest.mark.parametrize("turn", range(5))
def test_hours_that_change_while_visits_are_proposed_never_leave_one_standing(cast, turn):
    changed, proposed = at_once(
        _new_hours(cast), lambda: booking.propose(cast.partnership, wish(), by=cast.liaison, at=NOW)
    )

    assert isinstance(changed, HoursSet)
    assert isinstance(proposed, Visit | CannotBook)
    assert not Occupation.objects.exists()
    assert set(Visit.objects.values_list("stage", flat=True)) <= {Stage.NEEDS_RESCHEDULING}


def test_an_offer_that_lapses_while_it_is_confirmed_is_one_or_the_other(cast, proposed):
    from accounts.models import Person

    at, system = proposed.expires_at, Person.system()

    ended = at_once(
        lambda: booking.confirm(proposed, by=cast.manager, at=at - timedelta(seconds=1)),
        lambda: rescheduling.lapse(proposed, by=system, at=at),
    )

    proposed.refresh_from_db()
    confirmed = isinstance(ended[0], Visit)
    assert proposed.stage == (Stage.CONFIRMED if confirmed else Stage.LAPSED)
    assert ended[1] is not confirmed


# --- the database's own rule -----------------------------------------------------------------


def _occupy(visit: Visit, site: Site, minutes: int) -> None:
    """Past every rule of the portal: an insert of one hour as the database gets it."""
    starts = MORNING + timedelta(minutes=minutes)
    with transaction.atomic():
        Occupation.objects.bulk_create(
            [Occupation(site=site, visit=visit, starts=starts, ends=starts + timedelta(hours=1))]
        )


@pytest.fixture
def another(cast, proposed):
    """A second visit that takes up no time yet."""
    visit = booking.propose(cast.partnership, wish(slot(local(2, 20, 6))), by=cast.liaison, at=NOW)
    Occupation.objects.filter(visit=visit).delete()
    return visit


@pytest.mark.parametrize("minutes", [-59, -1, 0, 1, 59])
def test_the_database_refuses_two_visits_at_once_on_one_site(cast, another, minutes):
    with pytest.raises(IntegrityError):
        _occupy(another, cast.site, minutes)


@pytest.mark.parametrize("minutes", [-60, 60])
def test_the_database_lets_visits_touch(cast, another, minutes):
    _occupy(another, cast.site, minutes)

    assert Occupation.objects.count() == 2


def test_the_database_lets_another_site_be_visited_at_the_same_time(cast, another):
    _occupy(another, cast.other_site, 0)

    assert Occupation.objects.count() == 2


def test_the_database_refuses_a_visit_that_is_moved_onto_another(cast, another):
    _occupy(another, cast.site, 60)

    with pytest.raises(IntegrityError), transaction.atomic():
        Occupation.objects.filter(visit=another).update(starts=MORNING)
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(
            "UPDATE visits_occupation SET starts = (SELECT min(starts) FROM visits_occupation)"
        )
