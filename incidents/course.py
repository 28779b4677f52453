"""How an incident went, as one side reads it: moves and words interleaved, oldest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import apart, finding, taking_out, titles
from incidents.as_seen import AsSeen
from incidents.corrections import changes
from incidents.corrections.changes import Change
from incidents.corrections.marks import Rewordings
from incidents.facts import Facts
from incidents.lifecycle import CORRECTS, SETTLES, Stage, Step
from incidents.models import Commitment, Incident, Move, Settlement, Statement
from incidents.questions import threads
from incidents.questions.threads import Mark, Threads
from incidents.statements import giving
from incidents.taxonomy import Lane
from liaison.roles import Side
from vault.sealing import TakenOut

_TALKED = (Stage.DISCUSSION, Stage.ESCALATED, Stage.SETTLED, Stage.REFERRED, Stage.CLOSED)
_LOGGED: Mapping[str, Any] = {
    Statement.Kind.NARRATIVE: gettext_lazy("Logged"),
    Statement.Kind.DONE: gettext_lazy("What was done about it"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline (see components/timeline.html). ``about``: what it answers or
    corrects. Of what it tells: ``statement`` holds its words, ``side`` is whose it is, empty for
    neither's; ``is_own``: only that side reads it. ``by_day``: of ``at`` only the day is told."""

    at: datetime
    lane: str
    by: str
    own: bool
    title: str = ""
    words: str = ""
    gone: bool = False
    out_url: str = ""
    anchor: str = ""
    about: "Words | None" = None
    marks: Sequence[Mark] = ()
    statement: Statement | None = None
    side: str = ""
    is_own: bool = False
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """An opened text, or one that was taken out for good; where the reader may have that done."""

    text: str
    gone: bool
    out_url: str = ""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it is shown."""

    commitment: Commitment
    what: Words


@dataclass(frozen=True, slots=True)
class Terms:
    """A settlement as it is shown. ``signed_at``: when the second name came under one that a
    mediator drafted, once it counts."""

    settlement: Settlement
    words: Words
    promises: list[PromiseLine]
    signed_at: datetime | None = None


def as_told(entries: Iterable[Entry], seen: AsSeen) -> list[Entry]:
    """*entries* in their order, each as exactly as its moment is told."""
    found = sorted(entries, key=lambda entry: entry.at)
    if seen.is_exact:
        return found
    return [replace(one, by_day=one.by_day or seen.is_by_the_day(one.at)) for one in found]


def read(statement: Statement) -> Words:
    try:
        return Words(statement.words(), gone=False)
    except TakenOut:
        return Words("", gone=True)


def of_statement(
    statement: Statement, reader: Any, *, title: str = "", words: Words | None = None
) -> Entry:
    """*statement* as an entry that *reader* reads; *words*: opened already."""
    words = words or read(statement)
    return Entry(
        at=statement.at,
        lane=statement.lane,
        by=statement.author.name,
        own=statement.author_id == reader.pk,
        title=title,
        words=words.text,
        gone=words.gone,
        out_url=words.out_url,
        statement=statement,
        side=statement.author_side or "",
        is_own=statement.lane != Lane.SHARED,
    )


def opened(statement: Statement, incident: Incident, side: Side | None, reader: Any) -> Words:
    """The text, with the way to have it taken out for good where *reader* on *side* may."""
    words = read(statement)
    if words.gone or not taking_out.may(statement, incident, side, by=reader):
        return words
    parts = [incident.reference, statement.pk]
    return replace(words, out_url=reverse("incidents:words_take_out", args=parts))


class Course:
    """Everything of an incident that *side* reads, from two queries; with a settlement, four,
    and with a promise that was checked, five. *facts*: those of it, where they are at hand."""

    def __init__(
        self, incident: Incident, side: Side | None, reader: Any, facts: Facts | None = None
    ) -> None:
        self.incident, self.side, self.reader = incident, side, reader
        self.facts = facts or Facts(incident, side)
        self.statements = {one.pk: one for one in finding.words_of(incident, side, reader)}
        self.moves = finding.moves_of(incident, side) if incident.revision else []
        self.threads = Threads(incident, self.statements.values(), side, reader)
        self.rewordings = Rewordings(incident, self.statements.values(), side, reader)
        self._read: dict[UUID, Words] = {}
        is_told = incident.stage in _TALKED or self.last_said(*SETTLES) is not None
        self.settlements = self._settlements() if is_told else []
        self.on_table = {one.text_id for one in self.settlements if one.ended_at is None}

    def entries(self) -> list[Entry]:
        found = [*self._logged(), *self._notes(), *self._given(), *map(self._move, self.moves)]
        # Sorting keeps the order of what has the same time: logged, noted, then move by move.
        return sorted(found, key=lambda entry: entry.at)

    def last_said(self, *steps: Step) -> Move | None:
        """The last move among *steps*: who decided it, and when."""
        return next((move for move in reversed(self.moves) if move.step in steps), None)

    def words_of(self, statement_id: UUID | None) -> Words:
        """The text, if it is one this side reads."""
        statement = self.statements.get(statement_id) if statement_id else None
        if statement is None:
            return Words("", gone=False)
        if statement.pk not in self._read:
            self._read[statement.pk] = opened(statement, self.incident, self.side, self.reader)
        return self._read[statement.pk]

    def kept_apart(self) -> list[Statement]:
        """The details of one officer in the lanes this side reads; they are in no course."""
        return list(self._of(Statement.Kind.RESTRICTED))

    def apart_entry(self, statement: Statement) -> dict[str, Any]:
        """For who may look at them (``setting_apart.may_read``)."""
        words = self.words_of(statement.pk)
        return {
            "statement": statement,
            "apart": apart.read(words.text),
            "gone": words.gone,
            "out_url": words.out_url,
        }

    def terms(self) -> Terms | None:
        """What lies on the table or was agreed, with its promises."""
        standing = [one for one in self.settlements if one.is_open or one.is_standing]
        # What a mediator drafts lies on the page of the mediation.
        shown = [one for one in standing if one.side or one.accepted_at]
        return self._terms(shown[0]) if shown else None

    def earlier(self) -> list[Terms]:
        """What was agreed before the incident was opened again, the newest first."""
        return [self._terms(one) for one in reversed(self.settlements) if one.reopened_at]

    def promised(self) -> list[PromiseLine]:
        """What was agreed to be done, now or before it was opened again."""
        standing = self.terms()
        agreed = [standing] if standing and standing.settlement.is_standing else []
        return [line for terms in [*agreed, *self.earlier()] for line in terms.promises]

    def _terms(self, settlement: Settlement) -> Terms:
        promises = settlement.commitments.all()
        lines = [PromiseLine(one, self.words_of(one.what_id)) for one in promises]
        is_signed = settlement.assignment_id and settlement.accepted_at
        names = settlement.signatures.all() if is_signed else ()
        last = max((one.at for one in names), default=None)
        return Terms(settlement, self.words_of(settlement.text_id), lines, last)

    def _settlements(self) -> list[Settlement]:
        found = list(self.incident.settlements.prefetch_related("commitments"))
        checked = [one for settled in found for one in settled.commitments.all() if one.checked_at]
        prefetch_related_objects(checked, "follow_ups")
        return found

    def _of(self, *kinds: str) -> Iterator[Statement]:
        return (statement for statement in self.statements.values() if statement.kind in kinds)

    def _logged(self) -> Iterable[Entry]:
        own_lane = self.side is not None and self.side == self.incident.side
        if not own_lane:
            # Told in the facts, no more exactly than the moment it happened; here it would be.
            if not AsSeen(self.incident, self.side).is_exact:
                return []
            side = self.incident.author_side
            return [
                Entry(
                    self.incident.logged_at,
                    side.value,
                    str(side.label),
                    own=False,
                    title=_("Logged"),
                    side=side.value,
                )
            ]
        lane = Lane.of(self.incident.author_side)
        # Both were written at one moment: first what happened, then what was done about it.
        return [
            self._words_entry(statement, title=str(title))
            for kind, title in _LOGGED.items()
            for statement in self._of(kind)
            if statement.lane == lane
        ]

    def _notes(self) -> Iterable[Entry]:
        return [
            self._words_entry(statement, title=_("Note for your own side"))
            for statement in self._of(Statement.Kind.NOTE)
        ]

    def _given(self) -> Iterable[Entry]:
        """What officers wrote through a link, each by post."""
        given = list(self._of(Statement.Kind.OFFICER))
        posts = giving.posts(given)
        return [
            replace(
                self._words_entry(one, title=_("Statement of an officer")),
                by=posts.get(one.pk, ""),
            )
            for one in given
        ]

    def _words_entry(self, statement: Statement, *, title: str = "") -> Entry:
        words = self.words_of(statement.pk)
        return of_statement(statement, self.reader, title=title, words=words)

    def _move(self, move: Move) -> Entry:
        # The terms on the table stand in a box of their own, not a second time among the moves.
        statement_id = None if move.statement_id in self.on_table else move.statement_id
        words = self.words_of(statement_id)
        statement = self.statements.get(statement_id) if statement_id else None
        entry = self._move_entry(move, words, statement)
        return self._threaded(move, entry)

    def _threaded(self, move: Move, entry: Entry) -> Entry:
        """With what became of the words; an answer beneath its question, a correction beneath what
        it corrects."""
        statement = self.statements.get(move.statement_id) if move.statement_id else None
        if statement is None:
            return entry
        return replace(
            entry,
            anchor=threads.anchor(statement.pk),
            about=self._about(move, statement),
            marks=[*self.threads.marks(statement), *self.rewordings.marks(statement)],
        )

    def _about(self, move: Move, statement: Statement) -> Words | None:
        """The question, the words that were corrected, or the fact."""
        if statement.regards_id:
            return self.words_of(statement.regards_id)
        if move.step in CORRECTS:
            return Words(self._changes[move.number].says, gone=False)
        return None

    @cached_property
    def _changes(self) -> Mapping[int, Change]:
        return changes.by_number(self.facts)

    def _move_entry(self, move: Move, words: Words, statement: Statement | None) -> Entry:
        return Entry(
            at=move.at,
            lane=statement.lane if statement else move.side or Lane.SHARED,
            by=move.by.told,
            own=move.by_id == self.reader.pk,
            title=self._title(move),
            words=words.text,
            gone=words.gone,
            out_url=words.out_url,
            statement=statement,
            side=move.side or "",
            is_own=Step(move.step).is_own
            or (statement is not None and statement.lane != Lane.SHARED),
        )

    def _title(self, move: Move) -> str:
        if move.step == Step.ACKNOWLEDGE and self.incident.is_positive:
            return _("Acknowledged, with thanks")
        if move.step in CORRECTS:
            return self._changes[move.number].title
        post = self._posts.get(move.commitment_id, "") if move.commitment_id else ""
        return titles.of(move.step, post)

    @cached_property
    def _posts(self) -> dict[UUID, str]:
        """Whose promise each one is."""
        return {
            one.pk: one.whose for settled in self.settlements for one in settled.commitments.all()
        }
