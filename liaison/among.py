"""``IN`` for many ids at the price of one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func


class Among(Func):
    """Whether the UUID column *name* is one of *ids*; never where it is null.

    Somebody may reach hundreds of partnerships. As parameters of ``IN`` they cost more than the
    query itself, so the database gets them as one value; and the query reads the same however
    many they are.
    """

    output_field = BooleanField()

    def __init__(self, name: str, ids: Iterable[UUID]) -> None:
        super().__init__(F(name))
        self.ids = frozenset(ids)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **_context: Any
    ) -> tuple[str, list[Any]]:
        column, params = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            condition = f"({column} = ANY(%s::uuid[]))"
        else:
            condition = f"({column} IN (SELECT value FROM json_each(%s)))"  # noqa: S608
        return condition, [*params, as_one(self.ids, connection)]


def as_one(ids: Iterable[UUID], connection: Any) -> str:
    """*ids* as the one value that the database takes for them."""
    if connection.vendor == "postgresql":
        return "{" + ",".join(id_.hex for id_ in ids) + "}"
    return "[" + ",".join(f'"{id_.hex}"' for id_ in ids) + "]"
