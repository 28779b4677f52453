"""What the database itself refuses about incidents; of plain lines: ``incidents.lines.guards``."""

from audit import guards
from audit.rules import rule
from incidents import particulars
from incidents.lifecycle import MOVES, Stage
from incidents.mediation.lifecycle import CASE_MOVES, CaseStage
from incidents.patterns.lifecycle import MOVES as PATTERN_MOVES
from incidents.patterns.lifecycle import Stage as PatternStage

guards.register(guards.append_only("incidents_statement"))
guards.register(guards.append_only("incidents_move"))
guards.register(guards.append_only("incidents_vouching"))
guards.register(guards.append_only("incidents_removal"))
guards.register(guards.append_only("incidents_reminder"))
guards.register(
    guards.fixed(
        "incidents_attachment",
        [
            "id",
            "data_key_id",
            "ciphertext",
            "incident_id",
            "lane",
            "number",
            "media_type",
            "size",
            "author_id",
            "author_side",
            "at",
            "released_from_id",
        ],
    )
)
guards.register(guards.decided_once("incidents_attachment", {"scanned_at": ["scan"]}))
guards.register(
    guards.fixed(
        "incidents_recusal", ["incident_id", "side", "person_id", "declared_by_id", "declared_at"]
    )
)
guards.register(guards.decided_once("incidents_recusal", {"ended_at": ["ended_by_id"]}))
guards.register(
    guards.fixed("incidents_commitment", ["settlement_id", "side", "what_id", "due_on"])
)
guards.register(
    guards.fixed(
        "incidents_settlement",
        [
            "incident_id",
            "outcome",
            "text_id",
            "side",
            "proposed_by_id",
            "proposed_at",
            "assignment_id",
        ],
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
            "area",
            "distance",
            "occurred_at",
            "precision",
            "logged_at",
            "logged_by_id",
            "key",
            "site_state",
            "hours_set_id",
            *particulars.COLUMNS,
        ],
    )
)
guards.register(guards.staged("incidents_incident", MOVES, begins=Stage.LOGGED))
# How serious it is follows the last correction of it, which keeps what it was.
guards.register(guards.append_only("incidents_correction"))
_AS_CORRECTED = """(NEW.severity = OLD.severity OR EXISTS (SELECT 1 FROM incidents_correction c
WHERE c.incident_id = NEW.id AND c.number = NEW.revision AND c.fact = 'severity'
AND CAST(c.was ->> 'severity' AS INTEGER) = OLD.severity
AND CAST(c.now ->> 'severity' AS INTEGER) = NEW.severity))"""
guards.register(
    rule(
        "incidents_severity_is_corrected",
        "incidents_incident",
        says="how serious an incident is changes by a correction alone",
        body=f"IF {_AS_CORRECTED} THEN RETURN NEW; END IF;",
        when={"update": f"NOT {_AS_CORRECTED}"},
    )
)
# What both sides know of may turn out to be critical: then it is neither settled nor mediated.
_SETTLES_CRITICAL = """(NEW.severity = 4 AND NEW.stage IN ('settled', 'mediation')
AND NEW.stage <> OLD.stage)"""
guards.register(
    rule(
        "incidents_critical_is_not_settled",
        "incidents_incident",
        says="what is critical is neither settled nor mediated",
        body=f"IF NOT {_SETTLES_CRITICAL} THEN RETURN NEW; END IF;",
        when={"update": _SETTLES_CRITICAL},
    )
)

# What is decided later is decided once. (``asked_at`` of a promise may be said again.)
guards.register(
    guards.decided_once(
        "incidents_incident",
        {
            "partnership_id": ["in_force_id", "site_speaker_id", "police_speaker_id"],
            "released_at": ["time_grain", "place_grain", "coarse_at"],
            "counted_at": [],
        },
    )
)
guards.register(
    guards.fixed(
        "incidents_release",
        [
            "id",
            "incident_id",
            "recognisable",
            "time_grain",
            "place_grain",
            "with_identifiers",
            "files",
            "partnership_id",
            "words_id",
            "decided_by_id",
            "decided_at",
            "due_at",
        ],
    )
)
guards.register(guards.decided_once("incidents_release", {"ended_at": ["ended_as"]}))
guards.register(
    guards.decided_once(
        "incidents_settlement",
        {
            "accepted_at": ["accepted_by_id", "ended_at", "ended_by_id"],
            "ended_at": ["ended_by_id", "accepted_at", "accepted_by_id"],
            "reopened_at": [],
        },
    )
)
guards.register(
    guards.decided_once(
        "incidents_commitment",
        {"checked_at": ["verdict", "evidence", "done_at"], "done_at": []},
    )
)
guards.register(guards.fixed("incidents_followup", ["commitment_id", "days", "due_at"]))
guards.register(
    guards.decided_once(
        "incidents_followup", {"asked_at": [], "answered_at": ["verdict", "evidence"]}
    )
)

# That a critical matter exists is told once, and read once.
guards.register(
    guards.fixed(
        "incidents_criticalmatter",
        [
            "id",
            "incident_id",
            "partnership_id",
            "side",
            "week_of",
            "confirmed_by_id",
            "confirmed_at",
        ],
    )
)
guards.register(guards.decided_once("incidents_criticalmatter", {"noted_at": ["noted_by_id"]}))
# Patterns. What recurred stays as it was found; what was agreed, as it was written.
guards.register(
    guards.fixed(
        "incidents_pattern",
        [
            "partnership_id",
            "rule",
            "cell",
            "kind",
            "area",
            "day_part",
            "clause_id",
            "number",
            "first_at",
            "last_at",
            "opened_at",
        ],
    )
)
guards.register(guards.staged("incidents_pattern", PATTERN_MOVES, begins=PatternStage.OPEN))
guards.register(
    guards.fixed(
        "incidents_patternend", ["pattern_id", "side", "by_id", "at", "data_key_id", "ciphertext"]
    )
)
guards.register(
    guards.decided_once("incidents_patternend", {"answered_at": ["answered_by_id", "is_agreed"]})
)

# The leaders end it once, the way both put forward.
guards.register(
    guards.fixed(
        "incidents_escalation",
        ["incident_id", "side", "by_id", "at", "turn_before", "due_at", "mediation_id"],
    )
)
guards.register(guards.decided_once("incidents_escalation", {"ended_at": ["way"]}))
guards.register(guards.fixed("incidents_leadersword", ["escalation_id", "side"]))

# Mediation. What a side consented to may be said again until the other side has answered.
guards.register(guards.staged("incidents_mediationcase", CASE_MOVES, begins=CaseStage.OFFERED))
guards.register(
    guards.fixed(
        "incidents_mediationcase",
        [
            "incident_id",
            "offered_side",
            "offered_by_id",
            "offered_at",
            "consent_until",
            "terms_version",
            "turn_before",
        ],
    )
)
guards.register(
    guards.decided_once("incidents_mediationcase", {"agreed_at": [], "closed_at": ["outcome"]})
)
guards.register(guards.fixed("incidents_consent", ["case_id", "side", "data_key_id"]))
guards.register(
    guards.fixed("incidents_mediatorassignment", ["case_id", "mediator_id", "number", "named_at"])
)
guards.register(guards.decided_once("incidents_mediatorassignment", {"ended_at": ["ended_why"]}))
guards.register(guards.append_only("incidents_mediatoranswer"))
guards.register(guards.append_only("incidents_termssignature"))
guards.register(guards.append_only("incidents_mediationmove"))

# What a mediator drafted counts only under the names of both sides over one digest.
_BOTH_SIGNED = """(NEW.accepted_at IS NULL OR NEW.assignment_id IS NULL OR (
SELECT COUNT(DISTINCT side) = 2 AND COUNT(DISTINCT digest) = 1
FROM incidents_agreementsignature g WHERE g.settlement_id = NEW.id))"""
_AWAITS_NAMES = """EXISTS (SELECT 1 FROM incidents_settlement s WHERE s.id = NEW.settlement_id
AND s.assignment_id IS NOT NULL AND s.accepted_at IS NULL AND s.ended_at IS NULL)"""
guards.register(guards.append_only("incidents_agreementsignature"))
guards.register(
    rule(
        "incidents_agreement_is_signed",
        "incidents_settlement",
        says="a mediated agreement counts under the names of both sides",
        body=f"IF {_BOTH_SIGNED} THEN RETURN NEW; END IF;",
        when={"insert": f"NOT {_BOTH_SIGNED}", "update": f"NOT {_BOTH_SIGNED}"},
    )
)
guards.register(
    rule(
        "incidents_agreementsignature_fits",
        "incidents_agreementsignature",
        says="an agreement is signed while it lies before both sides",
        body=f"""
          PERFORM 1 FROM incidents_settlement WHERE id = NEW.settlement_id FOR SHARE;
          IF {_AWAITS_NAMES} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_AWAITS_NAMES}"},
    )
)

# A meeting stands for one visit.
guards.register(guards.fixed("incidents_mediationmeeting", ["case_id", "visit_id", "at"]))

guards.register(guards.fixed("incidents_surveyslip", ["case_id", "side", "asked_at"]))
guards.register(guards.fixed("incidents_surveytally", ["question", "said"]))

# A draft is changed by its author until it ends, and comes back from nowhere.
guards.register(
    guards.fixed("incidents_logdraft", ["author_id", "form", "data_key_id"], deletes=True)
)
guards.register(
    guards.decided_once("incidents_logdraft", {"ended_at": ["ciphertext", "window", "revision"]})
)

# A link is asked for one post, and used or taken back once.
guards.register(
    guards.fixed(
        "incidents_statementlink",
        ["id", "incident_id", "token_hash", "issued_at", "issued_by_id", "expires_at"],
    )
)
guards.register(
    guards.decided_once(
        "incidents_statementlink",
        {"used_at": ["statement_id", "revoked_at"], "revoked_at": ["used_at", "statement_id"]},
    )
)

# A tap is what it was, or undone; a week that was sent is what it was.
guards.register(
    guards.fixed("incidents_presencetap", ["id", "site_id", "kind", "at"], deletes=True)
)
guards.register(guards.decided_once("incidents_presencetap", {"undone_at": []}))
guards.register(
    guards.fixed(
        "incidents_presenceweek",
        ["id", "partnership_id", "starts_on", "counts", "total", "sent_at", "sent_by_id"],
    )
)
guards.register(guards.decided_once("incidents_presenceweek", {"noted_at": ["noted_by_id"]}))

# What is blacked out of an export is said and lifted once; that a file was made stays.
guards.register(guards.append_only("incidents_redactionlayer"))
guards.register(guards.append_only("incidents_export"))
guards.register(
    guards.fixed(
        "incidents_blackout",
        [
            "id",
            "layer_id",
            "statement_id",
            "attachment_id",
            "commitment_id",
            "starts",
            "ends",
            "why",
            "by_id",
            "at",
        ],
    )
)
guards.register(guards.decided_once("incidents_blackout", {"lifted_at": ["lifted_by_id"]}))
