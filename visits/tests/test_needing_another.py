"""A visit that lost its time needs another until one is agreed; and what new hours do to a move."""

import pytest

from liaison import opening, timekeeping
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, rescheduling
from visits.booking import CannotPropose
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Occupation, Visit
from visits.tests.conftest import ELSEWHERE, MORNING, local, slot
from visits.tests.test_going_back import (
    BY_CALL,
    ENDS,
    OTHER,
    declined,
    every_end,
    held,
    move,
    of_all_sides,
    told,
)
from visits.tests.test_rescheduling import EARLY, LATER


@every_end
@pytest.mark.parametrize("countered", [False, True])
def test_one_that_lost_its_time_needs_another_until_one_is_agreed(cast, confirmed, end, countered):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    lost = Visit.objects.get()
    offered = move(cast, lost, slot(OTHER, **ELSEWHERE))
    if countered:
        call = move(cast, offered, slot(OTHER, **BY_CALL), by="manager")
        move(cast, call, slot(OTHER, **ELSEWHERE))
    Notice.objects.all().delete()

    visit = end(cast, Visit.objects.get())

    assert visit.stage == Stage.NEEDS_RESCHEDULING
    assert (visit.starts, visit.place) == (confirmed.starts, Place.ON_SITE)
    assert visit.moves.get(number=visit.revision).instead_of == ENDS[end]
    assert told("needs_rescheduling") == of_all_sides(cast)
    assert not Occupation.objects.exists()
    again = move(cast, visit, slot(OTHER, **ELSEWHERE))
    assert booking.confirm(again, by=cast.manager, at=NOW).stage == Stage.CONFIRMED


@every_end
def test_one_that_never_was_agreed_is_over(cast, proposed, end):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)

    visit = end(cast, move(cast, Visit.objects.get(), slot(OTHER, **ELSEWHERE)))

    assert visit.stage == ENDS[end]


@pytest.mark.parametrize("agreed", [False, True])
def test_the_same_time_is_no_other(cast, proposed, agreed):
    if agreed:
        booking.confirm(proposed, by=cast.manager, at=NOW)

    with pytest.raises(CannotPropose, match="name another"):
        move(cast, Visit.objects.get(), slot(), by="manager")
    longer = move(cast, Visit.objects.get(), slot(minutes=75), by="manager")
    assert longer.stage == Stage.COUNTER_PROPOSED


def test_hours_that_hit_what_was_agreed_leave_the_other_time_on_offer(cast, confirmed):
    moved = move(cast, confirmed, slot(local(2, 13, 4)))
    schedule = timekeeping.schedule_if(cast.site, EARLY, cast.site.lifecycle)
    foreseen = rescheduling.preview(cast.site, schedule, LATER)
    saved = opening.set_hours(cast.site, EARLY, by=cast.manager, at=LATER)
    assert [hit.starts for hit in saved.hit] == [one.starts for one in foreseen] == [MORNING]

    moved.refresh_from_db()
    assert (moved.stage, moved.turn, moved.agreed) == (Stage.COUNTER_PROPOSED, Side.SITE, None)
    assert held() == {(local(2, 13, 4), False)}
    assert told("time_given_up") == of_all_sides(cast)
    visit = declined(cast, moved)
    assert (visit.stage, visit.starts) == (Stage.NEEDS_RESCHEDULING, MORNING)


@pytest.mark.parametrize("days", [("thursday",), ("wednesday", "thursday")])
def test_hours_that_hit_the_other_time_leave_what_was_agreed(cast, confirmed, days):
    """Unless they hit that as well."""
    moved = move(cast, confirmed, slot(OTHER))
    kept = [{"weekday": day, "from": "05:00", "to": "08:00", "why": "Cleaning"} for day in days]
    saved = opening.set_hours(
        cast.site, {**HARBOUR_HOURS, "blackouts": kept}, by=cast.manager, at=LATER
    )
    assert [hit.starts for hit in saved.hit] == [OTHER]

    moved.refresh_from_db()
    both = len(days) == 2
    to = Stage.NEEDS_RESCHEDULING if both else Stage.CONFIRMED
    assert (moved.stage, moved.starts, moved.agreed) == (to, MORNING, None)
    assert held() == (set() if both else {(MORNING, False)})
    assert told("needs_rescheduling" if both else "kept_as_agreed") == of_all_sides(cast)
    assert not told("time_given_up")
