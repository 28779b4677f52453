"""Both sides, the mediator and the clock at the same moment, each with a connection of its own."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Person
from audit import ledger
from incidents.mediation import agreeing, drafting
from incidents.mediation.agreeing import CannotSign
from incidents.mediation.tests import cases
from incidents.models import AgreementSignature, MediationCase, Settlement
from incidents.stepping import NotTheMoment
from liaison.refusal import Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def names_count():
    return AgreementSignature.objects.count()


def test_both_sides_sign_at_once_and_it_cools_off_once(cast):
    case = cases.laid_out(cast)
    ended = at_once(
        *[lambda: cases.put_name(case, cast.manager)] * 2,
        *[lambda: cases.put_name(case, cast.liaison)] * 2,
        refusals=(CannotSign, NotTheMoment),
    )

    assert sum(isinstance(one, AgreementSignature) for one in ended) == names_count() == 2
    assert MediationCase.objects.get().stage == "cooling_off"
    assert case.moves.filter(step="cool_off").count() == 1
    assert ledger.verify(cast.partnership.chain)


def test_while_one_signs_another_draft_comes_and_no_name_stands_under_what_is_gone(cast):
    case = cases.laid_out(cast)
    at_once(
        lambda: cases.put_name(case, cast.manager),
        lambda: drafting.draft(case, cases.TERMS, key=uuid4(), by=cast.mediator, at=NOW),
        refusals=(NotTheMoment, Stale, Settlement.DoesNotExist),
    )

    assert MediationCase.objects.get().stage == "drafting"
    assert not Settlement.objects.open().get().signatures.exists()


def test_the_clock_binds_once_however_often_it_runs(cast):
    case = cases.signed(cast)
    over = case.due_at + timedelta(seconds=1)
    ended = at_once(*[lambda: agreeing.bind(case, by=Person.system(), at=over)] * 3)

    assert sorted(ended) == [False, False, True]
    assert case.moves.filter(step="bind").count() == 1


def test_at_the_last_moment_it_is_either_back_at_the_table_or_counts(cast):
    case = cases.signed(cast)

    def bind():
        if not agreeing.bind(case, by=Person.system(), at=case.due_at + timedelta(seconds=1)):
            raise NotTheMoment("somebody was first")

    only_one(
        at_once(bind, lambda: agreeing.go_back(case, by=cast.manager, at=case.due_at)),
        NotTheMoment,
    )
    is_back = MediationCase.objects.get().stage == "sessions"
    assert Settlement.objects.accepted().exists() != is_back
