"""One version in force for a partnership at any instant, and only one that both parties signed."""

from audit import guards
from audit.rules import rule

FORCE = "protocols_inforce"

# A range that ends where it starts is empty and overlaps nothing.
_OVERLAPS = """(NEW.ends IS NULL OR NEW.ends > NEW.starts) AND EXISTS (
  SELECT 1 FROM protocols_inforce o
  WHERE o.partnership_id = NEW.partnership_id AND o.id <> NEW.id
  AND (o.ends IS NULL OR (o.ends > o.starts AND o.ends > NEW.starts))
  AND (NEW.ends IS NULL OR o.starts < NEW.ends)
)"""
_ONE = "one version is in force for a partnership at a time"
_EVENTS = ("insert", "update")

guards.register(
    guards.Guard(
        name="protocols_one_in_force",
        table=FORCE,
        postgres=[
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            (
                f"ALTER TABLE {FORCE} ADD CONSTRAINT protocols_one_in_force EXCLUDE USING gist "
                "(partnership_id WITH =, tstzrange(starts, ends, '[)') WITH &&)"
            ),
        ],
        sqlite=[
            f"CREATE TRIGGER protocols_one_in_force_{event} BEFORE {event.upper()} ON {FORCE} "
            f"FOR EACH ROW WHEN {_OVERLAPS} BEGIN SELECT RAISE(ABORT, '{_ONE}'); END"
            for event in _EVENTS
        ],
        drop_postgres=[f"ALTER TABLE {FORCE} DROP CONSTRAINT IF EXISTS protocols_one_in_force"],
        drop_sqlite=[f"DROP TRIGGER IF EXISTS protocols_one_in_force_{event}" for event in _EVENTS],
    )
)

# The version covers the partnership, its operator and its service each have a slot in it, and
# every slot of theirs carries a signature over its digest.
_AGREED = """EXISTS (
SELECT 1 FROM protocols_version v
JOIN protocols_protocolpartnership c ON c.protocol_id = v.protocol_id
JOIN liaison_partnership p ON p.id = c.partnership_id
JOIN liaison_site s ON s.id = p.site_id
WHERE v.id = NEW.version_id AND p.id = NEW.partnership_id AND v.digest <> ''
AND EXISTS (SELECT 1 FROM protocols_signatoryslot x
            WHERE x.version_id = v.id AND x.organisation_id = s.operator_id)
AND EXISTS (SELECT 1 FROM protocols_signatoryslot x
            WHERE x.version_id = v.id AND x.organisation_id = p.service_id)
AND NOT EXISTS (SELECT 1 FROM protocols_signatoryslot x
                LEFT JOIN protocols_signature g ON g.slot_id = x.id AND g.digest = v.digest
                WHERE x.version_id = v.id AND g.id IS NULL
                AND x.organisation_id IN (s.operator_id, p.service_id))
)"""

guards.register(
    rule(
        "protocols_in_force_is_signed",
        FORCE,
        says="nothing is in force without the signatures of both parties",
        body=f"""
          PERFORM 1 FROM protocols_version WHERE id = NEW.version_id FOR SHARE;
          IF {_AGREED} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_AGREED}"},
    )
)

# What applied on a day stays what applied: only the end of a range may come, or come sooner.
guards.register(guards.fixed(FORCE, ("id", "partnership_id", "version_id", "starts")))
_LATER = "OLD.ends IS NOT NULL AND (NEW.ends IS NULL OR NEW.ends > OLD.ends)"
guards.register(guards.refusing(f"{FORCE}_shortened", FORCE, {"UPDATE": (_LATER, _LATER)}))

# Nobody ends what applies by the way: a notice of termination does, or what both signed since and
# is just coming into force.
_CAUSED = """(EXISTS (SELECT 1 FROM protocols_termination t
  WHERE t.in_force_id = NEW.id AND t.ends = NEW.ends)
OR EXISTS (SELECT 1 FROM protocols_version v
  JOIN protocols_protocolpartnership c ON c.protocol_id = v.protocol_id
  WHERE c.partnership_id = NEW.partnership_id AND v.stage = 'signed'
  AND NOT EXISTS (SELECT 1 FROM protocols_inforce o
    WHERE o.version_id = v.id AND o.partnership_id = NEW.partnership_id)))"""

guards.register(
    rule(
        "protocols_in_force_ends_by_cause",
        FORCE,
        says="what is in force ends by notice or by what both signed since",
        body=f"""
          IF NEW.ends IS NOT DISTINCT FROM OLD.ends OR {_CAUSED} THEN RETURN NEW; END IF;""",
        when={"update": f"NEW.ends IS NOT OLD.ends AND NOT {_CAUSED}"},
    )
)
