"""What the database holds of series: the rule never changes, stages follow the table of moves, no
move is left out, and a visit belongs to a series of its own partnership."""

from audit import guards
from audit.rules import rule
from visits.guards import VISIT, move_fits, moves_are_kept
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
            *('"count"', "replaces_id", "replaces_from", "answers_id"),
            *("proposed_by_id", "proposed_side", "proposed_at"),
        ),
    )
)
guards.register(guards.staged(SERIES, SERIES_MOVES, begins=SeriesStage.PROPOSED))

guards.register(moves_are_kept(SERIES, MOVE, "series"))
guards.register(move_fits(SERIES, MOVE, "series", ("stage",)))

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
