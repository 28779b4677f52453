"""The last two of a side leave at the same moment: one of them stays."""

import pytest

from incidents.models import Recusal
from incidents.recusal import declaring
from incidents.recusal.declaring import CannotRecuse
from incidents.tests import reports
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_of_the_last_two_in_charge_who_leave_at_once_one_stays(cast):
    incident = reports.released(cast)
    declaring.declare(incident, cast.backup, by=cast.backup, at=NOW)

    ended = at_once(
        *(
            lambda who=who: declaring.declare(incident, who, by=who, at=NOW)
            for who in (cast.liaison, cast.police_leader)
        )
    )

    only_one(ended, CannotRecuse)
    assert Recusal.objects.count() == 2
