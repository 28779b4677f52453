"""Entry tables that people could build: any cells at all, and what comes of giving, inheriting and
leaving open in any order."""

from hypothesis import strategies as st

from protocols import inheriting, profile
from protocols.entry import Cell, Circumstance, Disposition, Log, Post, SiteState
from protocols.inheriting import Given, Origin

circumstances = st.sampled_from(Circumstance)
states = st.sampled_from(SiteState)
some_states = st.frozensets(states, min_size=1)
cells = st.builds(
    Cell,
    disposition=st.sampled_from(Disposition),
    clause=st.none() | st.integers(1, 20),
    steps=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    call=st.lists(st.sampled_from(Post), max_size=2, unique=True).map(tuple),
    log=st.lists(st.sampled_from(Log), max_size=2, unique=True).map(tuple),
)
any_tables = st.dictionaries(st.tuples(circumstances, states), cells, max_size=66)

DEFAULT = {
    circumstance: {
        state: Cell(
            cell.disposition,
            cell.topic,
            tuple(words.en for words in cell.steps),
            call=cell.call,
            log=cell.log,
        )
        for state in SiteState
        for cell in [profile.CELLS[circumstance, state]]
    }
    for circumstance in Circumstance
}
FRESH = {
    circumstance: {state: Given(cell, Origin.DEFAULT) for state, cell in row.items()}
    for circumstance, row in DEFAULT.items()
}

# What people do to one circumstance: its name, and what it is done with.
moves = st.one_of(
    st.tuples(st.just("give"), some_states, cells),
    st.tuples(st.just("everywhere"), st.frozensets(states), cells),
    st.tuples(st.just("back"), some_states, st.none()),
    st.tuples(st.just("withdraw"), st.none(), st.none()),
    st.tuples(st.just("open"), some_states, st.none()),
)


def play(row, default, move):
    """*row* after one move."""
    what, among, says = move
    return {
        "give": lambda: inheriting.give(row, among, says),
        "everywhere": lambda: inheriting.give_everywhere(row, says, among),
        "back": lambda: inheriting.back(row, among, default),
        "withdraw": lambda: inheriting.withdraw(row, default),
        "open": lambda: inheriting.leave_open(row, among),
    }[what]()


def _built(steps):
    rows = dict(FRESH)
    for circumstance, move in steps:
        rows[circumstance] = play(rows[circumstance], DEFAULT[circumstance], move)
    return {(c, state): given.says for c, row in rows.items() for state, given in row.items()}


inherited_tables = st.lists(st.tuples(circumstances, moves), max_size=12).map(_built)
tables = any_tables | inherited_tables
