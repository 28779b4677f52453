"""Changing answers of a draft's entry table: one, several at once, or one for all states."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from protocols import answers, canonical, drafting, entry, inheriting, journal, wording
from protocols.answers import Rows, Said
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.entry import Circumstance, Disposition, Key, Log, Post, SiteState
from protocols.inheriting import Row
from protocols.models import EntryStepText, Version

MOST_STEPS = 8
LONGEST_STEP = EntryStepText._meta.get_field("text").max_length or 0

# What was on screen for each cell (``stamp_of``).
Seen = Mapping[Key, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What an answer is to say. ``steps`` are in order, by language; ``clause`` is a number."""

    disposition: Disposition
    clause: int | None
    steps: Mapping[str, Sequence[str]]
    call: Collection[Post] = ()
    log: Collection[Log] = ()
    vouched: bool = False


@ledger.operation
def answer(
    version: Version, reply: Reply, *, seen: Seen, by: Person, at: datetime | None = None
) -> list[Key]:
    """Give every cell of *seen* this answer, for its state only; the cells that changed.
    Errors: ``ChangedMeanwhile`` when somebody else was faster; nothing is saved then."""
    version, rows = _held(version, seen, by)
    said = _said(version, reply, {circumstance for circumstance, _state in seen})
    return _settle(
        version,
        rows,
        seen,
        lambda _circumstance, row, states: inheriting.give(row, states, said),
        "protocols.answered",
        by=by,
        at=at,
        disposition=reply.disposition.value,
        vouched=reply.vouched,
    )


@ledger.operation
def answer_everywhere(
    version: Version,
    circumstance: Circumstance,
    reply: Reply,
    *,
    instead_of: Collection[SiteState] = (),
    seen: str,
    by: Person,
    at: datetime | None = None,
) -> list[Key]:
    """One answer for every state that has none of its own; those of *instead_of* give theirs up.
    *seen* is the stamp of all three states. Errors: ``ChangedMeanwhile``; ``CannotEdit`` where no
    state would follow it."""
    version = drafting.hold(version, by=by)
    rows = answers.of(version, [circumstance])
    _check_seen(rows[circumstance], list(SiteState), seen)
    said = _said(version, reply, [circumstance])
    if all(inheriting.is_own(rows[circumstance], s) and s not in instead_of for s in SiteState):
        raise CannotEdit(
            _("Every state has an answer of its own. Say which of them this one replaces."),
            field="instead_of",
            nearest=list(SiteState),
        )
    return _settle(
        version,
        rows,
        [(circumstance, state) for state in SiteState],
        lambda _circumstance, row, _states: inheriting.give_everywhere(row, said, instead_of),
        "protocols.answered",
        by=by,
        at=at,
        everywhere=True,
        disposition=reply.disposition.value,
        vouched=reply.vouched,
    )


@ledger.operation
def inherit(version: Version, *, seen: Seen, by: Person, at: datetime | None = None) -> list[Key]:
    """Every cell of *seen* answers again what it inherits: what was given for all states, else the
    default. Errors: ``ChangedMeanwhile``."""
    version, rows = _held(version, seen, by)
    default = answers.defaults(version, rows)
    return _settle(
        version,
        rows,
        seen,
        lambda circumstance, row, states: inheriting.back(row, states, default[circumstance]),
        "protocols.answer_inherited",
        by=by,
        at=at,
    )


@ledger.operation
def withdraw_everywhere(
    version: Version,
    circumstance: Circumstance,
    *,
    seen: str,
    by: Person,
    at: datetime | None = None,
) -> list[Key]:
    """No answer for all states any more: those that followed it go back to the default. *seen* is
    the stamp of all three states. Errors: ``ChangedMeanwhile``."""
    version = drafting.hold(version, by=by)
    rows = answers.of(version, [circumstance])
    _check_seen(rows[circumstance], list(SiteState), seen)
    default = answers.defaults(version, [circumstance])
    return _settle(
        version,
        rows,
        [(circumstance, state) for state in SiteState],
        lambda circumstance, row, _states: inheriting.withdraw(row, default[circumstance]),
        "protocols.answer_inherited",
        by=by,
        at=at,
    )


@ledger.operation
def leave_open(
    version: Version, *, seen: Seen, by: Person, at: datetime | None = None
) -> list[Key]:
    """The cells of *seen* have no answer yet, and both sides see it. Errors:
    ``ChangedMeanwhile``."""
    version, rows = _held(version, seen, by)
    return _settle(
        version,
        rows,
        seen,
        lambda _circumstance, row, states: inheriting.leave_open(row, states),
        "protocols.answer_left_open",
        by=by,
        at=at,
    )


def stamp_of(row: Row[Said], *states: SiteState) -> str:
    """What a form for these *states* (none: all of them) carries back as seen."""
    return answers.stamp(row, states or SiteState)


def _held(version: Version, seen: Seen, by: Person) -> tuple[Version, Rows]:
    """The locked draft and its answers, as long as they are those of *seen*."""
    version = drafting.hold(version, by=by)
    if not seen:
        raise CannotEdit(_("Tick at least one answer."))
    rows = answers.of(version, list(dict.fromkeys(circumstance for circumstance, _state in seen)))
    for (circumstance, state), stamp in seen.items():
        _check_seen(rows[circumstance], [state], stamp)
    return version, rows


def _check_seen(row: Row[Said], states: Iterable[SiteState], seen: str) -> None:
    if answers.stamp(row, states) != seen:
        raise ChangedMeanwhile(_("Somebody else changed this answer while you were at it."))


def _settle(
    version: Version,
    rows: Rows,
    cells: Collection[Key],
    turn: Callable[[Circumstance, Row[Said], list[SiteState]], Row[Said]],
    verb: str,
    *,
    by: Person,
    at: datetime | None,
    **facts: Any,
) -> list[Key]:
    """Turn each row, write what differs, and say in the ledger which cells that are."""
    after = {
        circumstance: turn(circumstance, row, [s for c, s in cells if c is circumstance])
        for circumstance, row in rows.items()
    }
    changed = answers.write(version, rows, after)
    if changed:
        told = [f"{circumstance} {state}" for circumstance, state in changed]
        journal.enter(verb, version, by=by, at=at, cells=told, **facts)
    return changed


def _said(version: Version, reply: Reply, circumstances: Collection[Circumstance]) -> Said:
    for circumstance in circumstances:
        _check_rule(circumstance, reply.disposition)
    steps = {language: _checked(lines, language) for language, lines in reply.steps.items()}
    longest = max(map(len, steps.values()), default=0)
    return Said(
        disposition=reply.disposition,
        clause=_clause(version, reply.clause),
        steps=tuple(
            {language: lines[place] for language, lines in steps.items() if place < len(lines)}
            for place in range(longest)
        ),
        call=tuple(post for post in Post if post in reply.call),
        log=_log(reply.log),
    )


def _check_rule(circumstance: Circumstance, disposition: Disposition) -> None:
    allowed = entry.allowed(circumstance)
    if disposition not in allowed:
        words = ", ".join(str(wording.DISPOSITIONS[one]) for one in Disposition if one in allowed)
        raise CannotEdit(
            _("A fixed rule answers %(code)s. Possible there: %(answers)s.")
            % {"code": circumstance.value, "answers": words},
            field="disposition",
            nearest=[one for one in Disposition if one in allowed],
        )


def _log(asked: Collection[Log]) -> tuple[Log, ...]:
    if Log.NOTHING in asked and len(asked) > 1:
        raise CannotEdit(_("Either nothing is written down, or something."), field="log")
    return tuple(log for log in Log if log in asked)


def _clause(version: Version, number: int | None) -> UUID | None:
    if number is None:
        return None
    clause = version.clauses.common().filter(number=number).first()
    if clause is None:
        raise CannotEdit(_("There is no clause of that number."), field="clause")
    return clause.pk


def _checked(lines: Sequence[str], language: str) -> list[str]:
    field = f"steps_{language}"
    try:
        steps = [canonical.clean(line).strip() for line in lines]
    except canonical.HiddenSign as hidden:
        raise CannotEdit(drafting.hidden_sign(hidden), field=field) from hidden
    steps = [step for step in steps if step]
    if len(steps) > MOST_STEPS:
        raise CannotEdit(
            _("At most %(most)d steps: an officer reads them at a door.") % {"most": MOST_STEPS},
            field=field,
        )
    if any(len(step) > LONGEST_STEP for step in steps):
        raise CannotEdit(
            _("A step has at most %(most)d characters.") % {"most": LONGEST_STEP}, field=field
        )
    return steps
