"""Who was told stays told, a code stands for one roll-call, and what a door told stays."""

from audit import guards
from audit.rules import rule

ACKNOWLEDGED = "protocols_acknowledgement"

# An acknowledgement stays as it was given; it may be struck out, once.
guards.register(
    guards.fixed(
        ACKNOWLEDGED,
        ("id", "version_id", "roll_call_id", "officer_hash", "acknowledged_at", "recorded_by_id"),
    )
)
guards.register(guards.decided_once(ACKNOWLEDGED, {"struck_at": ["struck_by_id"]}))
guards.register(guards.append_only("protocols_leftpost"))
guards.register(guards.append_only("protocols_briefingsetaside"))
# A roll-call and an endorsement end; nothing else about them changes.
guards.register(
    guards.fixed(
        "protocols_rollcall",
        (
            "id",
            "version_id",
            "service_id",
            "division_id",
            "officers",
            "most",
            "code_hash",
            "issued_at",
            "issued_by_id",
            "expires_at",
        ),
    )
)
guards.register(
    guards.fixed(
        "protocols_endorsement",
        ("id", "version_id", "mandate_id", "post", "form", "given_on", "recorded_at"),
    )
)
guards.register(guards.decided_once("protocols_rollcall", {"revoked_at": []}))
guards.register(guards.decided_once("protocols_endorsement", {"withdrawn_at": []}))

# The version is repeated on the row so that the database can hold it unique.
_FITS = """EXISTS (
SELECT 1 FROM protocols_rollcall r WHERE r.id = NEW.roll_call_id AND r.version_id = NEW.version_id
)"""
guards.register(
    rule(
        f"{ACKNOWLEDGED}_fits",
        ACKNOWLEDGED,
        says="a version is acknowledged at a roll-call about it",
        body=f"IF {_FITS} THEN RETURN NEW; END IF;",
        when={"insert": f"NOT {_FITS}"},
    )
)

# What was told at a door stays as it was told, and is dealt with once.
guards.register(guards.append_only("protocols_foundunclear"))
guards.register(guards.fixed("protocols_doornote", ("partnership_id", "kind", "at")))
guards.register(
    guards.decided_once("protocols_doornote", {"settled_at": ["settled_by_id", "became"]})
)
