"""Three questions about an entry table."""

from hypothesis import given
from hypothesis import strategies as st

from protocols import scenarios
from protocols.entry import Circumstance, Disposition, every_cell

CELLS = list(every_cell())
TABLES = st.lists(st.sampled_from(list(Disposition)), min_size=len(CELLS), max_size=len(CELLS)).map(
    lambda answers: list(zip(CELLS, answers, strict=True))
)
SEEDS = st.text(max_size=40)


@given(TABLES, SEEDS)
def test_the_same_seed_asks_the_same_questions(table, seed):
    assert scenarios.draw(table, seed) == scenarios.draw(reversed(table), seed)


@given(TABLES, SEEDS)
def test_they_are_about_different_circumstances_that_can_occur(table, seed):
    drawn = scenarios.draw(table, seed)
    answers = dict(table)

    askable = {
        circumstance
        for (circumstance, _state), answer in table
        if answer is not Disposition.CANNOT_OCCUR and circumstance is not Circumstance.C22
    }
    assert len(drawn) == len({circumstance for circumstance, _state in drawn})
    assert len(drawn) == min(3, len(askable))
    assert all(answers[key] is not Disposition.CANNOT_OCCUR for key in drawn)
    assert Circumstance.C22 not in {circumstance for circumstance, _state in drawn}


@given(SEEDS)
def test_their_answers_differ_where_they_can(seed):
    own = dict(zip(Circumstance, list(Disposition)[:9] * 3, strict=False))
    answers = {key: own[key[0]] for key in CELLS}

    assert len({answers[key] for key in scenarios.draw(answers.items(), seed)}) == 3


def test_another_attempt_asks_other_questions():
    table = [(key, Disposition.DO_NOT_ENTER) for key in CELLS]

    assert len({tuple(scenarios.draw(table, f"v|officer|{n}")) for n in range(10)}) == 10


@given(st.sampled_from(list(Disposition)), st.sampled_from(CELLS), SEEDS)
def test_the_right_answer_is_always_among_four(right, key, seed):
    offered = scenarios.choices(right, key, seed)

    assert right in offered
    assert len(offered) == len(set(offered)) == 4
    assert offered == [one for one in Disposition if one in offered]
