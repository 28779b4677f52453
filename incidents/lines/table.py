"""The lines about an incident that somebody typed and that stand by themselves: one table.

They are short and name a post, a body or a place; what is longer is a Statement. The words of a
promise and its post go together, by the Statement of the promise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents import sight
from incidents.models import (
    Incident,
    MediationCase,
    MeetingSuggestion,
    Referral,
    Removal,
    StatementLink,
)
from incidents.taxonomy import Lane

What = Removal.What


@dataclass(frozen=True, slots=True)
class Line:
    """``rows``: those that a person reads; ``to_incident``: the way from a row to its incident;
    ``lane``: in which a row stands; ``page``: where it is read."""

    label: Any
    field: str
    to_incident: str
    rows: Callable[[Any], QuerySet[Any]]
    lane: Callable[[Any], Lane]
    page: Callable[[Any], str]

    def incident(self, row: Any) -> Incident:
        for name in self.to_incident.split("__"):
            row = getattr(row, name)
        found: Incident = row
        return found

    @property
    def reference(self) -> str:
        """As a condition on rows."""
        return f"{self.to_incident}__reference"

    def text(self, row: Any) -> str:
        """What stands there; nothing where it was taken out."""
        return str(getattr(row, self.field))

    def by(self, row: Any) -> Any:
        """Who wrote it."""
        return row.issued_by if isinstance(row, StatementLink) else row.by

    def at(self, row: Any) -> datetime:
        return row.issued_at if isinstance(row, StatementLink) else row.at


def _referrals(person: Any) -> QuerySet[Referral]:
    seen = Incident.objects.filter(sight.of(person).incidents())
    return Referral.objects.filter(incident__in=seen).select_related("incident__site", "by")


def _suggestions(person: Any) -> QuerySet[MeetingSuggestion]:
    cases = MediationCase.objects.visible_to(person)
    return MeetingSuggestion.objects.filter(case__in=cases).select_related(
        "case__incident__site", "by"
    )


def _links(person: Any) -> QuerySet[StatementLink]:
    return StatementLink.objects.visible_to(person).select_related("incident__site", "issued_by")


def _lane_of_referral(referral: Referral) -> Lane:
    return referral.incident.lane_of(referral.incident.author_side)


def _page_of_link(link: StatementLink) -> str:
    return reverse("incidents:statement_ask", args=[link.incident.reference])


LINES: Mapping[Removal.What, Line] = {
    What.BODY: Line(
        _("To which body"),
        "body",
        "incident",
        _referrals,
        _lane_of_referral,
        lambda row: row.incident.get_absolute_url(),
    ),
    What.PLACE: Line(
        _("Where the mediator suggests to meet"),
        "where",
        "case__incident",
        _suggestions,
        lambda _row: Lane.SHARED,
        lambda row: row.case.get_absolute_url(),
    ),
    What.POST: Line(
        _("Which officer was asked, by post"),
        "post",
        "incident",
        _links,
        lambda _row: Lane.POLICE,
        _page_of_link,
    ),
}


def way(what: Removal.What, row: Any) -> str:
    """Where the line of *row* is taken out."""
    line = LINES[what]
    args = [line.incident(row).reference, what, row.pk]
    return reverse("incidents:line_take_out", args=args)
