"""The terms: three names of three people over one digest; then the talks begin."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from incidents.mediation import leaving, signing, terms
from incidents.mediation.lifecycle import CASE_RULES, CaseStage, CaseStep
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, TermsSignature
from incidents.stepping import NotTheMoment
from liaison.proof import NotProven
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW, PASSWORD

# Whoever changes the terms changes their version as well.
TEXT = "ca5b"


def stage():
    return MediationCase.objects.get().stage


def test_the_terms_of_a_version_stay_as_they_are():
    from uuid import UUID

    signed = terms.Signed(UUID(int=1), UUID(int=2), UUID(int=3))
    assert terms.VERSION == "1"
    assert terms.digest(signed)[:4] == TEXT


def test_with_the_third_name_the_talks_begin(cast):
    case = cases.unopposed(cast)
    for part in ("mediator", "liaison"):
        cases.sign(case, getattr(cast, part))
        assert stage() == CaseStage.TERMS
    cases.sign(case, cast.alternate)

    case.refresh_from_db()
    assert case.stage == CaseStage.SESSIONS
    assert case.due_at == case.agreed_at + timedelta(days=30)
    assert len(set(TermsSignature.objects.values_list("digest", flat=True))) == 1
    told = Notice.objects.filter(kind="incidents/mediation_begun").values_list("recipient")
    parts = ("manager", "alternate", "liaison", "backup", "mediator")
    assert set(told) == {(getattr(cast, part).pk,) for part in parts}


def test_a_side_signs_once_and_nobody_for_the_others(cast):
    case = cases.unopposed(cast)
    cases.sign(case, cast.manager)
    with pytest.raises(NotTheMoment, match="signed already"):
        cases.sign(case, cast.alternate)
    for part in ("leader", "police_leader", "staff", "observer", "other_manager"):
        with pytest.raises(PermissionDenied):
            cases.sign(case, getattr(cast, part))


def test_whoever_stands_on_both_sides_signs_for_neither(cast, torn):
    case = cases.unopposed(cast)
    with pytest.raises(PermissionDenied):
        cases.sign(case, torn)


def test_the_password_is_asked_and_the_text_is_the_one_that_was_read(cast):
    case = cases.unopposed(cast)
    digest = signing.digest_of(case, case.assignments.get())
    with pytest.raises(NotProven):
        signing.sign(case, digest=digest, password="not mine", by=cast.manager, at=NOW)
    with pytest.raises(Stale):
        signing.sign(case, digest="0" * 64, password=PASSWORD, by=cast.manager, at=NOW)
    assert not TermsSignature.objects.exists()


def test_before_and_after_there_is_nothing_to_sign(cast):
    with pytest.raises(NotTheMoment):
        cases.sign(cases.agreed(cast), cast.manager)
    with pytest.raises(NotTheMoment):
        cases.sign(cases.begun(cast), cast.manager)


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader"])
def test_either_side_stops_it_and_the_mediator_sees_it_no_more(cast, part):
    case = cases.confided(cast)
    leaving.leave(case, by=getattr(cast, part), at=NOW)

    assert stage() == CaseStage.WITHDRAWN
    assert Incident.objects.get().stage == "discussion"
    assert not MediationCase.objects.visible_to(cast.mediator).exists()
    with pytest.raises(NotTheMoment):
        leaving.leave(case, by=cast.manager, at=NOW)


@pytest.mark.parametrize("part", ["staff", "leader", "mediator", "other_manager"])
def test_nobody_else_stops_it(cast, part):
    case = cases.begun(cast)
    with pytest.raises(PermissionDenied):
        leaving.leave(case, by=getattr(cast, part), at=NOW)


def test_it_can_be_stopped_from_when_both_agreed_until_an_agreement_is_signed():
    assert CASE_RULES[CaseStep.LEAVE].sources == {
        CaseStage.AGREED,
        CaseStage.ASSIGNING,
        CaseStage.TERMS,
        CaseStage.SESSIONS,
        CaseStage.DRAFTING,
        CaseStage.SIGNING,
    }
