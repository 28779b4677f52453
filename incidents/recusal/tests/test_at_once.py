"""The last two of a side leave at the same moment: one of them stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from incidents import sight, stepping
from incidents.models import Recusal
from incidents.recusal import declaring
from incidents.recusal.declaring import CannotRecuse
from incidents.tests import reports
from liaison import access
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


def test_whoever_is_off_once_the_row_is_theirs_does_not_go_on(cast):
    """They are looked up under the lock, whatever they saw before they waited for it."""
    incident = reports.released(cast)
    with access.remembering():
        assert sight.of(cast.liaison).sees(incident)
        declaring.declare(incident, cast.liaison, by=cast.liaison, at=NOW)

        with transaction.atomic(), pytest.raises(PermissionDenied):
            stepping.lock(incident, cast.liaison)

    with transaction.atomic():
        held, seen = stepping.lock(incident, cast.backup)
        assert (held, seen.person_id) == (incident, cast.backup.pk)
