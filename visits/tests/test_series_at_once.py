"""Two people at one series at the same moment, and hours that change under it."""

from datetime import date, time

import pytest

from liaison import opening
from liaison.models import HoursSet
from liaison.refusal import Refused
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits import booking
from visits.lifecycle import SeriesStage, Stage
from visits.models import Occupation, Series, Visit
from visits.series import changing, offering
from visits.series import running as series_running
from visits.tests.conftest import MORNING, WED, repeated, slot, wish
from visits.tests.test_rescheduling import EARLY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def on_offer(cast):
    return offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW)


def test_two_series_for_the_same_mornings_are_one(cast):
    ended = at_once(
        lambda: offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW),
        lambda: offering.propose(cast.partnership, repeated(), by=cast.manager, at=NOW),
        lambda: offering.propose(cast.partnership, repeated(), by=cast.backup, at=NOW),
    )

    only_one(ended, Refused)
    assert Series.objects.count() == 1
    assert Visit.objects.count() == Occupation.objects.count() == 6


def test_a_series_and_a_visit_never_take_the_same_morning(cast):
    ended = at_once(
        lambda: offering.propose(cast.partnership, repeated(), by=cast.liaison, at=NOW),
        lambda: booking.propose(cast.partnership, wish(slot(MORNING)), by=cast.manager, at=NOW),
    )

    only_one(ended, Refused)


def test_one_answer_counts(cast, on_offer):
    ended = at_once(
        lambda: offering.confirm(on_offer, by=cast.manager, at=NOW),
        lambda: offering.decline(on_offer, reason="No.", by=cast.alternate, at=NOW),
        lambda: offering.withdraw(on_offer, by=cast.liaison, at=NOW),
        lambda: offering.confirm(on_offer, by=cast.alternate, at=NOW),
    )

    only_one(ended, Refused)
    assert on_offer.moves.count() == 2
    assert len(set(on_offer.visits.values_list("stage", flat=True))) == 1


def test_one_change_counts(cast, on_offer):
    running = offering.confirm(on_offer, by=cast.manager, at=NOW)
    wanted = repeated(starts_on=date(2025, 2, 26), at=time(7), count=3)
    ended = at_once(
        lambda: changing.change(running, wanted, by=cast.manager, at=NOW),
        lambda: changing.change(running, wanted, by=cast.liaison, at=NOW),
    )

    new = only_one(ended, Refused)
    closed = at_once(
        lambda: offering.confirm(new, by=cast.liaison, at=NOW),
        lambda: offering.confirm(new, by=cast.manager, at=NOW),
        lambda: series_running.end(running, reason="Enough.", by=cast.alternate, at=NOW),
    )
    assert all(isinstance(one, Series | Refused) for one in closed), closed
    assert Series.objects.filter(stage=SeriesStage.CONFIRMED).count() <= 1


def test_a_date_comes_back_once(cast, on_offer):
    running = offering.confirm(on_offer, by=cast.manager, at=NOW)
    booking.cancel(running.visits.get(occurs_on=WED), reason="Ill.", by=cast.liaison, at=NOW)

    ended = at_once(
        lambda: series_running.restore(running, WED, by=cast.manager, at=NOW),
        lambda: series_running.restore(running, WED, by=cast.liaison, at=NOW),
    )
    only_one(ended, Refused)


@pytest.mark.parametrize("turn", range(3))
def test_hours_that_change_while_a_series_is_confirmed_never_leave_it_standing(
    cast, on_offer, turn
):
    changed, confirmed = at_once(
        lambda: opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW),
        lambda: offering.confirm(on_offer, by=cast.manager, at=NOW),
    )

    assert isinstance(changed, HoursSet)
    assert isinstance(confirmed, Series | Refused)
    assert set(on_offer.visits.values_list("stage", flat=True)) == {Stage.NEEDS_RESCHEDULING}
    assert not Occupation.objects.exists()
