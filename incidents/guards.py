"""What the database itself refuses about incidents."""

from audit import guards
from incidents.lifecycle import MOVES, Stage

guards.register(guards.append_only("incidents_statement"))
guards.register(guards.append_only("incidents_move"))
guards.register(
    guards.fixed("incidents_commitment", ["settlement_id", "side", "post", "what_id", "due_on"])
)
guards.register(
    guards.fixed(
        "incidents_settlement",
        ["incident_id", "outcome", "text_id", "side", "proposed_by_id", "proposed_at"],
    )
)
guards.register(
    guards.fixed(
        "incidents_incident",
        [
            "id",
            "reference",
            "site_id",
            "organisation_id",
            "side",
            "kind",
            "valence",
            "severity",
            "area",
            "distance",
            "occurred_at",
            "precision",
            "logged_at",
            "logged_by_id",
            "key",
            "site_state",
            "hours_set_id",
        ],
    )
)
guards.register(guards.staged("incidents_incident", MOVES, begins=Stage.LOGGED))

# What is decided later is decided once. (``asked_at`` of a promise may be said again.)
guards.register(
    guards.decided_once(
        "incidents_incident",
        {
            "partnership_id": ["in_force_id", "site_speaker_id", "police_speaker_id"],
            "released_at": [],
        },
    )
)
guards.register(
    guards.decided_once(
        "incidents_settlement",
        {
            "accepted_at": ["accepted_by_id", "ended_at", "ended_by_id"],
            "ended_at": ["ended_by_id", "accepted_at", "accepted_by_id"],
        },
    )
)
guards.register(
    guards.decided_once(
        "incidents_commitment", {"checked_at": ["verdict", "done_at"], "done_at": []}
    )
)
