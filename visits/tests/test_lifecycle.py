"""Every stage has its moves, and each move belongs to somebody."""

import pytest

from liaison.roles import Side
from visits import lifecycle
from visits.lifecycle import MOVES, Mover, Stage

SITE, POLICE = Side.SITE, Side.POLICE


def test_every_stage_stands_in_the_table():
    assert set(MOVES) == set(Stage)


def test_every_stage_can_be_reached():
    reached = {stage for moves in MOVES.values() for stage in moves}

    assert set(Stage) - reached == set()


def test_only_the_portal_lets_a_proposal_lapse_or_need_a_new_time():
    for moves in MOVES.values():
        for stage in (Stage.LAPSED, Stage.NEEDS_RESCHEDULING):
            assert moves.get(stage, Mover.PORTAL) is Mover.PORTAL


@pytest.mark.parametrize("stage", sorted(lifecycle.OPEN))
@pytest.mark.parametrize("turn", Side)
def test_the_side_whose_turn_it_is_answers_and_the_other_may_withdraw(stage, turn):
    def may(to: Stage, side: Side | None) -> bool:
        return lifecycle.allows(stage, to, side=side, turn=turn)

    for answer in (Stage.CONFIRMED, Stage.COUNTER_PROPOSED, Stage.DECLINED):
        assert may(answer, turn)
        assert not may(answer, turn.other)
    assert may(Stage.CANCELLED, turn.other)
    assert not may(Stage.CANCELLED, turn)
    assert may(Stage.LAPSED, None)
    assert not may(Stage.CONFIRMED, None)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("to", [Stage.HELD, Stage.MISSED, Stage.CANCELLED])
def test_either_side_says_what_came_of_a_confirmed_visit(side, to):
    assert lifecycle.allows(Stage.CONFIRMED, to, side=side, turn=None)
    assert not lifecycle.allows(Stage.CONFIRMED, to, side=None, turn=None)


@pytest.mark.parametrize(
    "stage", [Stage.HELD, Stage.MISSED, Stage.CANCELLED, Stage.DECLINED, Stage.LAPSED]
)
def test_what_is_over_stays_over(stage):
    for to in Stage:
        for side in (SITE, POLICE, None):
            assert not lifecycle.allows(stage, to, side=side, turn=None)


def test_every_way_back_is_a_move_as_what_it_stands_instead_of():
    for before, ends in lifecycle.GOES_BACK.items():
        assert set(ends) == {*lifecycle.GONE, Stage.NEEDS_RESCHEDULING}
        assert set(ends) | set(ends.values()) <= set(MOVES[before])
