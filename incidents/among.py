"""``IN`` for many ids at the price of one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func


class Among(Func):
    """Whether the UUID column *name* is one of *ids*; never where it is null.

    Somebody may reach hundreds of partnerships. As parameters of ``IN`` they cost more than the
    query itself, so PostgreSQL gets them as one array.
    """

    output_field = BooleanField()

    def __init__(self, name: str, ids: Iterable[UUID]) -> None:
        super().__init__(F(name))
        self.ids = frozenset(ids)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **_context: Any
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        told = [id_.hex for id_ in self.ids]
        if connection.vendor == "postgresql":
            return f"({column} = ANY(%s::uuid[]))", [*params, "{" + ",".join(told) + "}"]
        if not told:
            return "(1 = 0)", []
        return f"({column} IN ({', '.join(['%s'] * len(told))}))", [*params, *told]
