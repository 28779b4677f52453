"""The table of steps keeps to the table of moves."""

import pytest

from incidents.mediation import titles
from incidents.mediation.lifecycle import (
    CASE_MOVES,
    CASE_RULES,
    ENDED,
    OPEN,
    CaseStage,
    CaseStep,
    Taker,
)


def reached_from(stage):
    reached, frontier = {stage}, [stage]
    while frontier:
        new = CASE_MOVES[frontier.pop()] - reached
        reached |= new
        frontier += new
    return reached


def test_every_stage_has_its_moves_and_every_step_its_rule():
    assert set(CASE_MOVES) == set(CaseStage)
    assert set(CASE_RULES) == set(CaseStep)


def test_every_step_is_named_where_its_course_is_told():
    assert not [step for step in CaseStep if not titles.of(step)]


def test_every_step_makes_moves_of_the_table():
    made = {(source, rule.target) for rule in CASE_RULES.values() for source in rule.sources}

    assert made <= {(source, target) for source, after in CASE_MOVES.items() for target in after}


def test_every_stage_is_reached_from_the_offer_and_leads_to_an_end():
    assert reached_from(CaseStage.OFFERED) == set(CaseStage)
    for stage in CaseStage:
        assert reached_from(stage) & ENDED


def test_no_mediator_hears_anything_before_both_agreed_and_all_three_signed():
    assert CaseStage.SESSIONS in OPEN
    before = {stage for stage in CaseStage if OPEN & CASE_MOVES[stage]} - OPEN
    assert before == {CaseStage.TERMS}


@pytest.mark.parametrize(
    "step",
    [
        CaseStep.AGREE,
        CaseStep.NOT_PROCEED,
        CaseStep.CHALLENGE,
        CaseStep.UNOPPOSED,
        CaseStep.COOL_OFF,
        CaseStep.GO_BACK,
        CaseStep.LEAVE,
        CaseStep.LAPSE,
    ],
)
def test_what_would_tell_the_answer_of_one_side_is_the_portals_step(step):
    assert CASE_RULES[step].taker is Taker.PORTAL
