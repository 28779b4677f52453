"""The last two of a side leave at the same moment: one of them stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from incidents import sight, stepping
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


def test_whoever_is_off_once_the_row_is_theirs_does_not_go_on(cast, monkeypatch):
    """A statement that waited for the row sees the rows of others as they were when it began."""
    incident = reports.released(cast)
    seen = sight.of(cast.liaison)
    declaring.declare(incident, cast.liaison, by=cast.liaison, at=NOW)
    monkeypatch.setattr(sight.Sight, "incidents", lambda _self: Q())

    with transaction.atomic(), pytest.raises(PermissionDenied):
        stepping.lock(incident, seen)

    with transaction.atomic():
        assert stepping.lock(incident, sight.of(cast.backup)) == incident
