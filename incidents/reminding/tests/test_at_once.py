"""Several workers whose clocks strike together, and a step that is taken at that moment."""

from datetime import timedelta

import pytest

from accounts.models import Person
from audit import ledger
from incidents import acknowledging
from incidents.models import Incident, Reminder
from incidents.reminding import running
from incidents.tests import reports
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW

LATE = NOW + timedelta(days=20)


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def remind():
    return running.remind_due(by=Person.system(), at=LATE)


def test_workers_that_run_at_once_tell_each_turn_once(cast):
    for _ in range(3):
        reports.released(cast)

    ended = at_once(*[remind] * 4)

    assert sum(ended) == 3
    assert Reminder.objects.count() == 3
    assert Notice.objects.filter(kind="incidents/turn_to_leaders").count() == 9
    assert ledger.verify(cast.partnership.chain)


def test_a_turn_that_is_handled_at_that_moment_is_reminded_of_before_or_not_at_all(cast):
    incidents = [reports.released(cast) for _ in range(4)]

    at_once(
        remind,
        *(
            lambda one=one: acknowledging.acknowledge(one, by=cast.liaison, at=LATE)
            for one in incidents
        ),
    )

    # What nobody answered for so long goes to the leaders, unless somebody answers just then.
    assert {one.stage for one in Incident.objects.all()} <= {"acknowledged", "escalated"}
    told = Reminder.objects.filter(at=LATE)
    assert set(told.values_list("since", flat=True)) <= {NOW}
    assert ledger.verify(cast.partnership.chain)
