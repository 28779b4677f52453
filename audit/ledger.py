"""The ledger: who did what, hash-chained, written in the transaction of the change.

An operation notes what it does with ``record``; the entries are appended when the outermost
operation ends, as the last thing before its commit. ``docs/ledger.md`` shows the bytes.
"""

import contextlib
import functools
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from audit import appending, canonical
from audit.chains import SYSTEM, ChainRef, Vis
from audit.verifying import Verdict, verify

__all__ = ["SYSTEM", "ChainRef", "Verdict", "Vis", "operation", "record", "verify", "writing"]

P = ParamSpec("P")
R = TypeVar("R")
_VERB = re.compile(r"[a-z]+\.[a-z][a-z_]*")


class _Pending:
    """Entries that wait for the end of the operation, and what follows once they stand.

    Each is also handed to ``transaction.on_commit``, where calling it does nothing: Django drops
    what was handed over inside a savepoint that is rolled back, and with it goes the entry.
    """

    def __init__(self, drafts: list[appending.Draft], then: Callable[[], None] | None) -> None:
        self.drafts = drafts
        self.then = then

    def __call__(self) -> None:
        """Nothing is left to do after the commit."""


_buffer: ContextVar[list[_Pending] | None] = ContextVar("ledger_buffer", default=None)


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """A transaction whose ledger entries are appended at its end.

    Inside another one it is a savepoint: when its body raises, its own entries go, and only they.
    """
    if _buffer.get() is not None:
        with transaction.atomic():
            yield
        return
    buffer: list[_Pending] = []
    token = _buffer.set(buffer)
    try:
        with transaction.atomic():
            yield
            _close(buffer)
    finally:
        _buffer.reset(token)


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Makes *function* one transaction that keeps the ledger: ``writing`` as a decorator."""

    @functools.wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return function(*args, **kwargs)

    return kept


def record(
    verb: str,
    *,
    chain: ChainRef | list[ChainRef],
    by: Any,
    about: models.Model | None = None,
    vis: Vis = Vis.SHARED,
    at: datetime | None = None,
    **facts: Any,
) -> None:
    """Note that *by* did *verb* to *about*; it is appended when the outermost operation ends.

    *facts* are ids, codes, counts and digests, never words of a case. With several chains each
    gets its own entry. Errors: ``RuntimeError`` outside an operation, ``NotCanonical`` (a
    ``ValueError``) for facts the ledger does not take.
    """
    _buffer_now()  # outside an operation that is the fault to tell, before any other
    at = at or timezone.now()
    said = saying(verb, by=by, about=about, at=at, facts=facts)
    chains = [chain] if isinstance(chain, ChainRef) else list(dict.fromkeys(chain))
    if not chains:
        raise ValueError("An entry needs a chain.")
    hold([appending.Draft(one, at, Vis(vis), said) for one in chains])


def saying(
    verb: str, *, by: Any, about: models.Model | None, at: datetime, facts: dict[str, Any]
) -> dict[str, Any]:
    """The body of an entry, checked where it is said and not only when it is appended."""
    if not _VERB.fullmatch(verb):
        raise ValueError("A ledger verb reads <app>.<past participle>.")
    if getattr(by, "pk", None) is None:
        raise ValueError("The ledger needs to know who acts.")
    said = {
        "verb": verb,
        "at": canonical.moment(at),
        "by": str(by.pk),
        "about": about._meta.label_lower if about else None,
        "about_id": str(about.pk) if about else None,
        "facts": facts,
    }
    canonical.write(said)
    return said


def hold(drafts: list[appending.Draft], then: Callable[[], None] | None = None) -> None:
    """Keep *drafts* until the outermost operation ends; *then* runs once they are appended, in
    the same transaction."""
    pending = _Pending(drafts, then)
    buffer = _buffer_now()
    transaction.on_commit(pending)
    buffer.append(pending)


def _buffer_now() -> list[_Pending]:
    buffer = _buffer.get()
    if buffer is None:
        raise RuntimeError("The ledger is written inside a ledger.operation only.")
    return buffer


def _close(buffer: list[_Pending]) -> None:
    connection = transaction.get_connection()
    ours = {id(pending) for pending in buffer}
    standing = {id(function) for _sids, function, *_rest in connection.run_on_commit}
    connection.run_on_commit = [
        waiting for waiting in connection.run_on_commit if id(waiting[1]) not in ours
    ]
    kept = [pending for pending in buffer if id(pending) in standing]
    appending.append(draft for pending in kept for draft in pending.drafts)
    for pending in kept:
        if pending.then:
            pending.then()
