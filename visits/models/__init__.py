"""Visits, how they went, what was said, the time they take up, and what a site asks of them."""

from visits.models.history import VisitMove, VisitNote
from visits.models.occupation import Occupation
from visits.models.terms import KindTerms, TermsNote
from visits.models.visit import Visit

__all__ = ["KindTerms", "Occupation", "TermsNote", "Visit", "VisitMove", "VisitNote"]
