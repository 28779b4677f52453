"""What the database itself refuses about plain lines: they are emptied where somebody took them
out, and otherwise stay as they were typed."""

from audit import guards
from audit.rules import rule

guards.register(
    guards.fixed(
        "incidents_referral",
        ["id", "incident_id", "referred_on", "number_id", "side", "by_id", "at"],
    )
)
guards.register(
    guards.fixed(
        "incidents_meetingsuggestion",
        ["id", "case_id", "by_id", "at", "starts", "ends", "place", "party_size"],
    )
)
# (table, column, what the removal calls it)
_LINES = (
    ("incidents_referral", "body", "body"),
    ("incidents_meetingsuggestion", '"where"', "place"),
    ("incidents_statementlink", "post", "post"),
)


def _emptied(table: str, column: str, what: str) -> guards.Guard:
    fits = f"""(NEW.{column} = OLD.{column} OR (NEW.{column} = '' AND EXISTS (
    SELECT 1 FROM incidents_removal r WHERE r.what = '{what}' AND r.thing = NEW.id)))"""  # noqa: S608
    return _as_taken_out(f"{table}_{what}_is_taken_out", table, fits)


def _as_taken_out(name: str, table: str, fits: str) -> guards.Guard:
    return rule(
        name,
        table,
        says="a line is emptied where it was taken out, and not changed",
        body=f"IF {fits} THEN RETURN NEW; END IF;",
        when={"update": f"NOT {fits}"},
    )


for _line in _LINES:
    guards.register(_emptied(*_line))

# The post of a promise goes with its words, but not in what a mediator drafted.
guards.register(
    _as_taken_out(
        "incidents_commitment_post_is_taken_out",
        "incidents_commitment",
        """(NEW.post = OLD.post OR (NEW.post = '' AND EXISTS (
        SELECT 1 FROM incidents_removal r WHERE r.statement_id = NEW.what_id)
        AND EXISTS (SELECT 1 FROM incidents_settlement s
        WHERE s.id = NEW.settlement_id AND s.assignment_id IS NULL)))""",
    )
)
