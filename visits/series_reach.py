"""How far a change of a date of a series reaches: this date, this and those that follow, or all."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.agenda import Action
from liaison.templatetags.time_tags import day_in_words
from visits import lifecycle
from visits.lifecycle import SeriesStage
from visits.models import Series, Visit

THIS, FOLLOWING, ALL = "this", "following", "all"
# What is done to the dates, and the page on which that is done to one of them.
_PAGES = {"change": "visit_counter", "end": "visit_cancel"}


@dataclass(frozen=True, slots=True)
class Reach:
    """One of the three, and the page on which that is done; ``is_here``: it is this page."""

    label: Any
    url: str
    is_here: bool


def of_date(visit: Visit | None, deed: str, here: str) -> list[Reach]:
    """The three ways to do *deed* ("change" or "end") from a date of a series on; none for a visit
    that stands alone, or whose series is not agreed."""
    if visit is None or visit.series is None or not _runs(visit.series):
        return []
    rule = reverse(f"visits:series_{deed}", args=[visit.series.pk])
    one = reverse(f"visits:{_PAGES[deed]}", args=[visit.pk])
    ways = (
        (THIS, _("This date only"), one),
        (FOLLOWING, _("This and the following"), f"{rule}?from={visit.occurs_on}"),
        (ALL, _("All dates to come"), rule),
    )
    return [Reach(label, url, way == here) for way, label, url in ways]


def on(series: Series, day: date | None) -> Visit | None:
    """What stands of *series* on *day*, if anything does. One query, none without a day."""
    if day is None:
        return None
    standing = Visit.objects.filter(series=series, occurs_on=day, stage__in=lifecycle.STANDING)
    return standing.select_related("series").first()


def in_words(first: date | None) -> str:
    """What a change, or an end, from *first* on reaches."""
    if first is None:
        return _("All dates to come.")
    return _("The date of %(day)s and all that follow; those before it stay.") % {
        "day": day_in_words(first)
    }


def onwards(visit: Visit) -> list[Action]:
    """The way from a single date to it and those that follow."""
    if visit.series is None or not _runs(visit.series):
        return []
    url = reverse("visits:series_change", args=[visit.series.pk])
    label = _("Change this and the following dates")
    return [Action(label, f"{url}?from={visit.occurs_on}", posts=False, quiet=True)]


def _runs(series: Series) -> bool:
    return series.stage == SeriesStage.CONFIRMED
