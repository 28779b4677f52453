"""The entry decision: what no table may change, over tables that people could write."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols import entry
from protocols.entry import (
    ENTITLING,
    ENTRY,
    Cell,
    Circumstance,
    Disposition,
    Fault,
    Instrument,
    Rule,
    SiteState,
    decide,
)

circumstances = st.sampled_from(Circumstance)
states = st.sampled_from(SiteState)
instruments = st.sampled_from(Instrument)
cells = st.builds(
    Cell,
    disposition=st.sampled_from(Disposition),
    clause=st.none() | st.integers(1, 20),
    steps=st.lists(st.text(max_size=20), max_size=3).map(tuple),
)
tables = st.dictionaries(st.tuples(circumstances, states), cells, max_size=66)
held_cells = st.builds(replace, cells, is_suspended=st.booleans())
held_tables = st.dictionaries(st.tuples(circumstances, states), held_cells, max_size=66)
maybe_tables = st.none() | held_tables
ORDINARY = [c for c in Circumstance if entry.allowed(c) == frozenset(Disposition)]


@given(maybe_tables, st.none() | circumstances, states, instruments)
def test_a_threat_to_life_is_always_entered_now(table, circumstance, state, instrument):
    answer = decide(table, circumstance, state, True, instrument)

    assert answer.disposition is Disposition.ENTER_NOW


@given(maybe_tables, st.none() | circumstances, states, st.sampled_from(sorted(ENTITLING)))
def test_a_paper_that_entitles_to_entry_is_never_refused(table, circumstance, state, instrument):
    assert decide(table, circumstance, state, False, instrument).disposition in ENTRY


@given(maybe_tables, st.none() | circumstances, states)
def test_a_production_order_is_answered_in_writing(table, circumstance, state):
    answer = decide(table, circumstance, state, False, Instrument.PRODUCTION_ORDER)

    if circumstance in entry.THREATENING:
        assert answer.disposition is Disposition.ENTER_NOW
    else:
        assert answer.disposition is Disposition.IN_WRITING


@given(maybe_tables, states)
def test_what_nobody_foresaw_waits_for_the_liaison(table, state):
    for unknown in (None, Circumstance.C22):
        assert decide(table, unknown, state).disposition is Disposition.DO_NOT_ENTER


@given(tables, st.sampled_from(ORDINARY), states)
def test_an_ordinary_case_gets_exactly_what_both_sides_signed(table, circumstance, state):
    answer = decide(table, circumstance, state)

    cell = table.get((circumstance, state))
    if cell is None:
        assert (answer.disposition, answer.rule) == (Disposition.DO_NOT_ENTER, Rule.UNKNOWN)
    else:
        assert (answer.disposition, answer.clause, answer.steps, answer.rule) == (
            cell.disposition,
            cell.clause,
            cell.steps,
            Rule.TABLE,
        )


@given(held_tables, circumstances, states, st.booleans(), instruments)
def test_a_suspended_clause_answers_like_nothing_in_force_and_says_which_it_is(
    table, circumstance, state, threat, instrument
):
    cell = Cell(Disposition.ASK_CONSENT, 7, ("Ring.",), is_suspended=True)
    table = {**table, (circumstance, state): cell}
    answer = decide(table, circumstance, state, threat, instrument)

    floor = decide(None, circumstance, state, threat, instrument, Rule.CLAUSE_SUSPENDED)
    assert answer == replace(floor, clause=7)


@given(circumstances, states)
def test_with_nothing_in_force_only_the_fixed_rules_let_anybody_in(circumstance, state):
    answer = decide(None, circumstance, state)

    emergencies = {Circumstance.C01, Circumstance.C04, Circumstance.C21}
    papers = {Circumstance.C06, Circumstance.C07}
    if circumstance in emergencies:
        assert answer.disposition is Disposition.ENTER_NOW
    elif circumstance in papers:
        assert answer.disposition in ENTRY
    elif circumstance is Circumstance.C08:
        assert answer.disposition is Disposition.IN_WRITING
    else:
        assert (answer.disposition, answer.rule) == (Disposition.DO_NOT_ENTER, Rule.FLOOR)


@given(maybe_tables, st.none() | circumstances, states, st.booleans(), instruments)
def test_the_same_question_has_the_same_answer(table, circumstance, state, threat, instrument):
    first = decide(table, circumstance, state, threat, instrument)

    assert first == decide(table, circumstance, state, threat, instrument)


@given(tables)
def test_a_table_without_gaps_answers_every_case_from_its_own_rows(table):
    if not entry.is_complete(table, range(1, 21)):
        return
    for circumstance, state in entry.every_cell():
        answer = decide(table, circumstance, state)
        assert answer.rule is Rule.TABLE
        assert answer.clause == table[circumstance, state].clause


@given(tables, st.frozensets(st.integers(1, 20)))
def test_every_gap_is_named_and_nothing_else(table, clauses):
    named = {(gap.circumstance, gap.state): gap.fault for gap in entry.gaps(table, clauses)}

    for key in entry.every_cell():
        cell = table.get(key)
        sound = (
            cell is not None
            and cell.clause in clauses
            and cell.disposition in entry.allowed(key[0])
        )
        assert (key not in named) == sound


def test_an_empty_table_has_sixty_six_gaps():
    assert len(entry.gaps({}, [])) == 66


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (None, Fault.NO_ANSWER),
        (Cell(Disposition.DO_NOT_ENTER), Fault.NO_CLAUSE),
        (Cell(Disposition.DO_NOT_ENTER, 9), Fault.UNKNOWN_CLAUSE),
        (Cell(Disposition.DO_NOT_ENTER, 1), None),
        (Cell(Disposition.CANNOT_OCCUR, 1), None),
    ],
)
def test_a_cell_says_what_is_wrong_with_it(cell, fault):
    assert entry.fault(Circumstance.C13, cell, [1]) is fault


def test_a_table_cannot_promise_what_a_fixed_rule_forbids():
    refuses = Cell(Disposition.DO_NOT_ENTER, 1)

    for circumstance in (Circumstance.C04, Circumstance.C07, Circumstance.C08, Circumstance.C21):
        assert entry.fault(circumstance, refuses, [1]) is Fault.AGAINST_RULE


@pytest.mark.parametrize("code", [None, "", "C00", "C23", "c05", "C05 ", "__class__", "\x00"])
def test_an_unknown_code_is_no_circumstance(code):
    assert Circumstance.read(code) is None


def test_a_known_code_is_read():
    assert Circumstance.read("C05") is Circumstance.C05
    assert Instrument.read("arrest_warrant") is Instrument.ARREST_WARRANT
    assert Instrument.read("a note from a friend") is Instrument.NONE
