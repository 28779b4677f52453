"""Several people decide about one critical matter at the same moment."""

import pytest

from audit import ledger
from incidents import ending
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.models import CriticalMatter, Move
from incidents.stepping import NotTheMoment
from liaison.refusal import Stale
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_two_who_confirm_tell_it_once(cast):
    incident = matters.called(cast)

    def press(person):
        return lambda: confirming.confirm(incident, by=person, at=NOW)

    only_one(at_once(press(cast.manager), press(cast.alternate)), NotTheMoment)

    assert CriticalMatter.objects.count() == 1
    assert Notice.objects.filter(kind="incidents/critical_exists").count() == 3
    assert ledger.verify(cast.partnership.chain)


def test_one_closes_while_another_confirms(cast):
    incident = matters.called(cast)
    seen = incident.revision

    def close():
        return ending.close(incident, "A misreading.", by=cast.alternate, revision=seen, at=NOW)

    def confirm():
        return confirming.confirm(incident, by=cast.manager, revision=seen, at=NOW)

    only_one(at_once(close, confirm), NotTheMoment, Stale)

    assert Move.objects.filter(incident=incident).count() == 2
    assert ledger.verify(cast.operator.chain)
