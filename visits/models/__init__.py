"""Everything of visits that is kept."""

from visits.models.closure import ClosureNotice
from visits.models.contact import Contact, ContactLine
from visits.models.exception import InHoursException
from visits.models.feed import CalendarFeed
from visits.models.goal import ContactGoal
from visits.models.history import VisitMove, VisitNote
from visits.models.marks import SideMark, VisitReminder
from visits.models.occupation import Occupation
from visits.models.outcome import VisitAction, VisitMood, VisitOutcome, VisitTopic
from visits.models.series import Deed, Series, SeriesException, SeriesMove, SeriesNote
from visits.models.terms import KindTerms, TermsNote
from visits.models.track import TrackReminder
from visits.models.visit import Visit

__all__ = [
    "CalendarFeed",
    "ClosureNotice",
    "Contact",
    "ContactGoal",
    "ContactLine",
    "Deed",
    "InHoursException",
    "KindTerms",
    "Occupation",
    "Series",
    "SeriesException",
    "SeriesMove",
    "SeriesNote",
    "SideMark",
    "TermsNote",
    "TrackReminder",
    "Visit",
    "VisitAction",
    "VisitMood",
    "VisitMove",
    "VisitNote",
    "VisitOutcome",
    "VisitReminder",
    "VisitTopic",
]
