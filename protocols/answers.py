"""The answers of a draft as values: read from its rows and written back, however many they are, in
a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from liaison import revision
from protocols import profile
from protocols.entry import Circumstance, Disposition, Key, Log, Post, SiteState
from protocols.inheriting import Given, Origin, Row
from protocols.models import Clause, EntryRow, EntryStep, EntryStepText, Version
from protocols.profile import DefaultCell

Step = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says. ``clause`` is the id of one of the draft (None: it cites none yet);
    each of ``steps`` is a text by language."""

    disposition: Disposition
    clause: UUID | None
    steps: tuple[Step, ...] = ()
    call: tuple[Post, ...] = ()
    log: tuple[Log, ...] = ()


Rows = dict[Circumstance, Row[Said]]


def of(version: Version, circumstances: Collection[Circumstance] = tuple(Circumstance)) -> Rows:
    """The answers for *circumstances*; a state without one is missing. Three queries."""
    rows = version.rows.filter(circumstance__in=[c.value for c in circumstances])
    return of_rows(rows.prefetch_related("steps__texts"), circumstances)


def of_rows(
    rows: Iterable[EntryRow], circumstances: Collection[Circumstance] = tuple(Circumstance)
) -> Rows:
    """The same, of *rows* that were loaded with their steps."""
    found: dict[Circumstance, dict[SiteState, Given[Said]]] = {c: {} for c in circumstances}
    for row in rows:
        given = Given(_said(row), Origin(row.origin))
        found[Circumstance(row.circumstance)][SiteState(row.state)] = given
    return dict(found)


def defaults(
    version: Version, circumstances: Collection[Circumstance] = tuple(Circumstance)
) -> dict[Circumstance, dict[SiteState, Said]]:
    """What the default profile answers in this draft, by its clauses and in every language there
    is. An answer whose topic no clause settles cites none. One query."""
    settling = {
        topic: pk for topic, pk in version.clauses.values_list("topic", "pk") if topic is not None
    }
    return {
        circumstance: {
            state: _default(profile.CELLS[circumstance, state], settling) for state in SiteState
        }
        for circumstance in circumstances
    }


def stamp(row: Row[Said], states: Iterable[SiteState]) -> str:
    """What somebody saw who was shown these *states*; it differs when one of them does."""
    return revision.of(*(_told(row.get(state)) for state in states))


def write(version: Version, before: Rows, after: Rows) -> list[Key]:
    """Turn what *before* holds into what *after* does; the cells that differ. Nine queries at
    most."""
    differing = [
        (circumstance, state)
        for circumstance, row in after.items()
        for state in SiteState
        if row.get(state) != before[circumstance].get(state)
    ]
    gone = Q(pk=None)
    for circumstance, state in differing:
        gone |= Q(circumstance=circumstance.value, state=state.value)
    version.rows.filter(gone).delete()
    save(version, {key: after[key[0]][key[1]] for key in differing if key[1] in after[key[0]]})
    return differing


def save(version: Version, given: Mapping[Key, Given[Said]]) -> None:
    """New rows, all at once: a table has hundreds of them. Three queries."""
    rows, steps, words = [], [], []
    for (circumstance, state), answer in given.items():
        row = _row(version, circumstance, state, answer)
        rows.append(row)
        for order, texts in enumerate(answer.says.steps, start=1):
            step = EntryStep(row=row, order=order)
            steps.append(step)
            words += [
                EntryStepText(step=step, language=language, text=text)
                for language, text in texts.items()
            ]
    EntryRow.objects.bulk_create(rows)
    EntryStep.objects.bulk_create(steps)
    EntryStepText.objects.bulk_create(words)


def rest_on(clause: Clause) -> None:
    """Answers that inherit the default and cited nothing, because no clause settled their topic,
    rest on *clause* from now on, where it settles it. One query."""
    keys = [key for key, cell in profile.CELLS.items() if cell.topic == clause.topic]
    circumstances = {circumstance.value for circumstance, _state in keys}
    waiting = clause.version.rows.filter(circumstance__in=circumstances, clause=None)
    waiting.filter(origin=Origin.DEFAULT.value).update(clause=clause)


def _default(cell: DefaultCell, settling: Mapping[int, UUID]) -> Said:
    return Said(
        disposition=cell.disposition,
        clause=settling.get(cell.topic),
        steps=tuple({code: words[code] for code in profile.LANGUAGES} for words in cell.steps),
        call=cell.call,
        log=cell.log,
    )


def _row(
    version: Version, circumstance: Circumstance, state: SiteState, given: Given[Said]
) -> EntryRow:
    said = given.says
    return EntryRow(
        version=version,
        circumstance=circumstance.value,
        state=state.value,
        disposition=said.disposition.value,
        clause_id=said.clause,
        call=[post.value for post in said.call],
        log=[log.value for log in said.log],
        origin=given.origin.value,
    )


def _said(row: EntryRow) -> Said:
    return Said(
        disposition=Disposition(row.disposition),
        clause=row.clause_id,
        steps=tuple({t.language: t.text for t in step.texts.all()} for step in row.steps.all()),
        call=tuple(map(Post, row.call)),
        log=tuple(map(Log, row.log)),
    )


def _told(given: Given[Said] | None) -> object:
    if given is None:
        return None
    said = given.says
    return [given.origin, said.disposition, said.clause, said.steps, said.call, said.log]
