"""Rules that the database itself holds: what may not be changed, what may not overlap.

Each app registers its own in ``<app>/guards.py``, imported when the app is ready. They are put in
place after every ``migrate``, because a later migration may drop a trigger without a word (SQLite
remakes a table to alter it). ``missing`` says which are not in place as they are written here.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_MADE = re.compile(
    r"\bCREATE\s+(?:CONSTRAINT\s+)?(TRIGGER)\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)"
    r"|\bADD\s+(CONSTRAINT)\s+(\w+)",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"\bCREATE\s+OR\s+REPLACE\s+FUNCTION\s+(\w+)\s*\(.*?\$\$(.*?)\$\$", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Statements that put one rule on one table, and those that take it off again.

    Every trigger or constraint that the statements make is looked for afterwards, by its name
    and by what it says. Dropping must not fail when there is nothing to drop (``IF EXISTS``).
    """

    name: str
    table: str
    postgres: Sequence[str]
    sqlite: Sequence[str]
    drop_postgres: Sequence[str]
    drop_sqlite: Sequence[str]

    def __post_init__(self) -> None:
        for statements in (self.postgres, self.sqlite):
            if not _made_by(statements):
                raise ValueError(f"Guard {self.name} makes no trigger or constraint.")

    def statements(self, vendor: str) -> Sequence[str]:
        return self.postgres if vendor == "postgresql" else self.sqlite

    def drops(self, vendor: str) -> Sequence[str]:
        return self.drop_postgres if vendor == "postgresql" else self.drop_sqlite

    @property
    def fingerprint(self) -> str:
        """A digest of the PostgreSQL statements, kept as a comment on what they make."""
        return hashlib.sha256("\n".join(self.postgres).encode()).hexdigest()[:32]


_registry: dict[str, Guard] = {}

_REFUSALS = {
    "INSERT": "does not begin so",
    "UPDATE": "is not changed",
    "DELETE": "is not removed",
}

REFUSE_POSTGRES = """
CREATE OR REPLACE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def register(guard: Guard) -> Guard:
    """Add *guard*; registering the same one again changes nothing. Errors: ``ValueError`` when
    another guard has its name."""
    if _registry.setdefault(guard.name, guard) != guard:
        raise ValueError(f"Two guards are called {guard.name}.")
    return guard


def registered() -> list[Guard]:
    return list(_registry.values())


def append_only(table: str, *, deletes: bool = False) -> Guard:
    """Rows of *table* are never changed, and never removed unless *deletes* allows it."""
    events = ["UPDATE"] if deletes else ["UPDATE", "DELETE"]
    return refusing(f"{table}_append_only", table, dict.fromkeys(events, ("", "")))


def fixed(table: str, columns: Sequence[str], *, deletes: bool = False) -> Guard:
    """These *columns* of *table* keep the value they were inserted with; others may change.

    Rows are never removed unless *deletes* allows it.
    """
    postgres = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    sqlite = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    events = {"UPDATE": (postgres, sqlite)}
    if not deletes:
        events["DELETE"] = ("", "")
    return refusing(f"{table}_fixed", table, events)


def decided_once(table: str, marks: Mapping[str, Sequence[str]]) -> Guard:
    """Each mark is a column that is null until something is decided; from then on it and the
    columns named beside it keep their values."""

    def condition(distinct: str) -> str:
        return " OR ".join(
            f"(OLD.{mark} IS NOT NULL AND ("
            + " OR ".join(f"OLD.{name} {distinct} NEW.{name}" for name in (mark, *beside))
            + "))"
            for mark, beside in marks.items()
        )

    conditions = condition("IS DISTINCT FROM"), condition("IS NOT")
    return refusing(f"{table}_decided", table, {"UPDATE": conditions})


def staged(table: str, moves: Mapping[Any, Iterable[str]], *, begins: str = "") -> Guard:
    """A row of *table* changes only by a move: its ``stage``, to one that *moves* lets follow.

    A row in a stage that nothing follows changes no more. *begins* is the stage it is inserted
    in, "" for any.
    """
    allowed = " OR ".join(
        f"(OLD.stage = '{before}' AND NEW.stage IN ({quoted(after)}))"
        for before, after in moves.items()
        if after
    )
    events = {"UPDATE": (f"NOT ({allowed})", f"NOT ({allowed})")}
    if begins:
        events["INSERT"] = (f"NEW.stage <> '{begins}'", f"NEW.stage <> '{begins}'")
    return refusing(f"{table}_staged", table, events)


def quoted(names: Iterable[str]) -> str:
    """A list of SQL, in one order, so that a guard is always written in the same way."""
    return ", ".join(f"'{name}'" for name in sorted(names))


def refusing(name: str, table: str, events: dict[str, tuple[str, str]]) -> Guard:
    """A guard with one trigger for each event; each event has its conditions, "" for always."""
    postgres, sqlite = [REFUSE_POSTGRES], []
    drop_postgres, drop_sqlite = [], []
    for event, (when_postgres, when_sqlite) in events.items():
        verb = _REFUSALS[event]
        trigger = f"{name}_{event.lower()}"
        when = f"WHEN ({when_postgres}) " if when_postgres else ""
        postgres.append(
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"EXECUTE FUNCTION portal_refuse('{verb}')"
        )
        when = f"WHEN {when_sqlite} " if when_sqlite else ""
        sqlite.append(
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{table} {verb}'); END"
        )
        drop_postgres.append(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
        drop_sqlite.append(f"DROP TRIGGER IF EXISTS {trigger}")
    if "DELETE" in events:
        postgres.append(truncate_refused(name, table))
        drop_postgres.append(f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}")
    return Guard(
        name=name,
        table=table,
        postgres=postgres,
        sqlite=sqlite,
        drop_postgres=drop_postgres,
        drop_sqlite=drop_sqlite,
    )


def truncate_refused(name: str, table: str) -> str:
    """PostgreSQL empties a table past all row triggers; this statement trigger stops it."""
    return (
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION portal_refuse('is not emptied')"
    )


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> None:
    """Put every guard in place whose table exists, anew where it is missing or out of date.

    *tables* narrows it to the guards of those tables.
    """
    wanted = _of_tables(connection, tables)
    lacking = set(missing(connection, wanted))
    for guard in wanted:
        if guard.name in lacking:
            _install(connection, guard)


def _install(connection: BaseDatabaseWrapper, guard: Guard) -> None:
    vendor = connection.vendor
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in (*guard.drops(vendor), *guard.statements(vendor)):
            cursor.execute(statement)
        if vendor == "postgresql":
            for kind, name in _made_by(guard.postgres):
                cursor.execute(
                    f"COMMENT ON {kind} {name} ON {guard.table} IS '{guard.fingerprint}'"
                )


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> None:
    """Take every guard off, or those of *tables*: before SQLite remakes tables, and before tests
    empty them."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for guard in _of_tables(connection, tables):
            for statement in guard.drops(connection.vendor):
                cursor.execute(statement)


def _of_tables(connection: BaseDatabaseWrapper, tables: Iterable[str] | None) -> list[Guard]:
    """The guards whose table exists, and is one of *tables* where they are named."""
    names = set(connection.introspection.table_names())
    if tables is not None:
        names &= set(tables)
    return [guard for guard in registered() if guard.table in names]


def missing(connection: BaseDatabaseWrapper, guards: Iterable[Guard] | None = None) -> list[str]:
    """The names of the guards that are absent, switched off or not as they are written here."""
    guards = registered() if guards is None else list(guards)
    see = _seen_on_postgres if connection.vendor == "postgresql" else _seen_on_sqlite
    is_whole = see(connection)
    return [guard.name for guard in guards if not is_whole(guard)]


def _seen_on_postgres(connection: BaseDatabaseWrapper) -> Callable[[Guard], bool]:
    with connection.cursor() as cursor:
        # Every trigger that fires and every constraint that holds, with its comment.
        cursor.execute(
            "SELECT c.relname, t.tgname, obj_description(t.oid, 'pg_trigger') "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
            "AND c.relnamespace = current_schema()::regnamespace "
            "UNION ALL SELECT c.relname, k.conname, obj_description(k.oid, 'pg_constraint') "
            "FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
            "WHERE k.convalidated AND c.relnamespace = current_schema()::regnamespace"
        )
        made = {(table, name): comment for table, name, comment in cursor.fetchall()}
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc "
            "WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'"
        )
        functions = dict(cursor.fetchall())

    def is_whole(guard: Guard) -> bool:
        return all(
            made.get((guard.table, name)) == guard.fingerprint
            for _kind, name in _made_by(guard.postgres)
        ) and all(
            functions.get(match[1]) == match[2]
            for statement in guard.postgres
            for match in _FUNCTION.finditer(statement)
        )

    return is_whole


def _seen_on_sqlite(connection: BaseDatabaseWrapper) -> Callable[[Guard], bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        made = {_plain(sql) for (sql,) in cursor.fetchall()}
    return lambda guard: all(
        _plain(statement) in made for statement in guard.sqlite if _MADE.search(statement)
    )


def _made_by(statements: Sequence[str]) -> list[tuple[str, str]]:
    """(TRIGGER or CONSTRAINT, name) of everything the statements make."""
    return [
        (match[1] or match[3], match[2] or match[4])
        for statement in statements
        for match in [_MADE.search(statement)]
        if match
    ]


def _plain(sql: str) -> str:
    """The statement as SQLite keeps it, so that the two can be compared."""
    sql = re.sub(r"\bIF\s+NOT\s+EXISTS\s+", "", sql, count=1, flags=re.IGNORECASE)
    return " ".join(sql.replace(";", " ; ").split()).rstrip("; ").casefold()
