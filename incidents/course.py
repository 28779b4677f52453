"""How an incident went, as one side reads it: moves and words interleaved, oldest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents import finding
from incidents.lifecycle import Stage, Step
from incidents.models import Commitment, Incident, Move, Settlement, Statement
from incidents.taxonomy import Lane
from liaison.roles import Side
from vault.sealing import TakenOut

TITLES: Mapping[Step, Any] = {
    Step.TAKE_UP: gettext_lazy("Taken up: whom we told"),
    Step.KEEP_BACK: gettext_lazy("Kept on our side"),
    Step.RELEASE: gettext_lazy("Released to the other side, in these words"),
    Step.ACKNOWLEDGE: gettext_lazy("Acknowledged"),
    Step.PROPOSE: gettext_lazy("Settlement proposed"),
    Step.WITHDRAW: gettext_lazy("Settlement taken back"),
    Step.DECLINE: gettext_lazy("Settlement declined"),
    Step.ACCEPT: gettext_lazy("Settlement accepted: settled"),
    Step.DONE: gettext_lazy("Promise of %(post)s: said to be done"),
    Step.KEPT: gettext_lazy("Promise of %(post)s: kept"),
    Step.NOT_KEPT: gettext_lazy("Promise of %(post)s: not kept"),
}
_TALKED = (Stage.DISCUSSION, Stage.SETTLED)
_LOGGED: Mapping[str, Any] = {
    Statement.Kind.NARRATIVE: gettext_lazy("Logged"),
    Statement.Kind.DONE: gettext_lazy("What was done about it"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline (see components/timeline.html)."""

    at: datetime
    lane: str
    by: str
    own: bool
    title: str = ""
    words: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """An opened text, or one that was taken out for good."""

    text: str
    gone: bool


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise as it is shown."""

    commitment: Commitment
    what: Words


@dataclass(frozen=True, slots=True)
class Terms:
    """A settlement as it is shown."""

    settlement: Settlement
    words: Words
    promises: list[PromiseLine]


def read(statement: Statement) -> Words:
    try:
        return Words(statement.words(), gone=False)
    except TakenOut:
        return Words("", gone=True)


class Course:
    """Everything of an incident that *side* reads, from two queries; with a settlement, four."""

    def __init__(self, incident: Incident, side: Side | None, reader: Any) -> None:
        self.incident, self.side, self.reader = incident, side, reader
        self.statements = {one.pk: one for one in finding.words_of(incident, side)}
        self.moves = finding.moves_of(incident, side) if incident.revision else []
        self._read: dict[UUID, Words] = {}
        self.settlements = self._settlements() if incident.stage in _TALKED else []
        self.on_table = {one.text_id for one in self.settlements if one.ended_at is None}

    def entries(self) -> list[Entry]:
        found = [*self._logged(), *self._notes(), *map(self._move, self.moves)]
        # Sorting keeps the order of what has the same time: logged, noted, then move by move.
        return sorted(found, key=lambda entry: entry.at)

    def kept_back(self) -> Move | None:
        """Who decided, and when, that it stays on this side."""
        return next((move for move in self.moves if move.step == Step.KEEP_BACK), None)

    def words_of(self, statement_id: UUID | None) -> Words:
        """The text, if it is one this side reads."""
        statement = self.statements.get(statement_id) if statement_id else None
        if statement is None:
            return Words("", gone=False)
        if statement.pk not in self._read:
            self._read[statement.pk] = read(statement)
        return self._read[statement.pk]

    def identifiers(self) -> list[Entry]:
        """The badge or fleet numbers this side may read; they stand apart from the course."""
        return [
            self._words_entry(statement)
            for statement in self._of(Statement.Kind.RESTRICTED)
            if self._is_latest(statement)
        ]

    def terms(self) -> Terms | None:
        """What lies on the table or was agreed, with its promises."""
        for settlement in self.settlements:
            if settlement.ended_at is None:
                return Terms(
                    settlement,
                    self.words_of(settlement.text_id),
                    [
                        PromiseLine(one, self.words_of(one.what_id))
                        for one in settlement.commitments.all()
                    ],
                )
        return None

    def _settlements(self) -> list[Settlement]:
        return list(self.incident.settlements.prefetch_related("commitments"))

    def _of(self, *kinds: str) -> Iterator[Statement]:
        return (statement for statement in self.statements.values() if statement.kind in kinds)

    def _is_latest(self, statement: Statement) -> bool:
        """Not also there as released: the released one is shown then."""
        later = {one.released_from_id for one in self.statements.values()}
        return statement.pk not in later

    def _logged(self) -> Iterable[Entry]:
        own_lane = self.side is not None and self.side == self.incident.side
        if not own_lane:
            side = self.incident.author_side
            return [
                Entry(
                    self.incident.logged_at,
                    side.value,
                    str(side.label),
                    own=False,
                    title=_("Logged"),
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

    def _words_entry(self, statement: Statement, *, title: str = "") -> Entry:
        words = self.words_of(statement.pk)
        return Entry(
            at=statement.at,
            lane=statement.lane,
            by=statement.author.name,
            own=statement.author_id == self.reader.pk,
            title=title,
            words=words.text,
            gone=words.gone,
        )

    def _move(self, move: Move) -> Entry:
        # The terms on the table stand in a box of their own, not a second time among the moves.
        words = self.words_of(None if move.statement_id in self.on_table else move.statement_id)
        return Entry(
            at=move.at,
            lane=self._lane(move) if words.text or words.gone else move.side,
            by=move.by.name,
            own=move.by_id == self.reader.pk,
            title=self._title(move),
            words=words.text,
            gone=words.gone,
        )

    def _lane(self, move: Move) -> str:
        """Of the words of a move that this side reads."""
        return self.statements[move.statement_id].lane if move.statement_id else move.side

    def _title(self, move: Move) -> str:
        if move.step == Step.ACKNOWLEDGE and self.incident.is_positive:
            return _("Acknowledged, with thanks")
        title = str(TITLES.get(Step(move.step), ""))
        if move.commitment_id:
            title %= {"post": self._posts.get(move.commitment_id, "")}
        return title

    @cached_property
    def _posts(self) -> dict[UUID, str]:
        """Whose promise each one is."""
        return {
            one.pk: one.post for settled in self.settlements for one in settled.commitments.all()
        }
