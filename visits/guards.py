"""What the database holds of visits: history is not rewritten, two visits never overlap."""

from audit import guards

guards.register(guards.append_only("visits_visitmove"))
guards.register(guards.append_only("visits_visitnote"))
guards.register(
    guards.fixed(
        "visits_visit",
        ("partnership_id", "kind", "proposed_by_id", "proposed_side", "proposed_at"),
    )
)

_NEVER_OVERLAPS = (
    "visits_occupation_never_overlaps EXCLUDE USING gist "
    "(site_id WITH =, tstzrange(starts, ends, '[)') WITH &&)"
)


_CLASHES = (
    "EXISTS (SELECT 1 FROM visits_occupation other WHERE other.site_id = NEW.site_id "
    "AND other.id <> NEW.id AND other.starts < NEW.ends AND other.ends > NEW.starts)"
)
_DROP = "ALTER TABLE visits_occupation DROP CONSTRAINT IF EXISTS visits_occupation_never_overlaps"
_STOP = "BEGIN SELECT RAISE(ABORT, 'visits_occupation never overlaps'); END"
_INSERT = "visits_occupation_never_overlaps_insert BEFORE INSERT ON visits_occupation"
_UPDATE = "visits_occupation_never_overlaps_update BEFORE UPDATE ON visits_occupation"

guards.register(
    guards.Guard(
        name="visits_occupation_never_overlaps",
        table="visits_occupation",
        postgres=[
            # Lets one exclusion compare the site by equality beside the span by overlap.
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE visits_occupation ADD CONSTRAINT {_NEVER_OVERLAPS}",
        ],
        sqlite=[
            f"CREATE TRIGGER {_INSERT} FOR EACH ROW WHEN {_CLASHES} {_STOP}",
            f"CREATE TRIGGER {_UPDATE} FOR EACH ROW WHEN {_CLASHES} {_STOP}",
        ],
        drop_postgres=[_DROP],
        drop_sqlite=[
            "DROP TRIGGER IF EXISTS visits_occupation_never_overlaps_insert",
            "DROP TRIGGER IF EXISTS visits_occupation_never_overlaps_update",
        ],
    )
)
