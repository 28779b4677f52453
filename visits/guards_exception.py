"""What the database holds of in-hours exceptions and notices of closures: never changed, and of the
visit's own time."""

from audit import guards
from audit.rules import rule
from visits.kinds import Place

_OWN = f"""EXISTS (SELECT 1 FROM visits_visit v WHERE v.id = NEW.visit_id
AND v.starts = NEW.starts AND v.ends = NEW.ends AND v.place = '{Place.ON_SITE}')"""  # noqa: S608

for table in ("visits_inhoursexception", "visits_closurenotice"):
    guards.register(guards.append_only(table))
    guards.register(
        rule(
            f"{table}_of_own_time",
            table,
            says="an exception is for the time of its visit",
            body=f"""
              PERFORM 1 FROM visits_visit WHERE id = NEW.visit_id FOR SHARE;
              IF {_OWN} THEN RETURN NEW; END IF;""",
            when={"insert": f"NOT {_OWN}"},
        )
    )
