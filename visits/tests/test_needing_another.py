"""A visit that lost its time needs another until one is agreed; and the same time is no other."""

import pytest

from liaison import opening
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.booking import CannotPropose
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Occupation, Visit
from visits.tests.conftest import ELSEWHERE, slot
from visits.tests.test_going_back import BY_CALL, ENDS, OTHER, every_end, move, of_all_sides, told
from visits.tests.test_rescheduling import EARLY


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
