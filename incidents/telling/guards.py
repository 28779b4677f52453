"""What the database itself refuses about what is told without a name."""

from audit import guards
from audit.rules import rule
from incidents.telling.lifecycle import MOVES, Stage

TOLD = "incidents_told"

guards.register(
    guards.fixed(
        TOLD,
        [
            "id",
            "site_id",
            "wish",
            "received_on",
            "shown_from",
            "read_by",
            "slip_hash",
            "data_key_id",
            "ciphertext",
        ],
        deletes=True,
    )
)
guards.register(guards.staged(TOLD, MOVES, begins=Stage.RECEIVED))
guards.register(guards.append_only("incidents_toldreply", deletes=True))
guards.register(guards.append_only("incidents_toldcount"))

# A row goes only when nobody can read it any more, not even from a copy of the database.
_READABLE = """EXISTS (SELECT 1 FROM vault_datakey k
WHERE k.id = OLD.data_key_id AND k.wrapped IS NOT NULL)"""
for table in (TOLD, "incidents_toldreply"):
    guards.register(
        rule(
            f"{table}_key_goes_first",
            table,
            says="what was told goes only after its key",
            body=f"IF NOT {_READABLE} THEN RETURN OLD; END IF;",
            when={"delete": _READABLE},
        )
    )
