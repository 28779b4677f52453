"""Visits, how they went, what was said, and the time they take up at a site."""

from visits.models.history import VisitMove, VisitNote
from visits.models.occupation import Occupation
from visits.models.visit import Visit

__all__ = ["Occupation", "Visit", "VisitMove", "VisitNote"]
