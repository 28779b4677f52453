"""What the leaders of both sides put forward alike is done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit import ledger
from incidents.leading import deciding, escalating
from incidents.leading.deciding import CannotDecide, Choice
from incidents.leading.tests import led
from incidents.mediation import leaving
from incidents.mediation.tests import cases
from incidents.models import Incident, Settlement
from incidents.models.escalation import Way
from incidents.recusal import declaring
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Outcome
from incidents.tests import reports
from incidents.tests.test_notices import told
from incidents.writing import CannotShow
from liaison.refusal import Stale
from tests.cast import NOW

TERMS = Choice(Way.SETTLE, "The car stands behind the library from now on.", Outcome.INSTRUCTION)


@pytest.mark.parametrize(
    ("way", "stage"),
    [(Way.BACK, "discussion"), (Way.MEDIATE, "mediation"), (Way.REFER, "referred")],
)
@pytest.mark.parametrize("first", ["leader", "police_leader"])
def test_what_both_put_forward_is_done(cast, way, stage, first):
    incident = led.escalated(cast)
    leaders = sorted(["leader", "police_leader"], key=lambda part: part != first)

    deciding.put_forward(incident, Choice(way), by=getattr(cast, leaders[0]), at=NOW)
    incident.refresh_from_db()
    assert incident.stage == "escalated"
    assert told(cast, "leaders_put_forward") == {leaders[1]}

    deciding.put_forward(incident, Choice(way), by=getattr(cast, leaders[1]), at=NOW)
    incident.refresh_from_db()
    assert incident.stage == stage
    escalation = incident.escalations.get()
    assert (escalation.way, escalation.ended_at) == (way, NOW)
    assert {"manager", "liaison"} <= told(cast, "leaders_decided")
    assert ledger.verify(cast.partnership.chain)


def test_back_in_discussion_it_is_the_turn_of_whoever_had_it(cast):
    incident = led.escalated(cast)
    before = incident.escalations.get().turn_before

    incident = led.decided(cast, Way.BACK)

    assert incident.turn == before
    assert incident.due_at is not None


def test_they_settle_in_words_that_the_other_one_agrees_to(cast):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, TERMS)

    deciding.agree(incident, word.pk, by=cast.police_leader, at=NOW)

    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("settled", None)
    settlement = Settlement.objects.accepted().get()
    assert (settlement.side, settlement.outcome) == ("site", Outcome.INSTRUCTION)
    assert settlement.text.words() == TERMS.words
    assert (settlement.proposed_by, settlement.accepted_by) == (cast.leader, cast.police_leader)


def test_two_who_want_to_settle_in_own_words_have_settled_nothing(cast):
    incident = led.escalated(cast)
    for by in (cast.leader, cast.police_leader):
        deciding.put_forward(incident, TERMS, by=by, at=NOW)

    incident.refresh_from_db()
    assert incident.stage == "escalated"
    assert not Settlement.objects.exists()


def test_what_lay_on_the_table_waits_and_goes_if_they_decide_otherwise(cast):
    back = led.decided(cast, Way.BACK, stage="proposed")
    assert back.settlements.open().count() == 1
    assert back.turn == "police"

    incident = led.escalated(cast, stage="proposed")
    word = led.forward(cast, incident, TERMS)
    deciding.agree(incident, word.pk, by=cast.police_leader, at=NOW)
    assert incident.settlements.open().count() == 0
    assert incident.settlements.accepted().count() == 1


def test_a_leader_thinks_again_and_the_other_agrees_to_what_stands_now(cast):
    incident = led.escalated(cast)
    led.forward(cast, incident, TERMS)
    led.forward(cast, incident, Choice(Way.BACK))

    assert incident.escalations.get().words.count() == 1
    deciding.put_forward(incident, Choice(Way.BACK), by=cast.police_leader, at=NOW)
    incident.refresh_from_db()
    assert incident.stage == "discussion"


def test_nobody_agrees_to_what_they_did_not_read(cast):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, Choice(Way.REFER))
    seen = incident.revision
    led.forward(cast, incident, TERMS)

    with pytest.raises(Stale):
        deciding.agree(incident, word.pk, by=cast.police_leader, revision=seen, at=NOW)


def test_nobody_agrees_to_the_word_of_the_own_side(cast):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, Choice(Way.REFER))

    with pytest.raises(Stale, match="does not put that forward"):
        deciding.agree(incident, word.pk, by=cast.leader, at=NOW)


@pytest.mark.parametrize("part", ["manager", "liaison", "staff", "other_leader", "mediator"])
def test_only_the_leaders_decide(cast, part):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, Choice(Way.REFER))

    with pytest.raises(PermissionDenied):
        deciding.put_forward(incident, Choice(Way.BACK), by=getattr(cast, part), at=NOW)
    with pytest.raises(PermissionDenied):
        deciding.agree(incident, word.pk, by=getattr(cast, part), at=NOW)


def test_it_is_decided_only_while_they_have_it(cast):
    with pytest.raises(NotTheMoment):
        deciding.put_forward(reports.discussed(cast), Choice(Way.BACK), by=cast.leader, at=NOW)


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (Choice(Way.SETTLE, outcome=Outcome.PARTIAL), "words"),
        (Choice(Way.SETTLE, "Parked elsewhere."), "outcome"),
    ],
)
def test_to_settle_needs_terms(cast, choice, field):
    with pytest.raises(CannotDecide) as refused:
        led.forward(cast, led.escalated(cast), choice)
    assert refused.value.field == field


def test_what_cannot_be_mediated_is_not_put_forward_for_it(cast):
    cast.mediator.mandates.update(ended_at=NOW, ended_by=cast.leader)

    with pytest.raises(CannotDecide, match=r"no mediator whom both.*Put another way forward"):
        led.forward(cast, led.escalated(cast), Choice(Way.MEDIATE))


def test_words_that_may_tell_who_somebody_is_are_not_put_forward(cast):
    with pytest.raises(CannotShow):
        led.forward(cast, led.escalated(cast), Choice(Way.BACK, "Ring 604 555 1234."))


def test_the_leaders_do_not_ask_again_either_within_thirty_days(cast):
    leaving.leave(cases.agreed(cast), by=cast.liaison, at=NOW)
    incident = Incident.objects.get()
    escalating.escalate(incident, led.WHY, by=cast.manager, at=NOW)

    with pytest.raises(CannotDecide, match=r"offered again from .*Put another way forward"):
        led.forward(cast, incident, Choice(Way.MEDIATE), at=NOW + timedelta(days=29))
    assert led.forward(cast, incident, Choice(Way.MEDIATE), at=NOW + timedelta(days=30))


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (TERMS, TERMS, PressedTwice),
        (TERMS, replace(TERMS, outcome=Outcome.PARTIAL), Stale),
        (Choice(Way.BACK), Choice(Way.BACK), PressedTwice),
        (Choice(Way.BACK), Choice(Way.REFER), Stale),
    ],
)
def test_only_the_same_choice_is_the_same_press(cast, first, second, error):
    incident = led.escalated(cast)
    seen = incident.revision
    led.forward(cast, incident, first)

    with pytest.raises(error):
        deciding.put_forward(incident, second, by=cast.leader, revision=seen, at=NOW)


def test_to_agree_after_an_own_word_is_no_second_press_of_that_one(cast):
    incident = led.escalated(cast)
    word = led.forward(cast, incident, Choice(Way.REFER), by=cast.police_leader)
    seen = incident.revision
    led.forward(cast, incident, Choice(Way.BACK))

    with pytest.raises(Stale):
        deciding.agree(incident, word.pk, by=cast.leader, revision=seen, at=NOW)


def test_a_leader_who_left_the_case_is_not_told(cast):
    incident = led.escalated(cast)
    declaring.declare(incident, cast.police_leader, by=cast.police_leader, at=NOW)

    led.forward(cast, incident, Choice(Way.BACK))

    assert told(cast, "leaders_put_forward") == set()
