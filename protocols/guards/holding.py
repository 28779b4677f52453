"""Suspensions, their end and notices of termination fit what is in force, and stay."""

from audit import guards
from audit.rules import rule

SUSPENSION = "protocols_suspension"
RESUMPTION = "protocols_resumption"
TERMINATION = "protocols_termination"

for _table in (SUSPENSION, RESUMPTION, TERMINATION, "protocols_reviewreminder"):
    guards.register(guards.append_only(_table))


def _days(later: str, earlier: str, days: str, *, hours: int = 0, sign: str, vendor: str) -> str:
    """Whether *later* lies at least (``>=``) or at most (``<=``) *days* after *earlier*, give or
    take *hours* for a change of clocks; in the words of either engine."""
    if vendor == "postgresql":
        span = f"{days} * interval '24 hours' - interval '{hours} hours'"
        return f"{later} {sign} {earlier} + {span}"
    # A hundredth of a second, for what SQLite keeps of a moment is a text.
    slack = f"{hours} / 24.0 + 0.0000001"
    wanted = f"{days} - ({slack})" if sign == ">=" else f"{days} + ({slack})"
    return f"julianday({later}) - julianday({earlier}) {sign} {wanted}"


_FITS = """(EXISTS (
SELECT 1 FROM protocols_inforce f JOIN protocols_version v ON v.id = f.version_id
WHERE f.partnership_id = NEW.partnership_id AND f.version_id = NEW.version_id
AND f.starts <= NEW.starts AND (f.ends IS NULL OR f.ends > NEW.starts) AND {within})
AND (NEW.clause_id IS NULL OR EXISTS (SELECT 1 FROM protocols_clause c
  WHERE c.id = NEW.clause_id AND c.version_id = NEW.version_id
  AND (c.partnership_id IS NULL OR c.partnership_id = NEW.partnership_id)))
AND NOT EXISTS (SELECT 1 FROM protocols_suspension s
  WHERE s.partnership_id = NEW.partnership_id AND s.version_id = NEW.version_id
  AND s.side = NEW.side AND COALESCE(s.clause_id, s.version_id)
    = COALESCE(NEW.clause_id, NEW.version_id)
  AND s.ends > NEW.starts AND NOT EXISTS (SELECT 1 FROM protocols_resumption r
    WHERE r.suspension_id = s.id AND r.at <= NEW.starts)))"""


def _fits(vendor: str) -> str:
    within = _days("NEW.ends", "NEW.starts", "v.suspension_days", sign="<=", vendor=vendor)
    return _FITS.format(within=within)


# Who suspends holds the time in force: neither a successor nor a second suspension comes between.
_HOLD = """PERFORM 1 FROM protocols_inforce WHERE partnership_id = NEW.partnership_id
          AND version_id = NEW.version_id FOR UPDATE;"""

guards.register(
    rule(
        "protocols_suspension_fits",
        SUSPENSION,
        says="a side suspends what is in force, once at a time, for the days agreed",
        body=f"""
          {_HOLD}
          IF {_fits("postgresql")} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_fits('sqlite')}"},
    )
)

_RUNS = """EXISTS (SELECT 1 FROM protocols_suspension s
WHERE s.id = NEW.suspension_id AND s.starts <= NEW.at AND s.ends > NEW.at)"""

guards.register(
    rule(
        "protocols_resumption_fits",
        RESUMPTION,
        says="what is resumed was suspended",
        body=f"IF {_RUNS} THEN RETURN NEW; END IF;",
        when={"insert": f"NOT {_RUNS}"},
    )
)


_IN_TIME = """EXISTS (
SELECT 1 FROM protocols_inforce f JOIN protocols_version v ON v.id = f.version_id
WHERE f.id = NEW.in_force_id AND (f.ends IS NULL OR f.ends > NEW.ends) AND {noticed})"""


def _in_time(vendor: str) -> str:
    noticed = _days("NEW.ends", "NEW.at", "v.notice_days", hours=1, sign=">=", vendor=vendor)
    return _IN_TIME.format(noticed=noticed)


guards.register(
    rule(
        "protocols_termination_gives_notice",
        TERMINATION,
        says="a termination keeps the notice agreed",
        body=f"""
          PERFORM 1 FROM protocols_inforce WHERE id = NEW.in_force_id FOR UPDATE;
          IF {_in_time("postgresql")} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_in_time('sqlite')}"},
    )
)
