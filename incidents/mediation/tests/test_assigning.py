"""A mediator is named in turn, from the roster both sides confirmed; nobody too near; each side
challenges once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents.lifecycle import Stage
from incidents.mediation import assigning, conflicts, roster, tending
from incidents.mediation.assigning import CannotAnswer
from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, MediationMove, MediatorAssignment
from incidents.stepping import NotTheMoment
from incidents.tests import reports
from incidents.tests.conftest import mandate
from liaison import mandates
from liaison.models import Designation
from liaison.roles import Role
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW

LATER = NOW + timedelta(days=20)


def stage():
    return MediationCase.objects.get().stage


@pytest.fixture
def incident(cast):
    return reports.acknowledged(cast)


def near(incident, person, at=NOW):
    return person.pk in conflicts.too_near(incident, [person], at)


@pytest.mark.parametrize("part", ["manager", "leader", "police_leader", "officer", "staff"])
def test_whoever_acts_for_a_party_is_too_near(cast, incident, part):
    assert near(incident, getattr(cast, part))


def test_so_is_who_did_until_lately_and_not_who_did_long_ago(cast, incident):
    # The cast's former officer acted until June 2024.
    assert near(incident, cast.former, NOW)
    assert not near(incident, cast.former, NOW + timedelta(days=200))


def test_so_is_who_signed_what_was_in_force_when_it_happened(cast, agreed):
    incident = reports.acknowledged(cast)
    signatory = agreed.version.signatures.first().person
    signatory.mandates.update(ended_at=NOW - timedelta(days=800), ended_by=cast.leader)
    Designation.objects.filter(person=signatory).update(ended_at=NOW - timedelta(days=800))

    assert near(incident, signatory)


def test_so_is_who_spoke_for_a_side_of_the_site(cast, incident):
    def spoke(person, until):
        Designation.objects.create(
            partnership=cast.partnership,
            side="police",
            rank="backup",
            person=person,
            post="Liaison officer",
            starts_on=date(2020, 1, 1),
            ends_on=until,
            made_at=NOW,
            made_by=cast.leader,
            ended_at=NOW - timedelta(days=30),
        )

    spoke(cast.observer, date(2024, 12, 31))
    spoke(cast.auditor, date(2023, 12, 31))

    assert near(incident, cast.observer)
    assert not near(incident, cast.auditor)


def test_nobody_neutral_is_too_near_by_being_neutral(cast, incident):
    for part in ("mediator", "observer", "auditor", "admin", "stranger", "other_manager"):
        assert not near(incident, getattr(cast, part)), part


def test_who_has_fewest_going_on_and_was_named_longest_ago_is_next(cast, second_mediator):
    first = cases.agreed(cast).assignments.get().mediator
    second = cases.agreed(cast).assignments.get().mediator
    assert {first, second} == {cast.mediator, second_mediator}

    third = reports.acknowledged(cast)
    assert roster.free(third, NOW)[0].pk == min(first.pk, second.pk, key=str)
    MediatorAssignment.objects.filter(mediator=second).update(
        ended_at=NOW, ended_why="stepped_back"
    )
    assert roster.free(third, NOW)[0] == second


def test_a_roster_is_that_of_one_partnership(cast):
    assert roster.free(reports.acknowledged(cast), NOW) == [cast.mediator]
    elsewhere = reports.logged(cast, site_id=cast.other_site.pk, by=cast.other_staff)
    elsewhere.partnership = cast.other_partnership
    assert roster.free(elsewhere, NOW) == []


def test_a_challenge_names_the_next_and_says_not_whose_it_was(cast, second_mediator):
    case = cases.agreed(cast)
    before = case.assignments.get()
    assigning.answer(case, challenges=True, by=cast.liaison, at=NOW)

    now = case.assignments.current().get()
    assert now.mediator != before.mediator
    assert stage() == CaseStage.ASSIGNING
    assert set(MediationMove.objects.filter(number__gt=0).values_list("side", "by__name")) == {
        (None, "The portal")
    }
    [body] = EntryBody.objects.filter(body__contains="mediator_challenged")
    assert "police" not in body.body
    [own] = EntryBody.objects.filter(body__contains="mediator_answered")
    assert own.entry.chain_id == cast.service.pk
    assert not MediationCase.objects.visible_to(before.mediator).exists()
    assert Notice.objects.filter(kind="incidents/mediator_let_go", recipient=before.mediator)


def test_each_side_challenges_once_and_answers_once(cast, second_mediator):
    case = cases.agreed(cast)
    assigning.answer(case, challenges=True, by=cast.manager, at=NOW)
    with pytest.raises(CannotAnswer, match="one challenge"):
        assigning.answer(case, challenges=True, by=cast.alternate, at=NOW)
    assigning.answer(case, challenges=False, by=cast.alternate, at=NOW)
    with pytest.raises(NotTheMoment, match="answered already"):
        assigning.answer(case, challenges=False, by=cast.manager, at=NOW)

    assigning.answer(case, challenges=True, by=cast.liaison, at=NOW)
    assert stage() == CaseStage.AGREED
    assert Notice.objects.filter(kind="incidents/mediator_wanted").exists()


def test_once_neither_challenges_the_terms_are_next(cast):
    cases.unopposed(cast)
    assert stage() == CaseStage.TERMS
    told = set(Notice.objects.filter(kind="incidents/mediation_terms").values_list("recipient"))
    assert (cast.mediator.pk,) in told


def test_who_says_nothing_in_time_has_nothing_against_it(cast):
    case = cases.agreed(cast)
    # Three business days: Friday of the same week.
    assert case.due_at.astimezone(case.incident.tz).date() == date(2025, 2, 7)

    assert tending.tend_all(by=cast.admin, at=case.due_at) == 0
    assert tending.tend_all(by=cast.admin, at=case.due_at + timedelta(minutes=1)) == 1
    assert stage() == CaseStage.TERMS


@pytest.mark.parametrize("part", ["staff", "leader", "police_leader", "mediator", "observer"])
def test_nobody_else_answers_about_the_mediator(cast, part):
    case = cases.agreed(cast)
    with pytest.raises(PermissionDenied):
        assigning.answer(case, challenges=True, by=getattr(cast, part), at=NOW)


def test_a_mediator_steps_back_at_any_time_and_the_next_is_named(cast, second_mediator):
    case = cases.agreed(cast)
    first = case.assignments.get().mediator
    with pytest.raises(PermissionDenied):
        assigning.step_back(case, by=cast.manager, at=NOW)

    assigning.step_back(case, by=first, at=NOW)

    assert case.assignments.current().get().mediator != first
    with pytest.raises(PermissionDenied):
        assigning.step_back(case, by=first, at=NOW)


def test_where_nobody_is_free_it_waits_until_somebody_is_on_the_roster(cast):
    case = cases.begun(cast)
    mandates.end(cast.mediator.mandates.get(), by=cast.police_leader)
    tending.tend_all(by=cast.admin, at=NOW)
    assert stage() == CaseStage.AGREED
    assert tending.tend_all(by=cast.admin, at=NOW) == 0

    mandate(
        cast.stranger, Role.MEDIATOR, cast.neutral, giver=cast.leader, partnership=cast.partnership
    )
    assert tending.tend_all(by=cast.admin, at=NOW) == 1
    assert case.assignments.current().get().mediator == cast.stranger
    assert Incident.objects.get().stage == Stage.MEDIATION


def test_after_the_terms_are_signed_nobody_is_challenged(cast):
    case = cases.begun(cast)
    with pytest.raises(NotTheMoment):
        assigning.answer(case, challenges=True, by=cast.manager, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_challenges_at_once_one_counts(transactional_db):
    from tests import cast as the_cast

    cast = the_cast.build()
    case = cases.agreed(cast)

    at_once(
        lambda: assigning.answer(case, challenges=True, by=cast.manager, at=NOW),
        lambda: assigning.answer(case, challenges=True, by=cast.liaison, at=NOW),
        refusals=(NotTheMoment,),
    )

    assert stage() == CaseStage.AGREED
    assert case.moves.filter(step="challenge").count() == 1
