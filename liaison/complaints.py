"""Who takes complaints about the police, and until when, by the law of a place. Asks no database.

What a site says itself about its complaint body and its limit stands in place of the law's; this
works out the last day where the law of the place gives one limit for all. Elsewhere nobody is
told a day: the body is asked.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison.bilingual import NOTHING, Bilingual

if TYPE_CHECKING:
    from liaison.models import Site


@dataclass(frozen=True, slots=True)
class Limit:
    months: int = 0
    days: int = 0

    def last_day(self, day: date) -> date:
        """The last day for what happened on *day*; of a month that is too short, its last."""
        years, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        longest = calendar.monthrange(years, month + 1)[1]
        return date(years, month + 1, min(day.day, longest)) + timedelta(days=self.days)


# By country and part of it (ISO 3166).
LIMITS: Mapping[tuple[str, str], Limit] = {
    ("CA", "BC"): Limit(months=12),
    ("CA", "ON"): Limit(months=6),
    ("US", "DC"): Limit(days=45),
}
BODIES: Mapping[tuple[str, str], Bilingual] = {
    ("CA", "BC"): Bilingual(
        "Office of the Police Complaint Commissioner (OPCC)",
        "Office of the Police Complaint Commissioner (OPCC), commissaire aux plaintes contre la "
        "police",
    ),
    ("CA", "ON"): Bilingual(
        "Law Enforcement Complaints Agency (LECA)",
        "Agence des plaintes relatives à l’application de la loi (APAL)",
    ),
    ("US", "DC"): Bilingual(
        "Office of Police Complaints (OPC)",
        "Office of Police Complaints (OPC), bureau des plaintes contre la police",
    ),
}


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a formal complaint: ``body`` and ``limit`` as words, empty where not known here;
    ``last_day`` for what happened on one day, None where the site names its own body or limit, or
    that of the law is not known here."""

    body: Bilingual
    limit: Bilingual
    last_day: date | None


def way(site: "Site", day: date) -> Way:
    """The way to complain about what happened at *site* on *day* (by the site's clock)."""
    place = site.operator.country, site.operator.subdivision
    names_its_own = site.complaint_body or site.complaint_limit
    return Way(
        body=site.complaint_body or BODIES.get(place, NOTHING),
        limit=site.complaint_limit,
        last_day=None if names_its_own else last_day(*place, day),
    )


def last_day(country: str, part: str, day: date) -> date | None:
    """The last day on which the body of that place takes a complaint about what happened on
    *day*; None where its limit is not known here."""
    limit = LIMITS.get((country, part))
    return limit.last_day(day) if limit else None
