"""Prepared queries that give instances, with what hangs on them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import QuerySet

from liaison.prepared import Prepared


class Part:
    """A row that comes along: where it hangs ("site__operator"; "" is the one asked for), what it
    is, which of its columns (without *names*: all)."""

    def __init__(self, path: str, model: type[models.Model], *names: str) -> None:
        self.path = path
        self.model = model
        # In the order of the model, by which ``from_db`` takes the values.
        known = [field.attname for field in model._meta.concrete_fields]
        self.names = tuple(name for name in known if not names or name in names)
        self.key = self.names.index(model._meta.pk.attname)

    @property
    def columns(self) -> list[str]:
        return [f"{self.path}__{name}" if self.path else name for name in self.names]


class Instances:
    """As ``Prepared``, for a *build* whose queryset says which rows, and *parts* that say what of
    them. The first part is the one asked for; another follows the one it hangs on."""

    def __init__(
        self, build: Callable[..., QuerySet[Any]], parts: Sequence[Part], *kinds: type
    ) -> None:
        columns = [column for part in parts for column in part.columns]
        self._parts = parts
        self._rows = Prepared(lambda *values: build(*values).values_list(*columns), *kinds)

    def found(self, *values: Any) -> list[Any]:
        return [self._instance(row) for row in self._rows.rows(*values)]

    def _instance(self, row: tuple[Any, ...]) -> Any:
        made: dict[str, Any] = {}
        start = 0
        for part in self._parts:
            values = row[start : start + len(part.names)]
            start += len(part.names)
            one = None
            if values[part.key] is not None:
                one = part.model.from_db(DEFAULT_DB_ALIAS, part.names, values)
            made[part.path] = one
            holder, _dot, name = part.path.rpartition("__")
            if part.path and made[holder] is not None:
                setattr(made[holder], name, one)
        return made[""]
