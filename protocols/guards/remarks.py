"""What is said about a draft stays as it was said, and is decided by those who may decide it."""

from audit import guards
from audit.rules import rule
from protocols.guards.signatures import VERSION

REMARK = "protocols_remark"
CLOSING = "protocols_remarkclosing"

guards.register(guards.append_only(REMARK))
guards.register(guards.append_only(CLOSING))

_PROPOSALS = "('proposal', 'addition', 'removal')"
_ON_A_DRAFT = """EXISTS (SELECT 1 FROM protocols_version v
WHERE v.id = {version} AND v.stage = 'draft')"""

# One proposal at a time is open on a clause; what answers one answers it on the same clause, from
# the other side.
_SAID = f"""({_ON_A_DRAFT.format(version="NEW.version_id")}
AND (NEW.kind NOT IN {_PROPOSALS} OR NOT EXISTS (SELECT 1 FROM protocols_remark r
  LEFT JOIN protocols_remarkclosing c ON c.remark_id = r.id
  WHERE r.version_id = NEW.version_id AND r.clause_key = NEW.clause_key
  AND r.kind IN {_PROPOSALS} AND c.id IS NULL))
AND (NEW.answers_id IS NULL OR EXISTS (SELECT 1 FROM protocols_remark r
  JOIN protocols_remarkclosing c ON c.remark_id = r.id
  WHERE r.id = NEW.answers_id AND r.version_id = NEW.version_id
  AND r.clause_key = NEW.clause_key AND c.side = NEW.side
  AND c.how = CASE NEW.kind WHEN 'reason' THEN 'declined' ELSE 'countered' END)))"""  # noqa: S608

guards.register(
    rule(
        "protocols_remark_fits",
        REMARK,
        says="remarks are made on a draft, one proposal on a clause at a time",
        body=f"""
          PERFORM 1 FROM protocols_version WHERE id = NEW.version_id FOR NO KEY UPDATE;
          IF {_SAID} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_SAID}"},
    )
)

# The other side decides on a proposal, and the side that made it may take it back.
_DECIDED = f"""EXISTS (SELECT 1 FROM protocols_remark r
WHERE r.id = NEW.remark_id AND {_ON_A_DRAFT.format(version="r.version_id")}
AND ((r.kind = 'comment' AND NEW.how = 'resolved')
  OR (r.kind IN {_PROPOSALS} AND NEW.how = 'withdrawn' AND NEW.side = r.side)
  OR (r.kind IN {_PROPOSALS} AND NEW.how IN ('accepted', 'countered', 'declined')
      AND NEW.side <> r.side)))"""  # noqa: S608

guards.register(
    rule(
        "protocols_remark_closing_fits",
        CLOSING,
        says="the other side decides on a proposal, while the text is a draft",
        body=f"""
          PERFORM 1 FROM protocols_version v JOIN protocols_remark r ON r.version_id = v.id
          WHERE r.id = NEW.remark_id FOR NO KEY UPDATE OF v;
          IF {_DECIDED} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_DECIDED}"},
    )
)

_UNDECIDED = f"""EXISTS (SELECT 1 FROM protocols_remark r
LEFT JOIN protocols_remarkclosing c ON c.remark_id = r.id
WHERE r.version_id = NEW.id AND r.kind IN {_PROPOSALS} AND c.id IS NULL)"""  # noqa: S608
_SENDS = "OLD.stage = 'draft' AND NEW.stage = 'awaiting_signatures'"

guards.register(
    rule(
        "protocols_version_is_agreed_on",
        VERSION,
        says="a text is sent once every proposal is decided",
        body=f"IF NOT ({_SENDS} AND {_UNDECIDED}) THEN RETURN NEW; END IF;",
        when={"update": f"{_SENDS} AND {_UNDECIDED}"},
    )
)
