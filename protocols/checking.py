"""What keeps an entry table from being sent: gaps, and answers that contradict a rule, themselves
or each other. Pure.

A contradiction is only what lawyers of both sides would call one: an answer that cannot be followed
as it stands. What is merely strict or lenient is theirs to agree (``docs/decisions``).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from protocols import entry
from protocols.entry import Cell, Circumstance, Disposition, Log, SiteState, Table, every_cell


class Fault(StrEnum):
    # Missing.
    NO_ANSWER = "no_answer"
    NO_CLAUSE = "no_clause"
    UNKNOWN_CLAUSE = "unknown_clause"
    # Against the rules that stand above every table (``entry.allowed``).
    AGAINST_RULE = "against_rule"
    # Against itself.
    CALL_REFUSED = "call_refused"
    EMERGENCY_RULED_OUT = "emergency_ruled_out"
    NOWHERE_TO_STAND = "nowhere_to_stand"
    DEFERRED_WHILE_CLOSED = "deferred_while_closed"
    ENTRY_UNRECORDED = "entry_unrecorded"
    NOTHING_AND_MORE = "nothing_and_more"
    # Against the answer of another state.
    DEFERRED_TO_A_REFUSAL = "deferred_to_a_refusal"
    RULED_OUT_BUT_DEFERRED = "ruled_out_but_deferred"
    STRICTER_WHEN_CLOSED = "stricter_when_closed"


# Whoever was called for help is not told any of these.
_REFUSALS = frozenset(
    {
        Disposition.DO_NOT_ENTER,
        Disposition.KEEP_CLEAR,
        Disposition.DEFER_TO_CLOSED_HOURS,
        Disposition.NOT_PROTOCOL_MATTER,
        Disposition.IN_WRITING,
    }
)
# What was put off until closed hours cannot be met by these when they come.
_NO_TIME = frozenset({Disposition.DO_NOT_ENTER, Disposition.KEEP_CLEAR})
# Nobody can agree that no one will fall ill or call for help.
_NEVER_RULED_OUT = frozenset({Circumstance.C01, Circumstance.C03})


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell that keeps a table from being sent for signature, and why. ``against`` is the state
    whose answer it contradicts, where it is another one's."""

    circumstance: Circumstance
    state: SiteState
    fault: Fault
    against: SiteState | None = None


def gaps(table: Table, clauses: Collection[int]) -> list[Gap]:
    """What is missing or wrong in *table*, where the text has these *clauses* (numbers); in the
    order of the table."""
    found = [
        Gap(circumstance, state, fault)
        for circumstance, state in every_cell()
        for fault in faults(circumstance, state, table.get((circumstance, state)), clauses)
    ]
    for circumstance in Circumstance:
        row = {state: table.get((circumstance, state)) for state in SiteState}
        found += _between(circumstance, {s: cell for s, cell in row.items() if cell})
    order = {key: place for place, key in enumerate(every_cell())}
    return sorted(found, key=lambda gap: order[gap.circumstance, gap.state])


def faults(
    circumstance: Circumstance, state: SiteState, cell: Cell | None, clauses: Collection[int]
) -> list[Fault]:
    """What is wrong with one cell by itself."""
    if cell is None:
        return [Fault.NO_ANSWER]
    if cell.disposition not in entry.allowed(circumstance):
        return [Fault.AGAINST_RULE]
    found = list(_against_itself(circumstance, state, cell))
    if cell.clause is None:
        found.append(Fault.NO_CLAUSE)
    elif cell.clause not in clauses:
        found.append(Fault.UNKNOWN_CLAUSE)
    return found


def _against_itself(circumstance: Circumstance, state: SiteState, cell: Cell) -> Iterator[Fault]:
    answer = cell.disposition
    if circumstance is Circumstance.C01 and answer in _REFUSALS:
        yield Fault.CALL_REFUSED
    if circumstance in _NEVER_RULED_OUT and answer is Disposition.CANNOT_OCCUR:
        yield Fault.EMERGENCY_RULED_OUT
    if answer is Disposition.KEEP_CLEAR and not any(step.strip() for step in cell.steps):
        yield Fault.NOWHERE_TO_STAND
    if answer is Disposition.DEFER_TO_CLOSED_HOURS and state is not SiteState.OPERATING:
        yield Fault.DEFERRED_WHILE_CLOSED
    if Log.NOTHING in cell.log:
        if len(set(cell.log)) > 1:
            yield Fault.NOTHING_AND_MORE
        elif answer is Disposition.ENTER_NOW:
            yield Fault.ENTRY_UNRECORDED


def _between(circumstance: Circumstance, row: Mapping[SiteState, Cell]) -> Iterator[Gap]:
    """What the answers of two states say against each other."""
    is_open, is_closed = SiteState.OPERATING, SiteState.NON_OPERATIONAL
    if is_open not in row:
        return
    while_open = row[is_open].disposition
    if while_open is Disposition.DEFER_TO_CLOSED_HOURS and is_closed in row:
        then = row[is_closed].disposition
        if then in _NO_TIME:
            yield Gap(circumstance, is_open, Fault.DEFERRED_TO_A_REFUSAL, is_closed)
        if then is Disposition.CANNOT_OCCUR:
            yield Gap(circumstance, is_closed, Fault.RULED_OUT_BUT_DEFERRED, is_open)
    if (
        while_open is Disposition.ENTER_NOW
        and entry.held(circumstance, entry.Instrument.NONE) in entry.ENTITLING
    ):
        for state, cell in row.items():
            if cell.disposition is Disposition.ENTER_AFTER_NOTICE:
                yield Gap(circumstance, is_open, Fault.STRICTER_WHEN_CLOSED, state)
