"""A mandate ends while whoever holds it waits for the lock: each in a thread of its own."""

import threading
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from incidents import stepping
from incidents.mediation import closing, confiding, drafting, leaving
from incidents.mediation.tests import cases
from incidents.models import MediationMove, Settlement, Statement
from incidents.taxonomy import CONFIDENTIAL
from liaison import access, mandates
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW

pytestmark = pytest.mark.on_postgres


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def _confides(case, by):
    [lane, *_others] = sorted(CONFIDENTIAL)
    return confiding.write(case, "CNRY-late", lane, key=uuid4(), by=by, at=NOW)


def _drafts(case, by):
    return drafting.draft(case, cases.TERMS, key=uuid4(), by=by, at=NOW)


def _ends_it(case, by):
    return closing.close_without(case, closing.Outcome.UNRESOLVED, by=by, at=NOW)


def _stops_it(case, by):
    return leaving.leave(case, by=by, at=NOW)


# Who acts, and how.
DEEDS = {
    "drafts": ("mediator", _drafts),
    "confides": ("mediator", _confides),
    "ends it": ("mediator", _ends_it),
    "stops it": ("manager", _stops_it),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_who_waited_while_their_mandate_ended_does_nothing(cast, deed):
    case = cases.begun(cast)
    part, act = DEEDS[deed]
    person = getattr(cast, part)
    before = MediationMove.objects.count()
    held, looked = threading.Event(), threading.Event()

    def ends():
        with transaction.atomic():
            stepping.hold(case.incident_id)
            held.set()
            assert looked.wait(timeout=30)
            for mandate in person.mandates.filter(ended_at=None):
                mandates.end(mandate, by=person, at=NOW)

    def presses():
        assert held.wait(timeout=30)
        with access.remembering():
            assert access.standing(person).mandates  # as the middleware and the page asked
            looked.set()
            return act(case, person)

    _ended, pressed = at_once(ends, presses, refusals=(PermissionDenied,))

    assert isinstance(pressed, PermissionDenied)
    assert MediationMove.objects.count() == before
    assert not Settlement.objects.exists()
    assert not Statement.objects.filter(lane__in=CONFIDENTIAL).exists()


def test_who_still_holds_it_goes_on(cast):
    case = cases.begun(cast)
    with access.remembering():
        access.standing(cast.mediator)
        assert _confides(case, cast.mediator).lane in CONFIDENTIAL
