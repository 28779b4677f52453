"""What the database holds of what came of a visit: it belongs to one that was held, it is not
rewritten, and an action keeps its owner and its day."""

from audit import guards
from audit.rules import rule
from visits.lifecycle import Stage

OUTCOME, TOPIC, MOOD = "visits_visitoutcome", "visits_visittopic", "visits_visitmood"
ACTION = "visits_visitaction"

for table in (OUTCOME, TOPIC, MOOD):
    guards.register(guards.append_only(table))

_HELD = f"""EXISTS (SELECT 1 FROM visits_visit v
WHERE v.id = NEW.visit_id AND v.stage = '{Stage.HELD}')"""  # noqa: S608
for table in (OUTCOME, MOOD, ACTION):
    guards.register(
        rule(
            f"{table}_of_held_visit",
            table,
            says="only of a visit that was held",
            body=f"""
              PERFORM 1 FROM visits_visit WHERE id = NEW.visit_id FOR SHARE;
              IF {_HELD} THEN RETURN NEW; END IF;""",
            when={"insert": f"NOT {_HELD}"},
        )
    )

_KEPT = ("visits_sidemark", "visits_visitreminder", "visits_contact", "visits_contactline")
for table in _KEPT:
    guards.register(guards.append_only(table))

_FIXED = ("visit_id", "side", "person_id", "what_id", "due_on")
guards.register(guards.fixed(ACTION, (*_FIXED, "added_at", "added_by_id", "added_side")))
guards.register(
    guards.decided_once(
        ACTION,
        {"ended_at": ["ended_by_id", "ending", "because_id"], "reminded_at": []},
    )
)
