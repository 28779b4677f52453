"""Two leaders decide at the same moment."""

import pytest

from accounts.models import Person
from audit import ledger
from incidents import discussing
from incidents.leading import deciding, escalating
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.models import Escalation, MediationCase, Move
from incidents.models.escalation import Way
from incidents.stepping import NotTheMoment
from incidents.tests import reports
from liaison.refusal import Stale
from tests import cast as the_cast
from tests.at_once import at_once
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def choose(incident, way, by):
    return lambda: deciding.put_forward(incident, Choice(way), by=by, at=NOW)


def test_the_same_way_is_decided_once(cast):
    incident = led.escalated(cast)

    ended = at_once(
        choose(incident, Way.MEDIATE, cast.leader),
        choose(incident, Way.MEDIATE, cast.police_leader),
    )

    assert all(isinstance(one, Escalation) for one in ended), ended
    incident.refresh_from_db()
    assert incident.stage == "mediation"
    assert MediationCase.objects.count() == 1
    assert Move.objects.filter(incident=incident, step="lead_offer").count() == 1
    assert ledger.verify(cast.partnership.chain)


def test_two_ways_are_put_forward_and_nothing_is_decided(cast):
    incident = led.escalated(cast)

    ended = at_once(
        choose(incident, Way.BACK, cast.leader), choose(incident, Way.REFER, cast.police_leader)
    )

    assert all(isinstance(one, Escalation) for one in ended), ended
    incident.refresh_from_db()
    assert incident.stage == "escalated"
    assert incident.escalations.get().words.count() == 2


def test_what_is_agreed_to_stands_although_the_other_thinks_again(cast):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, Choice(Way.REFER))
    seen = incident.revision

    def agree():
        return deciding.agree(incident, word.pk, by=cast.police_leader, revision=seen, at=NOW)

    def think_again():
        choice = Choice(Way.BACK)
        return deciding.put_forward(incident, choice, by=cast.leader, revision=seen, at=NOW)

    ended = at_once(agree, think_again)

    refused = [one for one in ended if isinstance(one, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], Stale | NotTheMoment), ended
    incident.refresh_from_db()
    assert incident.stage in ("referred", "escalated")


def test_an_answer_and_the_clock_do_not_both_count(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    def answer():
        words = "We asked the shift."
        return discussing.say(incident, words, by=cast.liaison, revision=seen, at=NOW)

    def clock():
        return escalating.escalate_overdue(incident, by=Person.system(), at=NOW)

    said, _asked = at_once(answer, clock)

    steps = list(Move.objects.filter(incident=incident).values_list("step", flat=True))
    if isinstance(said, Exception):
        assert isinstance(said, Stale | NotTheMoment)
        assert "discuss" not in steps
    assert steps.count("overdue") == 1
