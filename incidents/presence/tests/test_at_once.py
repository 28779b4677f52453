"""Many fingers on one button."""

import uuid

import pytest

from incidents.models import PresenceTap, PresenceWeek
from incidents.presence import sending
from incidents.presence.tests.test_sending import AFTER, MONDAY
from incidents.presence.tests.test_tapping import tapped
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_one_press_by_many_fingers_counts_once(cast):
    key = uuid.uuid4()

    ended = at_once(*[lambda: tapped(cast, key=key)] * 8)

    assert {one.pk for one in ended} == {PresenceTap.objects.get().pk}


def test_a_week_sent_by_two_managers_at_once_is_sent_once(cast):
    tapped(cast)

    ended = at_once(
        *(
            lambda who=who: sending.send(cast.partnership, MONDAY, by=who, at=AFTER)
            for who in [cast.manager, cast.alternate] * 3
        )
    )

    assert {one.pk for one in ended} == {PresenceWeek.objects.get().pk}
    assert Notice.objects.count() == 2
