"""A mediation ends before its end: told in the same words whatever it was that ended it."""

from datetime import datetime

from accounts.models import Person
from incidents.mediation import moving, notices
from incidents.mediation.lifecycle import CaseStep
from incidents.models import MediationCase


def end(held: MediationCase, step: CaseStep, *, at: datetime) -> None:
    """The portal takes *step* with the locked mediation, for neither side, and tells everybody."""
    assignment = held.assignments.current().select_related("mediator").first()
    portal = Person.system()
    moving.move(held, step, by=portal, at=at)
    notices.ended(held, at=at)
    if assignment is not None:
        notices.let_go(held, assignment, at=at)
    moving.record("incidents.mediation_ended", held, by=portal, at=at)
