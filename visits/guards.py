"""What the database holds of visits: stages follow the table of moves and no move is left out,
history is not rewritten, two visits never overlap, a confirmed one keeps its time, and what was
agreed while a move of it is on offer."""

from collections.abc import Iterable

from audit import guards
from audit.rules import rule
from visits.lifecycle import BEGINS, MOVES, Stage

VISIT = "visits_visit"
MOVE = "visits_visitmove"
OCCUPATION = "visits_occupation"

guards.register(guards.append_only(MOVE))
guards.register(guards.append_only("visits_visitnote"))
guards.register(guards.append_only("visits_kindterms"))
guards.register(guards.append_only("visits_termsnote"))
guards.register(guards.append_only("visits_contactgoal"))
guards.register(guards.append_only("visits_trackreminder"))
guards.register(
    guards.fixed(
        VISIT,
        (
            "partnership_id",
            "kind",
            "party_size",
            "proposed_by_id",
            "proposed_side",
            "proposed_at",
            "series_id",
            "occurs_on",
        ),
    )
)
guards.register(guards.staged(VISIT, MOVES, begins=BEGINS))


def moves_are_kept(table: str, move: str, what: str) -> guards.Guard:
    """A *what* in *table* goes on from a move in *move* that is kept: the number of a move is the
    revision that it brought about, so a gap would show."""
    kept = f"""(NEW.revision = OLD.revision + 1 AND EXISTS (
SELECT 1 FROM {move} m WHERE m.{what}_id = OLD.id AND m.number = OLD.revision))"""  # noqa: S608
    return rule(
        f"{table}_moves_are_kept",
        table,
        says=f"a {what} goes on from a move that is kept",
        body=f"IF {kept} THEN RETURN NEW; END IF;",
        when={"update": f"NOT {kept}"},
    )


def move_fits(table: str, move: str, what: str, repeats: Iterable[str]) -> guards.Guard:
    """A move in *move* says where its *what* in *table* stands: its number, and what it *repeats*
    of it."""
    same = " AND ".join(f"o.{name} = NEW.{name}" for name in repeats)
    fits = f"""EXISTS (SELECT 1 FROM {table} o
WHERE o.id = NEW.{what}_id AND o.revision = NEW.number AND {same})"""  # noqa: S608
    return rule(
        f"{move}_fits",
        move,
        says=f"a move says where its {what} stands",
        body=f"""
          PERFORM 1 FROM {table} WHERE id = NEW.{what}_id FOR SHARE;
          IF {fits} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {fits}"},
    )


guards.register(moves_are_kept(VISIT, MOVE, "visit"))
guards.register(move_fits(VISIT, MOVE, "visit", ("stage", "starts", "ends", "place", '"where"')))

_AGREED = ("starts", "ends", "place", "where")
_AS_CONFIRMED = " AND ".join(f'NEW.agreed_{name} = OLD."{name}"' for name in _AGREED)
_AS_BEFORE = " AND ".join(f"NEW.agreed_{name} = OLD.agreed_{name}" for name in _AGREED)
# What was agreed is what stood when a move was asked for, and stays that while one is on offer.
_KEPT = f"""(NEW.agreed_starts IS NULL
OR (OLD.stage = '{Stage.CONFIRMED}' AND {_AS_CONFIRMED})
OR (OLD.agreed_starts IS NOT NULL AND {_AS_BEFORE}))"""
guards.register(
    rule(
        f"{VISIT}_keeps_what_was_agreed",
        VISIT,
        says="what was agreed of a visit is what stood",
        body=f"IF {_KEPT} THEN RETURN NEW; END IF;",
        when={"update": f"NOT {_KEPT}"},
    )
)

# The time of an offer is only kept until it expires; the time of a confirmed visit is taken, and
# what was agreed as long as the visit may go back to it.
_STANDS = f"""((v.stage = '{Stage.CONFIRMED}' AND NOT OLD.is_fallback AND OLD.expires_at IS NULL)
OR (v.agreed_starts IS NOT NULL AND OLD.is_fallback))"""
_TAKEN = f"""(EXISTS (
SELECT 1 FROM {VISIT} v WHERE v.id = OLD.visit_id AND {_STANDS}))"""  # noqa: S608
guards.register(
    rule(
        f"{OCCUPATION}_of_confirmed_visit",
        OCCUPATION,
        says="a confirmed visit keeps its time",
        body=f"""
          PERFORM 1 FROM {VISIT} WHERE id = OLD.visit_id FOR SHARE;
          IF NOT {_TAKEN} THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
          END IF;""",
        when={"update": _TAKEN, "delete": _TAKEN},
    )
)

_NEVER_OVERLAPS = f"{OCCUPATION}_never_overlaps"
# A visit may be moved by half an hour: its own two times may overlap.
_SPANS = (
    "EXCLUDE USING gist (site_id WITH =, visit_id WITH <>, tstzrange(starts, ends, '[)') WITH &&)"
)
_CLASHES = (
    f"EXISTS (SELECT 1 FROM {OCCUPATION} other WHERE other.site_id = NEW.site_id "  # noqa: S608
    "AND other.visit_id <> NEW.visit_id AND other.starts < NEW.ends AND other.ends > NEW.starts)"
)
_EVENTS = ("insert", "update")

guards.register(
    guards.Guard(
        name=_NEVER_OVERLAPS,
        table=OCCUPATION,
        postgres=[
            # Lets one exclusion compare the site by equality beside the span by overlap.
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {OCCUPATION} ADD CONSTRAINT {_NEVER_OVERLAPS} {_SPANS}",
        ],
        sqlite=[
            f"CREATE TRIGGER {_NEVER_OVERLAPS}_{event} BEFORE {event.upper()} ON {OCCUPATION} "
            f"FOR EACH ROW WHEN {_CLASHES} "
            f"BEGIN SELECT RAISE(ABORT, 'visits_occupation never overlaps'); END"
            for event in _EVENTS
        ],
        drop_postgres=[f"ALTER TABLE {OCCUPATION} DROP CONSTRAINT IF EXISTS {_NEVER_OVERLAPS}"],
        drop_sqlite=[f"DROP TRIGGER IF EXISTS {_NEVER_OVERLAPS}_{event}" for event in _EVENTS],
    )
)

# A feed stays whose it was, and one that was revoked opens nothing again.
guards.register(
    guards.fixed("visits_calendarfeed", ["person_id", "scope", "site_id", "token_hash", "made_at"])
)
guards.register(guards.decided_once("visits_calendarfeed", {"revoked_at": []}))
