"""A text that is no draft any more is not edited."""

from audit import guards
from audit.rules import rule

SAYS = "a text that is no draft any more is not edited"

# table -> which version a row belongs to; {row} is OLD or NEW.
BELONGS = {
    "protocols_clause": "{row}.version_id",
    "protocols_clausetext": (
        "(SELECT c.version_id FROM protocols_clause c WHERE c.id = {row}.clause_id)"
    ),
    "protocols_entryrow": "{row}.version_id",
    "protocols_entrystep": (
        "(SELECT r.version_id FROM protocols_entryrow r WHERE r.id = {row}.row_id)"
    ),
    "protocols_entrysteptext": (
        "(SELECT r.version_id FROM protocols_entrystep s"
        " JOIN protocols_entryrow r ON r.id = s.row_id WHERE s.id = {row}.step_id)"
    ),
    "protocols_signatoryslot": "{row}.version_id",
    "protocols_sentannex": "{row}.version_id",
}

# A version that is not there is no draft either; its rows' foreign keys speak for themselves.
_IS_DRAFT = """
CREATE OR REPLACE FUNCTION protocols_is_draft(wanted uuid) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE stands text;
BEGIN
  SELECT stage INTO stands FROM protocols_version WHERE id = wanted FOR SHARE;
  RETURN stands IS NULL OR stands = 'draft';
END $$
"""
_SENT = "(SELECT v.stage FROM protocols_version v WHERE v.id = {version}) <> 'draft'"


def frozen(table: str, belongs: str) -> guards.Guard:
    """Rows of *table* come, change and go only while their version is a draft."""
    old, new = belongs.format(row="OLD"), belongs.format(row="NEW")
    return rule(
        f"{table}_frozen",
        table,
        says=SAYS,
        before=[_IS_DRAFT],
        body=f"""
          IF TG_OP = 'DELETE' THEN
            IF protocols_is_draft({old}) THEN RETURN OLD; END IF;
          ELSIF TG_OP = 'INSERT' THEN
            IF protocols_is_draft({new}) THEN RETURN NEW; END IF;
          ELSIF protocols_is_draft({old}) AND protocols_is_draft({new}) THEN
            RETURN NEW;
          END IF;""",
        when={
            "insert": _SENT.format(version=new),
            "update": f"{_SENT.format(version=old)} OR {_SENT.format(version=new)}",
            "delete": _SENT.format(version=old),
        },
    )


for _table, _belongs in BELONGS.items():
    guards.register(frozen(_table, _belongs))
