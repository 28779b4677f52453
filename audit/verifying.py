"""Walking a chain from its first entry to its head, and naming the first that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import canonical
from audit.chains import ChainRef
from audit.models import Chain, Entry

PAGE = 1000
# What a column that holds something else than it should makes Python say.
_NONSENSE = (AttributeError, OverflowError, TypeError, ValueError)
ERASED = "audit.erased"
_COLUMNS = (
    "id",
    "seq",
    "at",
    "vis",
    "leaf",
    "hash",
    "key_epoch",
    "erases",
    "body__salt",
    "body__body",
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: true when the chain is whole, else the first bad seq and why."""

    chain: ChainRef
    entries: int
    first_bad: int | None = None
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.first_bad is None


class _Row(NamedTuple):
    id: UUID
    seq: int
    at: datetime
    vis: int
    leaf: bytes
    hash: bytes
    key_epoch: int
    erases: int | None
    salt: bytes | None
    body: str | None


def verify(chain: ChainRef | Chain) -> Verdict:
    """Read every entry of *chain* and say whether each is what it was when it was appended.

    Reads in pages by number, so a long chain takes time but no memory; entries appended
    meanwhile are verified too. Finds what the chain alone can show: the end of a chain cut off
    together with its head shows only against a copy of that head kept elsewhere.
    """
    ref = ChainRef(chain.kind, chain.id)
    previous, seq = canonical.first_link(ref.id), 0
    while True:
        try:
            for row in _after(ref, seq):
                fault = _fault(ref, row, previous, seq + 1)
                if fault:
                    return Verdict(ref, seq, seq + 1, fault)
                previous, seq = bytes(row.hash), row.seq
        except _NONSENSE:
            return Verdict(ref, seq, seq + 1, _("the entry cannot be read"))
        # Read after the entries: an entry and its head are committed together, so the head
        # can only be further on, never behind.
        head = Chain.objects.filter(pk=ref.id).values_list("head_seq", "head_hash", "kind").first()
        head_seq, head_hash, kind = head or (0, canonical.first_link(ref.id), ref.kind)
        if head_seq > seq and Entry.objects.filter(chain=ref.id, seq__gt=seq).exists():
            continue
        return _at_the_head(ref, seq, previous, (head_seq, bytes(head_hash), kind))


def _at_the_head(ref: ChainRef, seq: int, last: bytes, head: tuple[int, bytes, str]) -> Verdict:
    head_seq, head_hash, kind = head
    if head_seq > seq:
        return Verdict(ref, seq, seq + 1, _("the entry is missing"))
    if head_seq < seq:
        return Verdict(ref, seq, head_seq + 1, _("the entry lies beyond the head"))
    if head_hash != last:
        return Verdict(ref, seq, max(seq, 1), _("the head has another hash"))
    if kind != ref.kind:
        return Verdict(ref, seq, 1, _("the chain is of another kind"))
    return Verdict(ref, seq)


def _after(ref: ChainRef, seq: int) -> Iterator[_Row]:
    """The entries after *seq*, from the very first when that is 0, whatever their numbers."""
    size = PAGE
    while True:
        entries = Entry.objects.filter(chain=ref.id).order_by("seq").values_list(*_COLUMNS)
        if seq:
            entries = entries.filter(seq__gt=seq)
        try:
            page = list(entries[:size])
        except _NONSENSE:
            if size == 1:
                raise
            size = 1  # one entry at a time, to reach those before the one that cannot be read
            continue
        for values in page:
            yield _Row(*values)
        if len(page) < size:
            return
        seq = page[-1][1]


def _fault(ref: ChainRef, row: _Row, previous: bytes, expected: int) -> str | Promise | None:
    if row.seq != expected:
        return _("the entry is missing")
    leaf = bytes(row.leaf)
    hash_ = canonical.link(previous, seq=row.seq, vis=row.vis, key_epoch=row.key_epoch, leaf=leaf)
    if bytes(row.hash) != hash_:
        return _("its hash does not follow from the entry before it")
    if row.body is None or row.salt is None:
        return None if _is_announced(ref, row) else _("its body is missing and no entry says why")
    if canonical.leaf(bytes(row.salt), row.body) != leaf:
        return _("its body is not the one that was written")
    try:
        said = canonical.read(row.body)
    except canonical.NotCanonical:
        return _("its body is not in canonical form")
    return _disagreement(ref, row, said)


def _disagreement(ref: ChainRef, row: _Row, said: dict[str, Any]) -> str | Promise | None:
    """Where the columns beside the body say something else than the body."""
    if said.get("at") != canonical.moment(row.at):
        return _("its time is not the one that was written")
    if said.get("id") != str(row.id) or said.get("chain") != ref.kind:
        return _("its body belongs to another entry")
    if row.erases != _erases(said):
        return _("it does not announce the erasure that was written")
    return None


def _erases(said: dict[str, Any]) -> int | None:
    facts = said.get("facts")
    if said.get("verb") != ERASED or not isinstance(facts, dict):
        return None
    seq = facts.get("seq")
    return seq if isinstance(seq, int) else None


def _is_announced(ref: ChainRef, row: _Row) -> bool:
    """Whether a later entry of the chain, whose body stands, says that this body was erased.

    That this later entry is sound is found out when the walk comes to it.
    """
    if row.erases is not None:
        return False
    later = Entry.objects.filter(chain=ref.id, erases=row.seq, seq__gt=row.seq)
    return later.filter(body__isnull=False).exists()
