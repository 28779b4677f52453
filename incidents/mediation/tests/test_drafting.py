"""The mediator drafts what both can agree to; all three read every draft and what it changed."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from incidents.laying_down import CannotSettle, Terms
from incidents.mediation import agreement, drafting, parts, versions
from incidents.mediation.drafting import CannotLayOut
from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.tests import cases
from incidents.models import MediationCase, Removal, Settlement, Statement
from incidents.stepping import NotTheMoment
from incidents.taking_out import take_out
from incidents.taxonomy import Lane, Outcome
from incidents.writing import CannotShow
from liaison.refusal import Stale
from notifications.models import Notice
from protocols.worddiff import Kind
from tests.cast import NOW

SOONER = replace(cases.KITS, due_on=date(2025, 2, 20))
REVISED = Terms(Outcome.AGREEMENT, "Kits stay with their owners.", (SOONER, cases.LEND))


LATER = NOW + timedelta(hours=1)


def draft(case, by, terms=cases.TERMS, *, key=None, at=NOW):
    return drafting.draft(case, terms, key=key or uuid4(), by=by, at=at)


def read_by(case, person):
    return versions.of(case, parts.viewer(case, person))


def test_a_draft_is_read_by_all_three_and_by_nobody_else(cast):
    case = cases.drafted(cast)

    assert case.stage == CaseStage.DRAFTING
    for part in ("manager", "leader", "liaison", "police_leader", "mediator"):
        [version] = read_by(case, getattr(cast, part))
        assert version.terms.words.text == cases.TERMS.words
        assert [line.what.text for line in version.terms.promises] == [
            cases.KITS.what,
            cases.LEND.what,
        ]
    drafted = Statement.objects.filter(assignment__case=case, lane=Lane.SHARED)
    for part in ("observer", "auditor", "other_manager", "admin"):
        assert not drafted.visible_to(getattr(cast, part)).exists()


def test_both_sides_are_told_of_a_draft_and_not_what_it_says(cast):
    cases.drafted(cast)
    told = Notice.objects.filter(kind="incidents/agreement_drafted").values_list("recipient")

    parts_ = ("manager", "alternate", "liaison", "backup", "police_leader")
    assert set(told) == {(getattr(cast, part).pk,) for part in parts_}


@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader", "leader", "observer"])
def test_only_the_mediator_drafts_and_lays_out(cast, part):
    case = cases.drafted(cast)
    with pytest.raises(PermissionDenied):
        draft(case, getattr(cast, part))
    with pytest.raises(PermissionDenied):
        drafting.lay_out(case, digest=cases.digest_of(case), by=getattr(cast, part), at=NOW)


def test_pressed_twice_it_is_one_draft(cast):
    case, key = cases.begun(cast), uuid4()
    first, second = (draft(case, cast.mediator, key=key) for _press in range(2))

    assert first.pk == second.pk
    assert MediationCase.objects.get().moves.filter(step="draft").count() == 1


def test_a_new_draft_takes_the_place_of_the_one_before_and_says_what_it_changed(cast):
    case = cases.drafted(cast)
    draft(case, cast.mediator, REVISED, at=LATER)

    latest, first = read_by(case, cast.manager)
    assert (latest.number, first.number, first.changes) == (2, 1, None)
    changes = latest.changes
    assert [piece.text for piece in changes.words if piece.kind == Kind.NEW] == ["their owners"]
    assert [line.commitment.due_on for line in changes.gone] == [cases.KITS.due_on]
    assert [line.commitment.due_on for line in changes.new] == [SOONER.due_on]
    assert Settlement.objects.open().get() == latest.settlement


def test_how_many_drafts_there_are_costs_no_query(cast, django_assert_num_queries):
    case = cases.drafted(cast)
    for _draft in range(3):
        draft(case, cast.mediator, REVISED)
    viewer = parts.viewer(case, cast.mediator)
    with django_assert_num_queries(3):
        assert len(versions.of(case, viewer)) == 4


@pytest.mark.parametrize(
    ("due_on", "nearest"),
    [(date(2025, 2, 15), date(2025, 2, 16)), (date(2027, 2, 5), date(2027, 2, 4))],
    ids=["before it could bind", "after two years"],
)
def test_a_promise_is_due_when_the_time_to_think_again_can_be_over(cast, due_on, nearest):
    terms = replace(cases.TERMS, promises=(replace(cases.KITS, due_on=due_on),))
    with pytest.raises(CannotSettle) as refused:
        draft(cases.begun(cast), cast.mediator, terms)

    assert refused.value.nearest == (nearest,)
    assert not Settlement.objects.exists()


def test_a_draft_names_nobody(cast):
    with pytest.raises(CannotShow):
        draft(cases.begun(cast), cast.mediator, replace(cases.TERMS, words="Call 604 555 0199."))


def test_before_the_terms_are_signed_there_is_nothing_to_draft(cast):
    with pytest.raises(NotTheMoment):
        draft(cases.unopposed(cast), cast.mediator)


def test_what_is_laid_out_is_what_was_on_the_mediators_screen(cast):
    case = cases.drafted(cast)
    read = cases.digest_of(case)
    draft(case, cast.mediator, REVISED)
    with pytest.raises(Stale):
        drafting.lay_out(case, digest=read, by=cast.mediator, at=NOW)


def test_what_was_taken_out_is_written_anew_before_anybody_signs(cast):
    case = cases.drafted(cast)
    digest, text = cases.digest_of(case), agreement.standing(case).text
    take_out(text, Removal.Why.PRIVATE, by=cast.manager, at=NOW)

    assert cases.digest_of(case) == digest
    with pytest.raises(CannotLayOut, match="taken out"):
        drafting.lay_out(case, digest=digest, by=cast.mediator, at=NOW)
    draft(case, cast.mediator)
    drafting.lay_out(case, digest=cases.digest_of(case), by=cast.mediator, at=NOW)
    assert MediationCase.objects.get().stage == CaseStage.SIGNING
