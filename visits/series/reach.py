"""How far a change of a date of a series reaches: this date, this and those that follow, or all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.agenda import Action
from liaison.templatetags.time_tags import day_in_words
from visits import lifecycle
from visits.lifecycle import SeriesStage
from visits.models import Series, Visit


class Reach(StrEnum):
    """Which dates of a series are meant, seen from one of them."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class Doing(StrEnum):
    """What is done to the dates, as the addresses of a series say it."""

    CHANGE = "change"
    END = "end"


# On which page that is done to one date.
_PAGES: Mapping[Doing, str] = {Doing.CHANGE: "visit_counter", Doing.END: "visit_cancel"}


@dataclass(frozen=True, slots=True)
class Way:
    """One of the three, and the page on which that is done; ``is_here``: it is this page."""

    label: Any
    url: str
    is_here: bool


def of_date(visit: Visit | None, doing: Doing, here: Reach) -> list[Way]:
    """The three ways to do it from a date of a series on; none for a visit that stands alone, or
    whose series is not agreed."""
    if visit is None or visit.series is None or not _runs(visit.series):
        return []
    rule = reverse(f"visits:series_{doing}", args=[visit.series.pk])
    one = reverse(f"visits:{_PAGES[doing]}", args=[visit.pk])
    ways = (
        (Reach.THIS, _("This date only"), one),
        (Reach.FOLLOWING, _("This and the following"), f"{rule}?from={visit.occurs_on}"),
        (Reach.ALL, _("All dates to come"), rule),
    )
    return [Way(label, url, reach is here) for reach, label, url in ways]


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
