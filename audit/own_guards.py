"""What the database holds of the ledger itself."""

from audit import guards

guards.register(guards.append_only("audit_entry"))
guards.register(guards.append_only("audit_read"))

_GOES_BACK = (
    "NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.head_seq < OLD.head_seq "
    "OR (NEW.head_seq = OLD.head_seq AND NEW.head_hash <> OLD.head_hash)"
)
guards.register(
    guards.refusing(
        "audit_chain_goes_on",
        "audit_chain",
        {"UPDATE": (_GOES_BACK, _GOES_BACK), "DELETE": ("", "")},
    )
)

# A body may go only when its chain already says so.
_ANNOUNCED = (
    "SELECT 1 FROM audit_entry gone JOIN audit_entry later "
    "ON later.chain_id = gone.chain_id AND later.erases = gone.seq AND later.seq > gone.seq "
    "WHERE gone.id = OLD.entry_id AND gone.erases IS NULL"
)
_STOP = "BEGIN SELECT RAISE(ABORT, 'audit_entrybody is not removed'); END"
_DELETE = "audit_body_goes_announced_delete BEFORE DELETE ON audit_entrybody"
guards.register(guards.refusing("audit_body", "audit_entrybody", {"UPDATE": ("", "")}))
guards.register(
    guards.Guard(
        name="audit_body_goes_announced",
        table="audit_entrybody",
        postgres=[
            guards.REFUSE_POSTGRES,
            f"""
            CREATE OR REPLACE FUNCTION audit_body_goes() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NOT EXISTS ({_ANNOUNCED}) THEN
                RAISE EXCEPTION 'audit_entrybody is not removed'
                  USING ERRCODE = 'integrity_constraint_violation';
              END IF;
              RETURN OLD;
            END $$
            """,
            f"CREATE TRIGGER {_DELETE} FOR EACH ROW EXECUTE FUNCTION audit_body_goes()",
            guards.truncate_refused("audit_body_goes_announced", "audit_entrybody"),
        ],
        sqlite=[
            f"CREATE TRIGGER {_DELETE} FOR EACH ROW WHEN NOT EXISTS ({_ANNOUNCED}) {_STOP}",
        ],
        drop_postgres=[
            "DROP TRIGGER IF EXISTS audit_body_goes_announced_delete ON audit_entrybody",
            "DROP TRIGGER IF EXISTS audit_body_goes_announced_truncate ON audit_entrybody",
        ],
        drop_sqlite=["DROP TRIGGER IF EXISTS audit_body_goes_announced_delete"],
    )
)
