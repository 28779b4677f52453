"""Words are put into a lane once, sealed, and stay as they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from incidents.models import Incident, MediatorAssignment, Statement, Vouching
from incidents.taxonomy import Lane
from liaison import screening
from liaison.refusal import Refused
from liaison.roles import Side

LONGEST = 5000
LONGEST_IDENTIFIER = 200
# What is asked about everywhere else belongs into words of these kinds.
BELONGS: Mapping[Statement.Kind, frozenset[screening.Kind]] = {
    Statement.Kind.RESTRICTED: frozenset({screening.Kind.OFFICER}),
    Statement.Kind.BODY_NUMBER: frozenset(
        {screening.Kind.DIGITS, screening.Kind.NUMBER, screening.Kind.PHONE}
    ),
}


class CannotShow(Refused):
    """The other side would read it, and it may tell who somebody is."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and where it belongs. ``id`` is given where pressing twice must write once;
    ``assignment`` where it is written to or by a mediator; ``regards``: as ``Statement``."""

    text: str
    kind: Statement.Kind
    lane: Lane
    released_from: Statement | None = None
    id: UUID | None = None
    assignment: MediatorAssignment | None = None
    regards: Statement | None = None


def write(
    incident: Incident, drafts: Sequence[Draft], *, by: Any, side: Side | None, at: datetime
) -> list[Statement]:
    """Seal *drafts* and save them in two queries, in the running transaction; in a third what their
    author vouched for. Errors: ``CannotShow`` for words in the shared lane that screening asks
    about: what a writer may vouch for in their own lane is not shown to the other side. A mediator
    writes on no *side*."""
    for draft in drafts:
        if draft.lane is Lane.SHARED:
            refuse_to_show(draft)
    statements = [_statement(incident, draft, by=by, side=side, at=at) for draft in drafts]
    Statement.seal_all(
        [
            (statement, draft.text, draft.lane.value)
            for statement, draft in zip(statements, drafts, strict=True)
        ],
        at=at,
    )
    Statement.objects.bulk_create(statements)
    vouched = [
        Vouching(statement=statement, kind=kind)
        for statement, draft in zip(statements, drafts, strict=True)
        for kind in vouched_for(draft.text)
    ]
    if vouched:
        Vouching.objects.bulk_create(vouched)
    return statements


def vouched_for(*texts: str) -> list[str]:
    """The kinds of words that screening asked about in *texts* and their author vouched for; what
    the ledger keeps of it."""
    return sorted({kind.value for text in texts for kind in getattr(text, "kinds", ())})


def refuse_to_show(draft: Draft) -> None:
    """Errors: ``CannotShow`` for words that the other side would read, and that screening asks
    about."""
    refuse_telling(draft.text, apart_from=BELONGS.get(draft.kind, ()))


def refuse_telling(text: str, *, apart_from: Collection[screening.Kind] = ()) -> None:
    """Errors: ``CannotShow`` for words that may tell who somebody is, of a kind not in
    *apart_from*."""
    for finding in screening.check(text, apart_from=apart_from)[:1]:
        raise CannotShow(
            _("“%(words)s” may tell who somebody is. Write it without that before it is shown.")
            % {"words": finding.words},
            field="words",
        )


def seals(statements: Sequence[Statement]) -> list[dict[str, str]]:
    """What the ledger keeps of words: which rows, and a digest of what is stored, sealed."""
    return [
        {
            "statement": str(statement.pk),
            "sealed": sha256(bytes(statement.ciphertext)).hexdigest(),
        }
        for statement in statements
    ]


def _statement(
    incident: Incident, draft: Draft, *, by: Any, side: Side | None, at: datetime
) -> Statement:
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
        assignment=draft.assignment,
        regards=draft.regards,
    )
