"""Consent is asked privately, and can be said otherwise until both have answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents.lifecycle import Stage
from incidents.mediation import consenting
from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.tests import cases
from incidents.models import Consent, Incident
from incidents.stepping import NotTheMoment
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW
from vault import TakenOut

HOUR = timedelta(hours=1)


def test_both_agree_and_a_mediator_is_named(cast):
    case = cases.offered(cast)
    consenting.answer(case, agrees=True, by=cast.manager, at=NOW + HOUR)
    case.refresh_from_db()
    assert case.stage == CaseStage.OFFERED

    case = consenting.answer(case, agrees=True, by=cast.police_leader, at=NOW + 2 * HOUR)

    assert case.stage == CaseStage.ASSIGNING
    assert case.agreed_at == NOW + 2 * HOUR
    assert case.assignments.get().mediator == cast.mediator


@pytest.mark.parametrize("turn", ["police", "site"])
def test_what_does_not_proceed_goes_back_to_whose_turn_it_was(cast, turn):
    from incidents import discussing
    from incidents.mediation import offering
    from incidents.tests import reports

    incident = reports.acknowledged(cast)
    if turn == "site":
        discussing.say(incident, "We hear you.", by=cast.liaison, at=NOW)
    case = offering.offer(incident, by=cast.manager, at=NOW)
    consenting.answer(case, agrees=False, by=cast.manager, at=NOW)

    assert consenting.close_due(by=cast.admin, at=case.consent_until) == 0
    assert consenting.close_due(by=cast.admin, at=case.consent_until + HOUR) == 1
    assert consenting.close_due(by=cast.admin, at=case.consent_until + HOUR) == 0

    incident = Incident.objects.get()
    assert (incident.stage, incident.turn) == (Stage.DISCUSSION, turn)
    assert incident.due_at > case.consent_until + HOUR


def test_an_answer_may_be_said_otherwise_until_both_have_answered(cast):
    case = cases.offered(cast)
    consenting.answer(case, agrees=False, by=cast.manager, at=NOW)
    consenting.answer(case, agrees=True, by=cast.alternate, at=NOW)
    assert consenting.of(case, Side.SITE).agrees

    case = consenting.answer(case, agrees=False, by=cast.liaison, at=NOW)
    assert case.stage == CaseStage.NOT_PROCEEDING
    with pytest.raises(NotTheMoment, match="This mediation is at: Not proceeding"):
        consenting.answer(case, agrees=True, by=cast.liaison, at=NOW)


def test_what_did_not_agree_cannot_be_read_by_anybody_any_more(cast):
    case = cases.offered(cast)
    consenting.answer(case, agrees=True, by=cast.manager, at=NOW)
    consenting.answer(case, agrees=False, by=cast.liaison, at=NOW)

    for consent in Consent.objects.select_related("data_key"):
        with pytest.raises(TakenOut):
            _ = consent.agrees


@pytest.mark.parametrize("part", ["staff", "leader", "mediator", "other_manager", "admin"])
def test_not_everybody_answers_for_a_side(cast, part):
    case = cases.offered(cast)
    with pytest.raises(PermissionDenied):
        consenting.answer(case, agrees=True, by=getattr(cast, part), at=NOW)
    assert not Consent.objects.exists()


def test_whoever_stands_on_both_sides_answers_for_neither(cast, torn):
    case = cases.offered(cast)
    with pytest.raises(PermissionDenied):
        consenting.answer(case, agrees=True, by=torn, at=NOW)


def test_after_its_time_no_answer_is_taken(cast):
    case = cases.offered(cast)
    with pytest.raises(NotTheMoment, match="is over"):
        consenting.answer(case, agrees=True, by=cast.manager, at=case.consent_until + HOUR)


def test_everybody_on_both_sides_hears_what_came_of_it_also_who_pressed_last(cast):
    case = cases.offered(cast)
    consenting.answer(case, agrees=True, by=cast.manager, at=NOW)
    assert not Notice.objects.filter(kind__startswith="incidents/mediation_n").exists()
    consenting.answer(case, agrees=False, by=cast.liaison, at=NOW)

    told = Notice.objects.filter(kind="incidents/mediation_not_proceeding")
    parts = ("manager", "alternate", "liaison", "backup", "police_leader")
    assert {one.recipient for one in told} == {getattr(cast, part) for part in parts}


def test_the_answer_stands_in_the_own_chain_and_does_not_say_which(cast):
    case = cases.offered(cast)
    consenting.answer(case, agrees=True, by=cast.manager, at=NOW)

    [body] = EntryBody.objects.filter(body__contains="mediation_answered")
    assert body.entry.chain_id == cast.operator.pk
    assert body.entry.vis == 1
    assert "agree" not in body.body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("agrees", [True, False])
def test_of_two_last_answers_at_once_one_reveals(transactional_db, agrees):
    from tests import cast as the_cast

    cast = the_cast.build()
    case = cases.offered(cast)

    at_once(
        lambda: consenting.answer(case, agrees=True, by=cast.manager, at=NOW),
        lambda: consenting.answer(case, agrees=agrees, by=cast.liaison, at=NOW),
        refusals=(),
    )

    case.refresh_from_db()
    assert case.stage == (CaseStage.ASSIGNING if agrees else CaseStage.NOT_PROCEEDING)
    assert case.moves.filter(step__in=("agree", "not_proceed")).count() == 1
