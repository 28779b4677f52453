"""A planned release whose moment comes while somebody takes it back."""

from datetime import date

import pytest

from accounts.models import Person
from audit import ledger
from incidents import planning
from incidents.models import Incident, Release
from incidents.tests import reports
from liaison.refusal import Refused
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def test_a_planned_release_is_taken_back_as_its_moment_comes(cast):
    """Either it is released or it is taken back, and never both."""
    incident = reports.logged(cast)
    planned = planning.plan(
        incident,
        reports.SHOWN,
        manner=reports.PLAIN,
        on=date(2025, 2, 10),
        by=cast.manager,
        at=NOW,
    )

    at_once(
        lambda: planning.release_due(by=Person.system(), at=planned.due_at),
        lambda: planning.recall(incident, by=cast.alternate, at=NOW),
        lambda: planning.release_due(by=Person.system(), at=planned.due_at),
        refusals=(Refused,),
    )

    held, ended = Incident.objects.get(), Release.objects.get().ended_as
    is_released = held.released_at is not None
    assert (ended, is_released) in (("released", True), ("recalled", False))
    assert [move.step for move in held.moves.all()] == [
        "plan",
        "release" if is_released else "recall",
    ]
    assert all(map(ledger.verify, (cast.partnership.chain, cast.operator.chain)))
