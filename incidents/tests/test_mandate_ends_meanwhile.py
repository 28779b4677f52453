"""A mandate ends while whoever holds it waits for the lock of an incident: real threads."""

import threading
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from incidents import discussing, noting, settling, stepping, taking_out
from incidents.models import Incident, Move, Recusal, Removal, Statement
from incidents.recusal import declaring
from incidents.settling import Outcome
from incidents.tests import reports
from liaison import access, mandates
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW

pytestmark = pytest.mark.on_postgres


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def _takes_out(incident, by):
    [text] = incident.statements.filter(lane="site", kind=Statement.Kind.NARRATIVE)
    return taking_out.take_out(text, Removal.Why.PERSON, by=by, at=NOW)


DEEDS = {
    "says": lambda incident, by: discussing.say(incident, "CNRY-late", by=by, at=NOW),
    "notes": lambda incident, by: noting.note(incident, "CNRY-late", key=uuid4(), by=by, at=NOW),
    "proposes": lambda incident, by: settling.propose(
        incident, Outcome.INSTRUCTION, "CNRY-late", (), by=by, at=NOW
    ),
    "takes out": _takes_out,
    "leaves": lambda incident, by: declaring.declare(incident, by, by=by, at=NOW),
}


def _counts():
    return [model.objects.count() for model in (Move, Statement, Removal, Recusal)]


@pytest.mark.parametrize("deed", DEEDS)
def test_who_waited_while_their_mandate_ended_does_nothing(cast, deed):
    incident = reports.acknowledged(cast)
    before = _counts()
    held, looked = threading.Event(), threading.Event()

    def ends():
        with transaction.atomic():
            stepping.hold(incident.pk)
            held.set()
            assert looked.wait(timeout=30)
            for mandate in cast.manager.mandates.filter(ended_at=None):
                mandates.end(mandate, by=cast.manager, at=NOW)

    def presses():
        assert held.wait(timeout=30)
        with access.remembering():
            assert access.standing(cast.manager).mandates  # as the middleware and the page asked
            looked.set()
            return DEEDS[deed](Incident.objects.get(pk=incident.pk), cast.manager)

    _ended, pressed = at_once(ends, presses, refusals=(PermissionDenied,))

    assert isinstance(pressed, PermissionDenied)
    assert _counts() == before
