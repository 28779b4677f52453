"""A visit that was agreed is moved to another time, if the other side says yes."""

from datetime import timedelta

import pytest

from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.booking import CannotCancel
from visits.lifecycle import Stage
from visits.models import Occupation
from visits.refusals import CannotBook
from visits.series import offering
from visits.tests.conftest import WED, local, repeated, slot

pytestmark = pytest.mark.django_db
LATER = slot(local(2, 13, 6))


@pytest.mark.parametrize(("name", "turn"), [("manager", Side.POLICE), ("liaison", Side.SITE)])
def test_either_side_asks_and_the_other_answers(cast, confirmed, name, turn):
    Notice.objects.all().delete()
    moved = booking.counter_propose(confirmed, LATER, by=getattr(cast, name), at=NOW)

    assert (moved.stage, moved.turn, moved.starts) == (Stage.COUNTER_PROPOSED, turn, LATER.starts)
    assert Occupation.objects.get().starts == LATER.starts
    told = {
        kind: set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))
        for kind in Notice.objects.values_list("kind", flat=True)
    }
    # The calendars of all of them hold the former time.
    sides = {
        Side.SITE: {cast.manager.pk, cast.alternate.pk},
        Side.POLICE: {cast.liaison.pk, cast.backup.pk, cast.police_leader.pk},
    }
    assert told == {"visits/proposed": sides[turn], "visits/time_given_up": sides[turn.other]}
    answers = cast.liaison if turn is Side.POLICE else cast.manager
    assert booking.confirm(moved, by=answers, at=NOW).stage == Stage.CONFIRMED


def test_one_that_has_begun_is_not_moved(cast, confirmed):
    at = confirmed.starts + timedelta(minutes=5)
    with pytest.raises(CannotCancel, match="It has begun"):
        booking.counter_propose(confirmed, slot(local(2, 20, 6)), by=cast.manager, at=at)


def test_a_time_that_cannot_be_leaves_the_agreed_one(cast, confirmed):
    with pytest.raises(CannotBook):
        booking.counter_propose(confirmed, slot(local(2, 13, 12)), by=cast.manager, at=NOW)

    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.CONFIRMED
    assert Occupation.objects.get().starts == confirmed.starts


def test_one_of_a_series_moves_alone_and_stays_in_it(cast):
    made = offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)
    running = offering.confirm(made, by=cast.manager, at=NOW)
    moved = booking.counter_propose(
        running.visits.get(occurs_on=WED), LATER, by=cast.liaison, at=NOW
    )
    moved = booking.confirm(moved, by=cast.manager, at=NOW)

    assert (moved.series, moved.occurs_on, moved.starts) == (running, WED, LATER.starts)
    assert running.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_the_page_says_that_the_agreed_time_is_given_up(cast, as_, confirmed, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = as_(cast.manager).get(confirmed.get_absolute_url()).content.decode()
    assert "Move it to another time" in page

    page = as_(cast.manager).get(f"{confirmed.get_absolute_url()}another-time/").content.decode()
    assert "The time that was agreed is given up" in page
    assert "Only this date of the series moves." not in page
