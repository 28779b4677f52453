"""What a signed protocol answers at the door: a pure function, without database or clock.

The table of a version says what the two sides agreed. Above it stand rules that no table can
change: a threat to life is entered now, a paper that entitles to entry is never told "no", and
what nobody foresaw waits for the liaison. Where nothing is in force, those rules are all there is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Circumstance(StrEnum):
    """Why police are at the door. The words for people stand in ``wording``."""

    C01 = "C01"  # staff called police to an emergency
    C02 = "C02"  # staff asked for help that can wait
    C03 = "C03"  # overdose or medical emergency that staff did not call about
    C04 = "C04"  # violence, weapon, fire, serious harm under way
    C05 = "C05"  # fresh pursuit
    C06 = "C06"  # arrest warrant, person believed inside
    C07 = "C07"  # warrant to enter or search
    C08 = "C08"  # production order, request for records or video
    C09 = "C09"  # asking whether somebody is inside
    C10 = "C10"  # speaking with a victim or a witness
    C11 = "C11"  # simple possession inside
    C12 = "C12"  # dealing inside
    C13 = "C13"  # routine patrol
    C14 = "C14"  # booked visit, tour, training
    C15 = "C15"  # bringing somebody who wants to use the site
    C16 = "C16"  # other business in the street
    C17 = "C17"  # disturbance nearby
    C18 = "C18"  # death on site
    C19 = "C19"  # inspection by a regulator, with police
    C20 = "C20"  # alarm or break-in while closed
    C21 = "C21"  # major incident, evacuation
    C22 = "C22"  # none of these

    @classmethod
    def read(cls, code: str | None) -> "Circumstance | None":
        """The circumstance of that code; None for anything else."""
        return cls.__members__.get(code or "")


class SiteState(StrEnum):
    OPERATING = "operating"
    NON_OPERATIONAL = "non_operational"
    SUSPENDED = "suspended"


class Disposition(StrEnum):
    ENTER_NOW = "enter_now"
    ENTER_AFTER_NOTICE = "enter_after_notice"
    ASK_CONSENT = "ask_consent"
    MEET_OUTSIDE = "meet_outside"
    DEFER_TO_CLOSED_HOURS = "defer_to_closed_hours"
    DO_NOT_ENTER = "do_not_enter"
    NOT_PROTOCOL_MATTER = "not_protocol_matter"
    KEEP_CLEAR = "keep_clear"
    IN_WRITING = "in_writing"
    CANNOT_OCCUR = "cannot_occur"


class Instrument(StrEnum):
    """The paper or power in the officer's hand."""

    NONE = "none"
    ARREST_WARRANT = "arrest_warrant"
    ENTRY_WARRANT = "entry_warrant"
    STATUTORY_POWER = "statutory_power"
    PRODUCTION_ORDER = "production_order"

    @classmethod
    def read(cls, code: str | None) -> "Instrument":
        """The instrument of that code; ``NONE`` for anything else."""
        return next((one for one in cls if one.value == code), cls.NONE)


class Post(StrEnum):
    """A post that an answer says to call: a rung of the contact ladder, never a person. In the
    order in which they are called."""

    KEYHOLDER = "keyholder"
    IN_CHARGE = "in_charge"
    MANAGER = "manager"
    LIAISON = "liaison"
    SUPERVISOR = "supervisor"


class Log(StrEnum):
    """What is written down afterwards. The words for people stand in ``wording``."""

    INCIDENT = "incident"
    NOTE = "note"
    TELL_LIAISON = "tell_liaison"
    RECEIPT = "receipt"
    REGISTER = "register"
    REVIEW = "review"
    NOTHING = "nothing"


class Rule(StrEnum):
    """What gave the answer: the table both sides signed, or a rule that stands above it."""

    TABLE = "table"
    THREAT = "threat"
    CALLED = "called"
    INSTRUMENT = "instrument"
    PRODUCTION_ORDER = "production_order"
    UNKNOWN = "unknown"
    FLOOR = "floor"
    SUSPENDED = "suspended"
    CLAUSE_SUSPENDED = "clause_suspended"
    LAPSED = "lapsed"
    OUT_OF_DATE = "out_of_date"


ENTRY = frozenset({Disposition.ENTER_NOW, Disposition.ENTER_AFTER_NOTICE})
ENTITLING = frozenset(
    {Instrument.ARREST_WARRANT, Instrument.ENTRY_WARRANT, Instrument.STATUTORY_POWER}
)
PAPERS = ENTITLING | {Instrument.PRODUCTION_ORDER}
# These circumstances say by themselves that somebody may die or be badly hurt.
THREATENING = frozenset({Circumstance.C04, Circumstance.C21})
# In these somebody may die, whether or not somebody inside is helping already.
LIFE_AT_STAKE = THREATENING | {Circumstance.C01, Circumstance.C03}
# Whoever is in one of these circumstances holds that paper.
IMPLIED: Mapping[Circumstance, Instrument] = {
    Circumstance.C06: Instrument.ARREST_WARRANT,
    Circumstance.C07: Instrument.ENTRY_WARRANT,
    Circumstance.C08: Instrument.PRODUCTION_ORDER,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer of a table: what to do, in which order, by which clause; whom to call and what to
    write down. One whose clause is suspended answers nothing for as long."""

    disposition: Disposition
    clause: int | None = None
    steps: tuple[str, ...] = ()
    is_suspended: bool = False
    call: tuple[Post, ...] = ()
    log: tuple[Log, ...] = ()


Key = tuple[Circumstance, SiteState]
Table = Mapping[Key, Cell]


@dataclass(frozen=True, slots=True)
class Answer:
    """``steps``, ``call`` and ``log`` are the table's own; where a rule answers instead, its fixed
    words apply."""

    disposition: Disposition
    rule: Rule
    clause: int | None = None
    steps: tuple[str, ...] = ()
    call: tuple[Post, ...] = ()
    log: tuple[Log, ...] = ()

    @classmethod
    def of_table(cls, cell: Cell) -> "Answer":
        return cls(cell.disposition, Rule.TABLE, cell.clause, cell.steps, cell.call, cell.log)


def decide(
    table: Table | None,
    circumstance: Circumstance | None,
    state: SiteState,
    threat_to_life: bool = False,
    instrument: Instrument = Instrument.NONE,
    floor: Rule = Rule.FLOOR,
) -> Answer:
    """The answer of *table* (None: nothing answers, and *floor* says why) for one situation at
    the door.

    ``threat_to_life`` means that somebody may die or be badly hurt and that nobody inside is
    dealing with it. A circumstance that is not known (None) is answered like "none of these".
    """
    cell = table.get((circumstance, state)) if table and circumstance else None
    if cell and cell.is_suspended:
        without = decide(
            None, circumstance, state, threat_to_life, instrument, Rule.CLAUSE_SUSPENDED
        )
        return replace(without, clause=cell.clause)
    paper = held(circumstance, instrument)
    if threat_to_life or circumstance in THREATENING:
        return _within({Disposition.ENTER_NOW}, cell, Disposition.ENTER_NOW, Rule.THREAT)
    if paper in ENTITLING:
        return _within(ENTRY, cell, Disposition.ENTER_AFTER_NOTICE, Rule.INSTRUMENT)
    if paper is Instrument.PRODUCTION_ORDER:
        written = Disposition.IN_WRITING
        return _within({written}, cell, written, Rule.PRODUCTION_ORDER)
    if table is None:
        return _floor(circumstance, floor)
    if circumstance is None or circumstance is Circumstance.C22 or cell is None:
        stay_out = Disposition.DO_NOT_ENTER
        return _within({stay_out}, cell, stay_out, Rule.UNKNOWN)
    return Answer.of_table(cell)


def held(circumstance: Circumstance | None, instrument: Instrument) -> Instrument:
    """The paper that counts: the one shown, else the one the circumstance speaks of."""
    if instrument is not Instrument.NONE or circumstance is None:
        return instrument
    return IMPLIED.get(circumstance, Instrument.NONE)


def allowed(circumstance: Circumstance) -> frozenset[Disposition]:
    """The dispositions a table may hold for *circumstance* without contradicting a fixed rule."""
    if circumstance in THREATENING:
        return frozenset({Disposition.ENTER_NOW})
    paper = held(circumstance, Instrument.NONE)
    if paper in ENTITLING:
        return ENTRY
    if paper is Instrument.PRODUCTION_ORDER:
        return frozenset({Disposition.IN_WRITING})
    if circumstance is Circumstance.C22:
        return frozenset({Disposition.DO_NOT_ENTER})
    return frozenset(Disposition)


def _within(
    fitting: Collection[Disposition], cell: Cell | None, otherwise: Disposition, rule: Rule
) -> Answer:
    """The table's own answer where it fits the rule, else the rule's."""
    if cell is None:
        return Answer(otherwise, rule)
    if cell.disposition in fitting:
        return Answer.of_table(cell)
    return Answer(otherwise, rule, cell.clause)


def _floor(circumstance: Circumstance | None, why: Rule) -> Answer:
    if circumstance is Circumstance.C01:
        return Answer(Disposition.ENTER_NOW, Rule.CALLED)
    return Answer(Disposition.DO_NOT_ENTER, why)


def every_cell() -> Iterator[Key]:
    """All 66 of them, by circumstance."""
    for circumstance in Circumstance:
        for state in SiteState:
            yield circumstance, state
