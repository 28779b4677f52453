"""What waits on the desk: for each of the three, by what their own part has done."""

import pytest

from incidents.mediation import agenda, consenting
from incidents.mediation.tests import cases
from liaison.agenda import Turn
from tests.cast import NOW


def rows(person):
    return [(one.turn, str(one.who)) for one in agenda.waiting_for(person, NOW)]


def test_whoever_answers_is_asked_until_their_own_side_has_answered(cast):
    case = cases.offered(cast)
    assert rows(cast.manager) == [(Turn.YOURS, "")]
    assert rows(cast.leader) == [(Turn.THEIRS, "the site manager of your side")]
    consenting.answer(case, agrees=True, by=cast.alternate, at=NOW)

    assert rows(cast.manager) == [(Turn.THEIRS, "both sides")]
    assert rows(cast.police_leader) == [(Turn.YOURS, "")]


@pytest.mark.parametrize("part", ["staff", "officer", "observer", "other_manager"])
def test_nobody_else_finds_a_mediation_on_their_desk(cast, part):
    cases.unopposed(cast)
    assert rows(getattr(cast, part)) == []


def test_the_mediators_desk_lists_what_they_are_named_for(cast, as_):
    cases.unopposed(cast)
    assert rows(cast.mediator) == [(Turn.YOURS, "")]
    assert "You are on no case" not in as_(cast.mediator).get("/").content.decode()
