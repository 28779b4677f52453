"""What many tests begin with, made once by doing and written again for each of them.

What a step writes is kept as it went to the database, statement for statement: written again, it
passes the same guards, and every test has rows and objects of its own. A step is written again
only where all that went before is what it was made on: nothing else written, no setting changed,
the language of the portal. Anywhere else, and where it was never kept, it is done anew.
"""

import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import UserSettingsHolder, settings
from django.db import connection, transaction
from django.utils import translation

_WRITES = ("INSERT", "UPDATE", "DELETE")
# Where tries are counted for a while: nothing that a step leaves.
_CACHE = "portal_cache"
_CHANGES_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE")


class _Written(pickle.Pickler):
    """An object of an earlier step is named, and not copied."""

    def __init__(self, file: io.BytesIO, made: dict[str, Any]) -> None:
        super().__init__(file)
        self._names = {id(one): name for name, one in made.items()}

    def persistent_id(self, one: Any) -> str | None:
        return self._names.get(id(one))


class _Read(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, made: dict[str, Any]) -> None:
        super().__init__(file)
        self._made = made

    def persistent_load(self, name: str) -> Any:
        return self._made[name]


class Kept:
    """The statements of each step and what it made, by the names of all steps up to there."""

    def __init__(self) -> None:
        self.steps: dict[tuple[str, ...], tuple[list[tuple[str, Any]], bytes]] = {}

    def learn(self, play: Callable[["Start"], Any]) -> None:
        """Does the steps of *play* in a database that holds nothing yet, and takes them back."""
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            world = Start(self, learns=True)
            if world.is_untouched:
                play(world)
            transaction.set_rollback(True)


class Start:
    """What one test has from here, and whether anything else was written since."""

    def __init__(self, kept: Kept, *, learns: bool = False) -> None:
        self._kept, self._learns = kept, learns
        self._steps: tuple[str, ...] = ()
        self._made: dict[str, Any] = {}
        self.is_untouched = _is_empty()

    def step(self, name: str, make: Callable[[], Any]) -> Any:
        """What *make* makes: written again where it can be, made anew where not."""
        steps = (*self._steps, name)
        if not (self.is_untouched and _is_plain()):
            return make()
        if steps not in self._kept.steps:
            if not self._learns:
                return make()
            self._keep(steps, make)
        made = self._again(*self._kept.steps[steps])
        self._steps = steps
        if made is not None:
            self._made |= {name: made, **{f"{name}.{one}": it for one, it in _parts(made)}}
        return made

    @contextmanager
    def watched(self) -> Iterator["Start"]:
        with connection.execute_wrapper(self._watch):
            yield self

    def _keep(self, steps: tuple[str, ...], make: Callable[[], Any]) -> None:
        """Makes it, and takes that back."""
        statements: list[tuple[str, Any]] = []
        written = io.BytesIO()
        with transaction.atomic():
            with connection.execute_wrapper(_taking_down(statements)):
                made = make()
            _Written(written, self._made).dump(made)
            transaction.set_rollback(True)
        self._kept.steps[steps] = (statements, written.getvalue())

    def _again(self, statements: list[tuple[str, Any]], written: bytes) -> Any:
        was = self.is_untouched
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
        self.is_untouched = was
        return _Read(io.BytesIO(written), self._made).load()

    def _watch(self, execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_CHANGES_NOTHING):
            self.is_untouched = False
        return execute(sql, params, many, context)


def _parts(made: Any) -> list[tuple[str, Any]]:
    return list(vars(made).items()) if hasattr(made, "__dataclass_fields__") else []


def _taking_down(statements: list[tuple[str, Any]]) -> Callable:
    def take_down(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _CACHE in sql:
            return execute(sql, params, many, context)
        if sql.startswith(_WRITES) and not many:
            statements.append((sql, tuple(params or ())))
        elif not sql.startswith(_CHANGES_NOTHING):
            raise ValueError(f"This cannot be written again: {sql}")
        return execute(sql, params, many, context)

    return take_down


def _is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM accounts_person)"
            " OR EXISTS (SELECT 1 FROM audit_chain)"
        )
        return cursor.fetchone() is None


def _is_plain() -> bool:
    changed = isinstance(settings._wrapped, UserSettingsHolder)
    return not changed and translation.get_language() == settings.LANGUAGE_CODE
