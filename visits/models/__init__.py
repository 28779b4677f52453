"""Visits, how they went, the time they take up, those that come again, what a site asks of them,
and feeds of them."""

from visits.models.feed import CalendarFeed
from visits.models.history import VisitMove, VisitNote
from visits.models.occupation import Occupation
from visits.models.series import Deed, Series, SeriesException, SeriesMove, SeriesNote
from visits.models.terms import KindTerms, TermsNote
from visits.models.visit import Visit

__all__ = [
    "CalendarFeed",
    "Deed",
    "KindTerms",
    "Occupation",
    "Series",
    "SeriesException",
    "SeriesMove",
    "SeriesNote",
    "TermsNote",
    "Visit",
    "VisitMove",
    "VisitNote",
]
