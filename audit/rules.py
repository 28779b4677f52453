"""One rule as a trigger on both engines."""

from collections.abc import Mapping, Sequence

from audit import guards


def rule(
    name: str,
    table: str,
    *,
    says: str,
    body: str,
    when: Mapping[str, str],
    declare: str = "",
    before: Sequence[str] = (),
) -> guards.Guard:
    """A guard that refuses with the sentence *says*.

    *when* gives the events it watches and, for SQLite, the condition that refuses each. *body* is
    the same in PL/pgSQL: what returns is allowed, what runs through is refused. *before* are
    statements PostgreSQL needs first. Where it watches deletion, nobody empties the table at
    once either (PostgreSQL's TRUNCATE passes all row triggers).
    """
    events = " OR ".join(event.upper() for event in when)
    emptied = [guards.REFUSE_POSTGRES, guards.truncate_refused(name, table)]
    return guards.Guard(
        name=name,
        table=table,
        postgres=[
            *before,
            _function(name, says, body, declare),
            _trigger(name, table, events) + f"EXECUTE FUNCTION {name}()",
            *(emptied if "delete" in when else []),
        ],
        sqlite=[
            _trigger(f"{name}_{event}", table, event.upper())
            + f"WHEN {refused} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for event, refused in when.items()
        ],
        drop_postgres=[
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"DROP TRIGGER IF EXISTS {name}_truncate ON {table}",
        ],
        drop_sqlite=[f"DROP TRIGGER IF EXISTS {name}_{event}" for event in when],
    )


def _function(name: str, says: str, body: str, declare: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"{declare} BEGIN {body} "
        f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )


def _trigger(name: str, table: str, events: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW "
