"""The table of steps agrees with the table of moves, and with itself."""

import itertools

import pytest

from incidents import titles
from incidents.lifecycle import MOVES, RULES, Stage, Step, Then, Whose, is_for
from liaison.roles import GRANTS, Role, Side


def test_every_stage_has_its_moves():
    assert set(MOVES) == set(Stage)


def test_every_step_has_its_rule():
    assert set(RULES) == set(Step)


def test_every_step_but_writing_is_named_where_its_course_is_told():
    assert {step for step in Step if not titles.of(step)} == {Step.DISCUSS}


def test_the_steps_make_exactly_the_moves_of_the_table():
    made = {
        (source, rule.leads(source))
        for rule in RULES.values()
        for source in rule.sources | rule.if_critical
    }

    assert made == {(source, target) for source, targets in MOVES.items() for target in targets}


def test_every_stage_can_be_reached_from_the_first():
    reached, frontier = {Stage.LOGGED}, [Stage.LOGGED]
    while frontier:
        new = MOVES[frontier.pop()] - reached
        reached |= new
        frontier += new

    assert reached == set(Stage)


def test_an_answer_is_due_exactly_where_somebody_has_the_turn():
    for step, rule in RULES.items():
        assert (rule.days is None) == (rule.then in (Then.NOBODY, Then.AS_IT_IS)), step


@pytest.mark.parametrize(("author", "side"), list(itertools.product(Side, Side)))
def test_release_and_acknowledgement_are_for_different_sides(author, side):
    releases = is_for(RULES[Step.RELEASE].whose, side, author=author)
    acknowledges = is_for(RULES[Step.ACKNOWLEDGE].whose, side, author=author)

    assert releases == (side is author)
    assert acknowledges != releases


@pytest.mark.parametrize("proposer", Side)
def test_nobody_answers_the_own_proposal(proposer):
    for step in (Step.ACCEPT, Step.DECLINE):
        whose = RULES[step].whose
        assert not is_for(whose, proposer, author=Side.SITE, proposer=proposer)
        assert is_for(whose, proposer.other, author=Side.SITE, proposer=proposer)


@pytest.mark.parametrize("author", Side)
def test_what_the_portal_does_for_neither_side_is_for_no_side_to_do(author):
    assert not any(is_for(Whose.NEITHER, side, author=author) for side in Side)


@pytest.mark.parametrize("whose", [Whose.PROPOSER, Whose.ANSWERER])
def test_without_a_proposal_there_is_nothing_to_answer_or_take_back(whose):
    assert not any(is_for(whose, side, author=Side.SITE) for side in Side)


def test_site_staff_log_correct_that_and_take_no_other_step():
    theirs = [step for step, rule in RULES.items() if Role.SITE_STAFF in GRANTS[rule.permission]]
    assert theirs == [Step.CORRECT_OWN]
