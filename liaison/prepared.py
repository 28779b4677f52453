"""Queries that are worked out once and asked many times.

Building a query with the ORM costs more than asking the database, and some are asked on every
page. A ``Prepared`` one is still written with the ORM, in the place where its meaning is defined;
only the SQL that comes of it is kept, and each time the values are put in anew.
"""

import threading
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from liaison.among import as_one

_FIRST_DAY = datetime(1901, 1, 1, 1, 1, 1, 1, tzinfo=UTC)


class Prepared:
    """``build(*values)`` is a ``values_list`` queryset whose shape does not depend on the values.

    ``kinds`` says what each value is: ``UUID``, ``datetime`` (aware), ``date``, ``str``, or
    ``list`` for the UUIDs of an ``Among``.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._worked_out: dict[str, _WorkedOut] = {}
        self._lock = threading.Lock()

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows, with the same Python types as the queryset's own."""
        query = self._worked_out.get(connection.vendor)
        if query is None:
            with self._lock:
                query = _WorkedOut(self._build, self._kinds)
                self._worked_out[connection.vendor] = query
        return query.rows(values)


class _WorkedOut:
    def __init__(self, build: Callable[..., QuerySet[Any]], kinds: Sequence[type]) -> None:
        marks = [_mark(kind, number) for number, kind in enumerate(kinds)]
        self._compiler = build(*marks).query.get_compiler(connection=connection)
        self._sql, params = self._compiler.as_sql()
        adapted = [_adapted(mark) for mark in marks]
        places = [_place(param, adapted) for param in params]
        if set(range(len(kinds))) - set(places):
            raise ValueError("a value of this query is nowhere in its SQL")
        self._params = list(zip(params, places, strict=True))
        columns = [column for column, _sql, _alias in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)

    def rows(self, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        told = [_adapted(value) for value in values]
        params = [param if place is None else told[place] for param, place in self._params]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            found = cursor.fetchall()
        if self._converters:
            return [tuple(row) for row in self._convert(found)]
        return [tuple(row) for row in found]

    def _convert(self, found: Any) -> Any:
        # SQLite hands out texts; which column is what, the compiler knows.
        converters = [
            (at, functions, column) for at, (functions, column) in self._converters.items()
        ]
        for row in map(list, found):
            for at, functions, column in converters:
                value = row[at]
                for function in functions:
                    value = function(value, column, connection)
                row[at] = value
            yield row


def _mark(kind: type, number: int) -> Any:
    """A value that stands for the *number*-th one and occurs nowhere by chance."""
    if kind is uuid.UUID:
        return uuid.UUID(int=0xFEED_0000_0000_4000_8000_0000_0000_0000 + number)
    if kind is datetime:
        return _FIRST_DAY + timedelta(days=number)
    if kind is date:
        return _FIRST_DAY.date() + timedelta(days=number)
    if kind is list:
        return [_mark(uuid.UUID, number)]
    return f"\x01mark-{number}\x01"


def _place(param: Any, adapted: Sequence[Any]) -> int | None:
    for number, mark in enumerate(adapted):
        if type(param) is type(mark) and param == mark:
            return number
    return None


def _adapted(value: Any) -> Any:
    """*value* as the database's driver takes it."""
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value if isinstance(value, str) else as_one(value, connection)
