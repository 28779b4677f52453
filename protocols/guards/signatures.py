"""A version goes from stage to stage as the table of moves says, and signatures stay."""

from audit import guards
from audit.rules import rule
from protocols.guards.frozen import SAYS
from protocols.lifecycle import MOVES

VERSION = "protocols_version"
SIGNATURE = "protocols_signature"

guards.register(guards.append_only(SIGNATURE))
guards.register(guards.append_only("protocols_versionmove"))
guards.register(guards.append_only("protocols_declinereason"))
# They go with the slots of a version that is taken back.
guards.register(guards.append_only("protocols_signingreminder", deletes=True))
# Under this name both sides signed it, and its address stands on every copy.
guards.register(guards.fixed("protocols_protocol", ("slug", "title")))
# A draft, with all that was said about it, stays between those it was begun between.
guards.register(
    guards.fixed(
        VERSION, ("id", "protocol_id", "number", "base_id", "begun_at", "begun_by_id"), deletes=True
    )
)

# The text that awaits it, in a slot of that text, over its digest; where it is signed in order,
# after everybody whose turn comes before.
_AWAITED = """EXISTS (
SELECT 1 FROM protocols_version v JOIN protocols_signatoryslot s ON s.version_id = v.id
WHERE v.id = NEW.version_id AND s.id = NEW.slot_id
AND v.stage = 'awaiting_signatures' AND v.digest = NEW.digest
AND NOT (v.in_order AND EXISTS (
  SELECT 1 FROM protocols_signatoryslot e LEFT JOIN protocols_signature g ON g.slot_id = e.id
  WHERE e.version_id = v.id AND e."order" < s."order" AND g.id IS NULL))
)"""

guards.register(
    rule(
        "protocols_signature_fits",
        SIGNATURE,
        says="a signature stands under the text that awaits it",
        body=f"""
          PERFORM 1 FROM protocols_version WHERE id = NEW.version_id FOR SHARE;
          IF {_AWAITED} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_AWAITED}"},
    )
)

# Columns that are part of what was sent, or say when and by whom it was.
_SENT_COLUMNS = (
    "protocol_id",
    "number",
    "base_id",
    "languages",
    "starts_on",
    "ends_on",
    "review_on",
    "suspension_days",
    "notice_days",
    "named",
    "scheme",
    "digest",
    "sent_at",
    "sent_by_id",
    "sign_by",
    "in_order",
)
_IS_SIGNED = "EXISTS (SELECT 1 FROM protocols_signature g WHERE g.version_id = NEW.id)"
_LACKS_ONE = """EXISTS (
SELECT 1 FROM protocols_signatoryslot s
LEFT JOIN protocols_signature g ON g.slot_id = s.id AND g.digest = NEW.digest
WHERE s.version_id = NEW.id AND g.id IS NULL
)"""
_HAS_SLOTS = "EXISTS (SELECT 1 FROM protocols_signatoryslot s WHERE s.version_id = NEW.id)"


_OVER = guards.quoted(stage for stage, after in MOVES.items() if not after)
_MOVES_WRONGLY = " OR ".join(
    f"(OLD.stage = '{before}' AND NEW.stage NOT IN ({guards.quoted({before, *after})}))"
    for before, after in MOVES.items()
)


def _wrong(differs: str) -> str:
    """True for an update that no move allows; *differs* compares OLD and NEW of one column."""
    altered = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in _SENT_COLUMNS)
    return f"""(
    {_MOVES_WRONGLY}
    OR (OLD.stage IN ({_OVER}) AND ({altered}))
    OR (OLD.stage = 'awaiting_signatures' AND NEW.stage <> 'draft' AND ({altered}))
    OR (OLD.stage = 'awaiting_signatures' AND NEW.stage = 'draft' AND {_IS_SIGNED})
    OR (OLD.stage = 'awaiting_signatures' AND NEW.stage = 'signed'
        AND ({_LACKS_ONE} OR NOT {_HAS_SLOTS}))
    )"""


guards.register(
    rule(
        "protocols_version_moves",
        VERSION,
        says=SAYS,
        body=f"""
          IF TG_OP = 'INSERT' THEN
            IF NEW.stage = 'draft' THEN RETURN NEW; END IF;
          ELSIF TG_OP = 'DELETE' THEN
            IF OLD.stage = 'draft' THEN RETURN OLD; END IF;
          ELSIF NOT {_wrong("IS DISTINCT FROM")} THEN
            RETURN NEW;
          END IF;""",
        when={
            "insert": "NEW.stage <> 'draft'",
            "update": _wrong("IS NOT"),
            "delete": "OLD.stage <> 'draft'",
        },
    )
)
