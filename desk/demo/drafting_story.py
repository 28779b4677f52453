"""How the two sides of the Foundry talk about the clauses of their draft."""

from datetime import datetime

from accounts.models import Person
from desk.demo import drafting_texts as texts
from desk.demo.moments import Clock
from desk.demo.playing import Story
from desk.demo.protocol_texts import InTwoLanguages
from protocols import commenting, editing, library, proposing
from protocols.editing import Wording
from protocols.models import Clause, Remark, Version


def talk(clock: Clock, version: Version, *, manager: Person, liaison: Person) -> Story:
    """One clause is agreed on after a change, one proposal is declined, one waits for the site and
    a comment for the police."""
    at = yield clock.workday(5, "10:20")
    _propose(version, "ladder", texts.CALL_THE_YARD, texts.THE_POST_ANSWERS, by=liaison, at=at)
    at = yield clock.workday(4, "09:15")
    clause = _on(version, "ladder")
    answer = proposing.counter(
        _open_on(clause),
        texts=_with(clause, texts.CALL_THE_YARD_THEN_THE_LEAD),
        revision=clause.revision,
        by=manager,
        at=at,
    )
    at = yield clock.workday(4, "14:40")
    proposing.accept(answer, revision=_on(version, "ladder").revision, by=liaison, at=at)
    at = yield clock.workday(4, "15:05")
    _propose(version, "inside", texts.FOUR_OFFICERS, texts.TEAMS_OF_FOUR, by=liaison, at=at)
    at = yield clock.workday(3, "10:30")
    declined = _open_on(_on(version, "inside"))
    proposing.decline(declined, reason=texts.FOUR_ARE_TOO_MANY, by=manager, at=at)
    at = yield clock.workday(2, "11:00")
    key = _on(version, "street").key
    commenting.comment(version, key, words=texts.WHICH_GATE_AT_NIGHT, by=manager, at=at)
    at = yield clock.workday(2, "15:20")
    _propose(version, "purpose", texts.BOTH_WAYS, texts.WHY_BOTH_WAYS, by=liaison, at=at)


def _propose(
    version: Version, key: str, swap: InTwoLanguages, why: str, *, by: Person, at: datetime
) -> None:
    clause = _on(version, key)
    proposing.propose(
        clause, texts=_with(clause, swap), revision=clause.revision, why=why, by=by, at=at
    )


def _with(clause: Clause, swap: InTwoLanguages) -> dict[str, Wording]:
    """What the clause says, with the words of *swap* exchanged."""
    return {
        language: Wording(words.heading, words.body.replace(*swap[language]))
        for language, words in editing.standing(clause).items()
    }


def _on(version: Version, key: str) -> Clause:
    """The clause that settles this topic of the library, as it stands."""
    return version.clauses.get(topic=library.BY_KEY[key].number)


def _open_on(clause: Clause) -> Remark:
    return clause.version.remarks.open().proposals().get(clause_key=clause.key)
