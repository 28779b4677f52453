"""What somebody needs who is asked to sign and has five minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liaison.roles import Side
from protocols import comparing, library, posts, reading, speaking, texts, wording
from protocols.comparing import Difference
from protocols.entry import Disposition, SiteState
from protocols.models import SignatorySlot, Version
from protocols.reading import ClauseRead, RowRead
from protocols.texts import Text

# Topics of the library that settle what one side does; all others bind both, and so do clauses
# that the two sides wrote themselves.
_ONE_SIDED: Mapping[str, Side] = {
    "legal-basis": Side.SITE,
    "law-stands": Side.POLICE,
    "fresh-pursuit": Side.POLICE,
    "arrest": Side.POLICE,
    "inside": Side.POLICE,
    "street": Side.POLICE,
    "watching": Side.POLICE,
    "coming-and-going": Side.POLICE,
    "good-samaritan": Side.POLICE,
}
BINDS: Mapping[int, Side] = {library.BY_KEY[key].number: side for key, side in _ONE_SIDED.items()}


@dataclass(frozen=True, slots=True)
class DoorAnswer:
    """One answer at the door while the site operates, and what it answers."""

    disposition: Disposition
    questions: tuple[Any, ...]

    @property
    def words(self) -> Any:
        return wording.DISPOSITIONS[self.disposition]

    @property
    def tone(self) -> str:
        return wording.TONES[self.disposition]


@dataclass(frozen=True, slots=True)
class Asked:
    """``slot`` is the reader's own, if it waits for them; ``first`` who signs before them.
    ``own`` are the clauses that bind the reader's side, ``others`` those about the other one."""

    text: Text
    language: str
    side: Side | None
    slot: SignatorySlot | None
    first: SignatorySlot | None
    differences: Sequence[Difference]
    own: Sequence[ClauseRead]
    others: Sequence[ClauseRead]
    answers: Sequence[DoorAnswer]
    slots: Sequence[SignatorySlot]

    @property
    def is_theirs(self) -> bool:
        """Whether it is the reader's turn."""
        return self.slot is not None and self.first is None


def of(version: Version, person: Any, *, language: str, at: datetime) -> Asked:
    """What *version* asks of the reader's side, as it stands at *at*."""
    text = texts.read_by(person, version)
    side = speaking.side_of(person, version.protocol)
    slot = posts.awaited_of(person, version)
    about = {clause.pk: BINDS.get(clause.topic or 0) for clause in text.clauses}
    clauses = reading.clauses(text, language)
    return Asked(
        text=text,
        language=language,
        side=side,
        slot=slot,
        first=posts.before(slot, version) if slot else None,
        differences=comparing.with_what_stands(text, person, language, at),
        own=[one for one in clauses if about[one.id] in (None, side) or side is None],
        others=[one for one in clauses if about[one.id] not in (None, side) and side],
        answers=_answers(reading.grid(text, language)),
        slots=list(version.slots.select_related("organisation", "signature")),
    )


def _answers(grid: Sequence[RowRead]) -> list[DoorAnswer]:
    """By disposition, what it answers while the site operates."""
    place = list(SiteState).index(SiteState.OPERATING)
    found: dict[Disposition, list[Any]] = {}
    for row in grid:
        disposition = row.cells[place].disposition
        if disposition and disposition is not Disposition.CANNOT_OCCUR:
            found.setdefault(disposition, []).append(row.question)
    return [DoorAnswer(one, tuple(found[one])) for one in Disposition if one in found]
