"""What keeps a table from being sent: gaps, and answers that cannot be followed as they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocols import checking, entry, wording
from protocols.checking import Fault, Gap
from protocols.entry import Cell, Circumstance, Disposition, Log, SiteState
from protocols.tests.tables import DEFAULT, tables

C, D = Circumstance, Disposition
OPEN, CLOSED, SUSPENDED = SiteState
WHOLE = {(c, state): cell for c, row in DEFAULT.items() for state, cell in row.items()}
CLAUSES = range(1, 33)


def said(disposition, *, clause=1, steps=("Ring.",), log=()):
    return Cell(disposition, clause, steps, log=log)


def found(**cells):
    """What is wrong once these cells ("C13_open") replace the default ones."""
    names = {"open": OPEN, "closed": CLOSED, "suspended": SUSPENDED}
    table = dict(WHOLE)
    for name, cell in cells.items():
        code, state = name.split("_")
        table[C(code), names[state]] = cell
    return checking.gaps(table, CLAUSES)


def test_an_empty_table_has_sixty_six_gaps():
    assert len(checking.gaps({}, [])) == 66


@pytest.mark.parametrize(
    ("cell", "faults"),
    [
        (None, [Fault.NO_ANSWER]),
        (Cell(D.DO_NOT_ENTER), [Fault.NO_CLAUSE]),
        (Cell(D.DO_NOT_ENTER, 9), [Fault.UNKNOWN_CLAUSE]),
        (Cell(D.DO_NOT_ENTER, 1), []),
        (Cell(D.CANNOT_OCCUR, 1), []),
    ],
)
def test_a_cell_says_what_it_lacks(cell, faults):
    assert checking.faults(C.C13, OPEN, cell, [1]) == faults


@pytest.mark.parametrize("circumstance", [C.C04, C.C06, C.C07, C.C08, C.C21, C.C22])
def test_a_table_cannot_promise_what_a_fixed_rule_forbids(circumstance):
    refuses = said(D.KEEP_CLEAR)

    assert checking.faults(circumstance, OPEN, refuses, [1]) == [Fault.AGAINST_RULE]


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"C01_open": said(D.DO_NOT_ENTER)}, Fault.CALL_REFUSED),
        ({"C03_closed": said(D.CANNOT_OCCUR)}, Fault.EMERGENCY_RULED_OUT),
        ({"C16_open": said(D.KEEP_CLEAR, steps=())}, Fault.NOWHERE_TO_STAND),
        ({"C16_open": said(D.KEEP_CLEAR, steps=(" ",))}, Fault.NOWHERE_TO_STAND),
        ({"C13_closed": said(D.DEFER_TO_CLOSED_HOURS)}, Fault.DEFERRED_WHILE_CLOSED),
        ({"C13_suspended": said(D.DEFER_TO_CLOSED_HOURS)}, Fault.DEFERRED_WHILE_CLOSED),
        ({"C05_open": said(D.ENTER_NOW, log=(Log.NOTHING,))}, Fault.ENTRY_UNRECORDED),
        ({"C13_open": said(D.ASK_CONSENT, log=(Log.NOTE, Log.NOTHING))}, Fault.NOTHING_AND_MORE),
        ({"C14_closed": said(D.DO_NOT_ENTER)}, Fault.DEFERRED_TO_A_REFUSAL),
        ({"C14_closed": said(D.CANNOT_OCCUR)}, Fault.RULED_OUT_BUT_DEFERRED),
        ({"C07_open": said(D.ENTER_NOW), "C07_suspended": said(D.ENTER_NOW)}, "stricter"),
    ],
)
def test_an_answer_that_cannot_be_followed_is_named(cells, fault):
    fault = Fault.STRICTER_WHEN_CLOSED if fault == "stricter" else fault

    (gap,) = found(**cells)
    assert gap.fault is fault


def test_a_contradiction_between_two_states_names_both():
    (gap,) = found(C14_closed=said(D.DO_NOT_ENTER))

    assert gap == Gap(C.C14, OPEN, Fault.DEFERRED_TO_A_REFUSAL, CLOSED)


@pytest.mark.parametrize(
    "cells",
    [
        {"C13_open": said(D.ASK_CONSENT), "C13_closed": said(D.DO_NOT_ENTER)},
        {"C20_open": said(D.CANNOT_OCCUR, steps=())},
        {"C07_open": said(D.ENTER_AFTER_NOTICE), "C07_closed": said(D.ENTER_NOW)},
        {"C13_open": said(D.DEFER_TO_CLOSED_HOURS), "C13_closed": said(D.MEET_OUTSIDE)},
        {"C02_open": said(D.DO_NOT_ENTER)},
        {"C13_open": said(D.ASK_CONSENT, log=(Log.NOTHING,))},
    ],
)
def test_what_is_merely_strict_or_lenient_is_for_the_two_sides(cells):
    assert found(**cells) == []


MISSING = {Fault.NO_ANSWER, Fault.NO_CLAUSE, Fault.UNKNOWN_CLAUSE}


@given(tables, st.frozensets(st.integers(1, 20)))
def test_what_is_missing_is_named_and_nothing_else(table, clauses):
    named = {(gap.circumstance, gap.state) for gap in checking.gaps(table, clauses)}

    for key in entry.every_cell():
        cell = table.get(key)
        lacks = (
            cell is None
            or cell.clause not in clauses
            or cell.disposition not in entry.allowed(key[0])
        )
        assert key in named or not lacks
        if cell and not lacks and key in named:
            assert any(
                gap.fault not in MISSING
                for gap in checking.gaps(table, clauses)
                if (gap.circumstance, gap.state) == key
            )


@given(tables)
def test_gaps_come_in_the_order_of_the_table_and_each_once(table):
    gaps = checking.gaps(table, CLAUSES)
    order = list(entry.every_cell())

    assert len(set(gaps)) == len(gaps)
    places = [order.index((gap.circumstance, gap.state)) for gap in gaps]
    assert places == sorted(places)


def test_every_fault_has_its_words():
    assert set(wording.FAULTS) == set(Fault)
