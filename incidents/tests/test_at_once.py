"""Many presses at the same moment, each with a connection of its own."""

import threading
import uuid

import pytest
from django.db import connection

from audit import ledger
from incidents import acknowledging, discussing, reporting, settling
from incidents.models import Incident, Move, Settlement, Statement
from incidents.taxonomy import Outcome
from incidents.tests import reports
from liaison.refusal import Refused
from tests import cast as the_cast
from tests.cast import NOW

PRESSES = 8


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def at_once(deeds):
    """What each of *deeds* returned, or the exception it ended in."""
    together = threading.Barrier(len(deeds))
    ended = [None] * len(deeds)

    def run(number):
        try:
            together.wait(timeout=30)
            ended[number] = deeds[number]()
        except Exception as fault:
            ended[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def test_one_key_pressed_by_many_fingers_makes_one_incident(cast):
    key, report = uuid.uuid4(), reports.report(cast)

    ended = at_once([lambda: reporting.log(report, key=key, by=cast.staff, at=NOW)] * PRESSES)

    assert {one.pk for one in ended} == {Incident.objects.get().pk}
    assert Statement.objects.count() == 1
    assert ledger.verify(cast.operator.chain)


def test_different_keys_make_different_incidents_in_one_unbroken_chain(cast):
    report = reports.report(cast)

    at_once(
        [
            lambda: reporting.log(report, key=uuid.uuid4(), by=cast.staff, at=NOW)
            for _ in range(PRESSES)
        ]
    )

    assert Incident.objects.count() == PRESSES
    assert ledger.verify(cast.operator.chain)


def test_two_liaisons_acknowledge_once(cast):
    incident = reports.released(cast)
    people = [cast.liaison, cast.backup] * 3

    ended = at_once(
        [lambda who=who: acknowledging.acknowledge(incident, by=who, at=NOW) for who in people]
    )

    assert sum(isinstance(one, Incident) for one in ended) == 1
    assert all(isinstance(one, Incident | Refused) for one in ended)
    assert Move.objects.filter(step="acknowledge").count() == 1


def test_of_answers_to_the_same_state_one_is_taken(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    ended = at_once(
        [
            lambda who=who: discussing.say(incident, "Noted.", by=who, revision=seen, at=NOW)
            for who in [cast.liaison, cast.manager] * 3
        ]
    )

    assert sum(isinstance(one, Statement) for one in ended) == 1
    assert all(isinstance(one, Statement | Refused) for one in ended)


def test_both_sides_propose_at_once_and_one_settlement_lies_on_the_table(cast):
    incident = reports.acknowledged(cast)

    ended = at_once(
        [
            lambda who=who: settling.propose(incident, Outcome.EXPLAINED, "So.", by=who, at=NOW)
            for who in [cast.liaison, cast.manager, cast.backup, cast.alternate]
        ]
    )

    assert sum(isinstance(one, Settlement) for one in ended) == 1
    assert all(isinstance(one, Settlement | Refused) for one in ended)
    assert Settlement.objects.open().count() == 1


def test_accepting_and_taking_back_at_once_end_in_one_of_the_two(cast):
    incident = reports.proposed(cast)
    settlement = incident.settlements.get()

    at_once(
        [
            lambda: settling.accept(incident, settlement.pk, by=cast.liaison, at=NOW),
            lambda: settling.withdraw(incident, settlement.pk, by=cast.manager, at=NOW),
        ]
    )

    settlement.refresh_from_db()
    incident.refresh_from_db()
    assert (settlement.accepted_at is None) != (settlement.ended_at is None)
    assert (incident.stage == "settled") == (settlement.accepted_at is not None)
