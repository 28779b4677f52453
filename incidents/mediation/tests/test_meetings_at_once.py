"""Mediation meetings are booked while others book, and while the site's hours change."""

from datetime import timedelta

import pytest

from audit import ledger
from incidents.mediation import meetings
from incidents.mediation.tests import cases
from incidents.mediation.tests.test_meetings import wish
from incidents.models import MediationMeeting, MeetingSuggestion
from liaison import opening
from liaison.models import HoursSet
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import Occupation, Visit
from visits.refusals import CannotBook
from visits.tests.conftest import MORNING
from visits.tests.test_rescheduling import EARLY

ON_SITE = {"place": Place.ON_SITE, "where": "", "starts": MORNING}


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def put_forward(case, by, **changes):
    return meetings.put_forward(case, wish(**ON_SITE | changes), by=by, at=NOW)


def test_two_mediations_want_one_time_and_one_has_it(cast):
    one, two = cases.begun(cast), cases.begun(cast, kind="K5")

    ended = at_once(
        lambda: put_forward(one, cast.manager),
        lambda: put_forward(two, cast.liaison, starts=MORNING + timedelta(minutes=30)),
        refusals=(CannotBook,),
    )

    meeting = only_one(ended, CannotBook)
    assert MediationMeeting.objects.get() == meeting
    assert Occupation.objects.get().visit_id == Visit.objects.get().pk == meeting.visit_id
    assert ledger.verify(cast.partnership.chain)


@pytest.mark.parametrize("turn", range(3))
def test_hours_that_change_meanwhile_leave_no_meeting_standing_in_them(cast, turn):
    case = cases.begun(cast)

    changed, put = at_once(
        lambda: opening.set_hours(cast.site, EARLY, by=cast.alternate, at=NOW),
        lambda: put_forward(case, cast.manager),
        refusals=(CannotBook,),
    )

    assert isinstance(changed, HoursSet)
    assert isinstance(put, MediationMeeting | CannotBook)
    assert not Occupation.objects.exists()
    # The meeting stays with its mediation, to be given another time.
    stages = set(MediationMeeting.objects.values_list("visit__stage", flat=True))
    assert stages <= {Stage.NEEDS_RESCHEDULING}
    assert Visit.objects.count() == MediationMeeting.objects.count()


def test_what_a_mediator_suggests_takes_no_time_from_whoever_books(cast):
    case = cases.begun(cast)

    suggested, put = at_once(
        lambda: put_forward(case, cast.mediator),
        lambda: put_forward(case, cast.liaison),
        refusals=(CannotBook,),
    )

    # Whoever suggests after the time is taken is told of others.
    assert isinstance(suggested, MeetingSuggestion | CannotBook)
    assert isinstance(put, MediationMeeting)
