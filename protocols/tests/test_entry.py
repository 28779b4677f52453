"""The entry decision: what no table may change, over tables that people could write."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols import checking, entry
from protocols.entry import (
    ENTITLING,
    ENTRY,
    Cell,
    Circumstance,
    Disposition,
    Instrument,
    Rule,
    decide,
)
from protocols.tests.tables import cells, circumstances, inherited_tables, states, tables

instruments = st.sampled_from(Instrument)
held_cells = st.builds(replace, cells, is_suspended=st.booleans())
held_tables = st.dictionaries(st.tuples(circumstances, states), held_cells, max_size=66)
maybe_tables = st.none() | held_tables | inherited_tables
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
        told = (answer.disposition, answer.clause, answer.steps, answer.call, answer.log)
        assert told == (cell.disposition, cell.clause, cell.steps, cell.call, cell.log)
        assert answer.rule is Rule.TABLE


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
    if checking.gaps(table, range(1, 33)):
        return
    for circumstance, state in entry.every_cell():
        answer = decide(table, circumstance, state)
        assert answer.rule is Rule.TABLE
        assert answer.clause == table[circumstance, state].clause


@pytest.mark.parametrize("code", [None, "", "C00", "C23", "c05", "C05 ", "__class__", "\x00"])
def test_an_unknown_code_is_no_circumstance(code):
    assert Circumstance.read(code) is None


def test_a_known_code_is_read():
    assert Circumstance.read("C05") is Circumstance.C05
    assert Instrument.read("arrest_warrant") is Instrument.ARREST_WARRANT
    assert Instrument.read("a note from a friend") is Instrument.NONE
