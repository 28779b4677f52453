"""What a protocol covers stands before its first version is begun, and never changes; what it says
of one partnership alone stays there."""

from audit import guards
from audit.rules import rule

COVERS = "protocols_protocolpartnership"

guards.register(guards.append_only(COVERS))

# Who may read it and who has to sign it follow from it, for every version there will ever be.
_BEGUN = "EXISTS (SELECT 1 FROM protocols_version v WHERE v.protocol_id = NEW.protocol_id)"
guards.register(
    rule(
        f"{COVERS}_settled",
        COVERS,
        says="what a protocol covers is settled before its first version",
        body=f"""
          PERFORM 1 FROM protocols_protocol WHERE id = NEW.protocol_id FOR UPDATE;
          IF NOT {_BEGUN} THEN RETURN NEW; END IF;""",
        when={"insert": _BEGUN},
    )
)

# An operator or a service that is a party to all of it.
_OTHERS = """SELECT 1 FROM protocols_protocolpartnership c
JOIN liaison_partnership p ON p.id = c.partnership_id JOIN liaison_site s ON s.id = p.site_id
JOIN liaison_partnership n ON n.id = NEW.partnership_id JOIN liaison_site t ON t.id = n.site_id
WHERE c.protocol_id = NEW.protocol_id"""
_APART = (
    f"EXISTS ({_OTHERS} AND p.service_id <> n.service_id)"
    f" AND EXISTS ({_OTHERS} AND s.operator_id <> t.operator_id)"
)
guards.register(
    rule(
        f"{COVERS}_connected",
        COVERS,
        says="one organisation is party to all that a protocol covers",
        body=f"IF NOT ({_APART}) THEN RETURN NEW; END IF;",
        when={"insert": _APART},
    )
)

# An annex is for a partnership that the protocol covers, and stays with it.
CLAUSE = "protocols_clause"
_COVERED = """(NEW.partnership_id IS NULL OR EXISTS (
SELECT 1 FROM protocols_version v
JOIN protocols_protocolpartnership c ON c.protocol_id = v.protocol_id
WHERE v.id = NEW.version_id AND c.partnership_id = NEW.partnership_id))"""
guards.register(
    rule(
        f"{CLAUSE}_annex",
        CLAUSE,
        says="an annex is for one partnership that its protocol covers",
        body=f"""
          IF {_COVERED} AND (TG_OP = 'INSERT'
            OR NEW.partnership_id IS NOT DISTINCT FROM OLD.partnership_id) THEN
            RETURN NEW;
          END IF;""",
        when={
            "insert": f"NOT {_COVERED}",
            "update": f"NOT {_COVERED} OR NEW.partnership_id IS NOT OLD.partnership_id",
        },
    )
)

# The table is common, and so is every clause that an answer rests on.
ROW = "protocols_entryrow"
_IN_AN_ANNEX = """EXISTS (SELECT 1 FROM protocols_clause c
WHERE c.id = NEW.clause_id AND c.partnership_id IS NOT NULL)"""
guards.register(
    rule(
        f"{ROW}_rests_on_common_ground",
        ROW,
        says="an answer rests on a clause that applies wherever the version does",
        body=f"IF NOT {_IN_AN_ANNEX} THEN RETURN NEW; END IF;",
        when={"insert": _IN_AN_ANNEX, "update": _IN_AN_ANNEX},
    )
)
