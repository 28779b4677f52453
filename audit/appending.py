"""Putting entries at the end of their chains, in four queries however many there are."""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from audit import canonical
from audit.chains import ChainRef, Vis
from audit.models import Chain, Entry, EntryBody

KEY_EPOCH = 1
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place: everything but number, salt and hash."""

    chain: ChainRef
    at: datetime
    vis: Vis
    said: dict[str, Any]
    erases: int | None = None


def append(drafts: Iterable[Draft]) -> None:
    """Append *drafts*, each to its chain, in the running transaction.

    The heads are locked in the order of their ids and stay locked until the commit, so this is
    the last thing a transaction does. A chain begins with its first entry.
    """
    drafts = list(drafts)
    if not drafts:
        return
    heads = _lock({draft.chain for draft in drafts})
    entries, bodies = [], []
    for draft in drafts:
        entry, body = _next(heads[draft.chain.id], draft)
        entries.append(entry)
        bodies.append(body)
    Entry.objects.bulk_create(entries)
    EntryBody.objects.bulk_create(bodies)
    _set(heads.values(), "head_seq = EXCLUDED.head_seq, head_hash = EXCLUDED.head_hash")


def _next(head: Chain, draft: Draft) -> tuple[Entry, EntryBody]:
    entry = Entry(
        id=uuid.uuid4(),
        chain=head,
        seq=head.head_seq + 1,
        at=draft.at,
        vis=draft.vis,
        key_epoch=KEY_EPOCH,
        erases=draft.erases,
    )
    text = canonical.write({**draft.said, "chain": head.kind, "id": str(entry.pk)})
    salt = secrets.token_bytes(SALT_BYTES)
    entry.leaf = canonical.leaf(salt, text)
    entry.hash = canonical.link(
        bytes(head.head_hash), seq=entry.seq, vis=entry.vis, key_epoch=KEY_EPOCH, leaf=entry.leaf
    )
    head.head_seq, head.head_hash = entry.seq, entry.hash
    return entry, EntryBody(entry=entry, salt=salt, body=text)


def _lock(refs: set[ChainRef]) -> dict[uuid.UUID, Chain]:
    """The heads of these chains, locked, made where they were not.

    One statement does both: it meets no gap between looking and making, and takes the rows in
    the order of their ids, so that two writers of the same chains cannot wait for each other.
    """
    ordered = sorted(refs, key=lambda ref: ref.id)
    fresh = [
        Chain(id=ref.id, kind=ref.kind, head_seq=0, head_hash=canonical.first_link(ref.id))
        for ref in ordered
    ]
    heads = {}
    for key, kind, seq, head_hash in _set(fresh, "kind = audit_chain.kind"):
        id_ = key if isinstance(key, uuid.UUID) else uuid.UUID(key)
        heads[id_] = Chain(id=id_, kind=kind, head_seq=seq, head_hash=bytes(head_hash))
    for ref in ordered:
        if heads[ref.id].kind != ref.kind:
            raise ValueError(f"Chain {ref.id} is of kind {heads[ref.id].kind}, not {ref.kind}.")
    return heads


def _set(heads: Iterable[Chain], standing: str) -> list[tuple[Any, ...]]:
    """Insert *heads*, and do *standing* to those that are there. The rows as they are then."""
    to_column = Chain._meta.pk.get_db_prep_value
    values: list[Any] = []
    for head in heads:
        values += [to_column(head.id, connection), head.kind, head.head_seq, head.head_hash]
    rows = ", ".join(["(%s, %s, %s, %s)"] * (len(values) // 4))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_chain (id, kind, head_seq, head_hash) VALUES {rows} "  # noqa: S608
            f"ON CONFLICT (id) DO UPDATE SET {standing} "
            "RETURNING id, kind, head_seq, head_hash",
            values,
        )
        return cursor.fetchall()
