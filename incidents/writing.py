"""Words are put into a lane once, sealed, and stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from liaison.roles import Side

LONGEST = 5000
LONGEST_IDENTIFIER = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and where it belongs. ``id`` is given where pressing twice must write once."""

    text: str
    kind: Statement.Kind
    lane: Lane
    released_from: Statement | None = None
    id: UUID | None = None


def write(
    incident: Incident, drafts: Sequence[Draft], *, by: Any, side: Side, at: datetime
) -> list[Statement]:
    """Seal *drafts* and save them in two queries, in the running transaction."""
    statements = [_statement(incident, draft, by=by, side=side, at=at) for draft in drafts]
    Statement.seal_all(
        [
            (statement, draft.text, draft.lane.value)
            for statement, draft in zip(statements, drafts, strict=True)
        ],
        at=at,
    )
    return Statement.objects.bulk_create(statements)


def seals(statements: Sequence[Statement]) -> list[dict[str, str]]:
    """What the ledger keeps of words: which rows, and a digest of what is stored, sealed."""
    return [
        {
            "statement": str(statement.pk),
            "sealed": sha256(bytes(statement.ciphertext)).hexdigest(),
        }
        for statement in statements
    ]


def _statement(incident: Incident, draft: Draft, *, by: Any, side: Side, at: datetime) -> Statement:
    given = {"id": draft.id} if draft.id else {}
    return Statement(
        **given,
        incident=incident,
        lane=draft.lane,
        kind=draft.kind,
        author=by,
        author_side=side,
        at=at,
        released_from=draft.released_from,
    )
