"""What the database holds of series: the rule never changes, stages follow the table of moves, no
move is left out, and a visit belongs to a series of its own partnership."""

from audit import guards
from audit.rules import rule
from visits.guards import VISIT
from visits.lifecycle import SERIES_MOVES, SeriesStage

SERIES = "visits_series"
MOVE = "visits_seriesmove"

guards.register(guards.append_only("visits_seriesexception"))
guards.register(guards.append_only("visits_seriesnote"))
guards.register(guards.append_only(MOVE))
guards.register(
    guards.fixed(
        SERIES,
        (
            *("partnership_id", "kind", "place", '"where"', "party_size", "frequency"),
            *('"interval"', "weekdays", "nth", '"time"', "minutes", "starts_on", "until"),
            *('"count"', "replaces_id", "replaces_from"),
            *("proposed_by_id", "proposed_side", "proposed_at"),
        ),
    )
)
guards.register(guards.staged(SERIES, SERIES_MOVES, begins=SeriesStage.PROPOSED))

# The number of a move is the revision that it brought about, so a gap would show.
_KEPT = f"""(NEW.revision = OLD.revision + 1 AND EXISTS (
SELECT 1 FROM {MOVE} m WHERE m.series_id = OLD.id AND m.number = OLD.revision))"""  # noqa: S608
guards.register(
    rule(
        f"{SERIES}_moves_are_kept",
        SERIES,
        says="a series goes on from a move that is kept",
        body=f"IF {_KEPT} THEN RETURN NEW; END IF;",
        when={"update": f"NOT {_KEPT}"},
    )
)

_REPEATS = f"""EXISTS (SELECT 1 FROM {SERIES} s
WHERE s.id = NEW.series_id AND s.revision = NEW.number AND s.stage = NEW.stage)"""  # noqa: S608
guards.register(
    rule(
        f"{MOVE}_fits",
        MOVE,
        says="a move says where its series stands",
        body=f"""
          PERFORM 1 FROM {SERIES} WHERE id = NEW.series_id FOR SHARE;
          IF {_REPEATS} THEN RETURN NEW; END IF;""",
        when={"insert": f"NOT {_REPEATS}"},
    )
)

_OWN = f"""(NEW.series_id IS NULL OR EXISTS (SELECT 1 FROM {SERIES} s
WHERE s.id = NEW.series_id AND s.partnership_id = NEW.partnership_id AND s.kind = NEW.kind))"""  # noqa: S608
guards.register(
    rule(
        f"{VISIT}_of_own_series",
        VISIT,
        says="a visit belongs to a series of its partnership and kind",
        body=f"IF {_OWN} THEN RETURN NEW; END IF;",
        when={"insert": f"NOT {_OWN}"},
    )
)
