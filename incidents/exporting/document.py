"""What the file of an export holds: the case with the black places taken out of it, and the digest
over that. ``docs/exports.md`` describes the form. Pure but for the words.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from audit import canonical
from incidents.exporting import spans
from incidents.exporting.classes import Recipient, Why
from incidents.exporting.content import Content, Piece
from incidents.exporting.spans import Place, Run
from liaison import timekeeping
from liaison.models import Site
from liaison.roles import Role, Side

SCHEME = "portal-case-export-v1"
_GROUP = 8


@dataclass(frozen=True, slots=True)
class Heading:
    """Of whom, for whom and when; ``organisation`` made it, in the post ``role``."""

    code: str
    side: Side
    role: Role
    organisation: str
    recipient: Recipient
    with_own: bool
    at: datetime
    language: str
    # Nobody who knows only the digest can try out what the content might be.
    salt: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it leaves the portal: of what is black, nothing is left."""

    piece: Piece
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Document:
    heading: Heading
    content: Content
    lines: Sequence[Line]

    @property
    def black(self) -> Counter[Why]:
        return count(self.lines)

    def data(self) -> dict[str, Any]:
        head = self.heading
        return {
            "scheme": SCHEME,
            "code": head.code,
            "made_at": canonical.moment(head.at),
            "made_by": {
                "side": head.side.value,
                "post": head.role.value,
                "organisation": head.organisation,
            },
            "recipient": head.recipient.value,
            "holds": "own_and_shared" if head.with_own else "shared",
            "language": head.language,
            "salt": head.salt,
            "facts": [[label, value] for label, value in self.content.facts],
            "entries": [_entry(line, self.content.incident.site) for line in self.lines],
            "blacked_out": {why.value: number for why, number in sorted(self.black.items())},
        }

    def written(self) -> str:
        """The exact text that the digest is over: sorted keys, no blanks between, UTF-8."""
        return json.dumps(self.data(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def digest(self) -> str:
        return sha256(self.written().encode()).hexdigest()

    def as_json(self) -> bytes:
        """The file for programs: the content as it was digested, and the digest."""
        return f'{{"content":{self.written()},"digest":"{self.digest}"}}\n'.encode()


def in_groups(digest: str) -> str:
    """*digest* as people compare it: eight groups, of eight signs each."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def of(heading: Heading, content: Content, places: Mapping[UUID, Sequence[Place]]) -> Document:
    return Document(heading, content, lines(content, places))


def count(lines_: Iterable[Line]) -> Counter[Why]:
    """How many places are blacked out, by reason."""
    return Counter(run.why for line in lines_ for run in line.runs if run.why)


def lines(content: Content, places: Mapping[UUID, Sequence[Place]]) -> list[Line]:
    """The entries with what is black taken out of them."""
    return [
        Line(piece, spans.runs(piece.text, places.get(piece.id, ()) if piece.id else ()))
        for piece in content.pieces
    ]


def _entry(line: Line, site: Site) -> dict[str, Any]:
    piece = line.piece
    day = timekeeping.day_at(site, piece.at).isoformat()
    return {
        "at": day if piece.by_day else canonical.moment(piece.at),
        "side": piece.side or None,
        "read_by": piece.side_alone or "both",
        "title": piece.title,
        "text": [
            {"blacked_out": run.why.value} if run.why else {"words": run.words} for run in line.runs
        ],
        "taken_out": piece.is_gone,
    }
