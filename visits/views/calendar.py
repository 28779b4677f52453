"""The month and the week of visits."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from liaison import access, week
from liaison.roles import Permission
from visits import calendar, showing


@require_GET
def calendar_month(request: HttpRequest) -> HttpResponse:
    asked = _Asked(request)
    first = asked.day.replace(day=1)
    begins, count = calendar.span_of_month(first)
    visits = calendar.visits_between(request.user, begins, count, asked.at, asked.only)
    days = calendar.month(visits, first, request.user, asked.at, asked.today)
    context = {
        "days": days,
        "weekdays": [begins + timedelta(days=more) for more in range(calendar.WEEK)],
        "first": first,
        "has_visits": any(day.lines for day in days),
        "before": asked.to(first - timedelta(days=1)),
        "after": asked.to(first + timedelta(days=31)),
        **asked.context("month"),
    }
    return render(request, "visits/calendar_month.html", context)


@require_GET
def calendar_week(request: HttpRequest) -> HttpResponse:
    asked = _Asked(request)
    monday = week.monday_of(asked.day)
    visits = calendar.visits_between(request.user, monday, calendar.WEEK, asked.at, asked.only)
    only = asked.only or (asked.choices[0].id if len(asked.choices) == 1 else None)
    context = {
        "days": calendar.one_week(visits, monday, request.user, asked.at, asked.today),
        "hours": calendar.weeks_of_sites(visits, monday, request.user, only, asked.first_site),
        "monday": monday,
        "sunday": monday + timedelta(days=calendar.WEEK - 1),
        "before": asked.to(monday - timedelta(days=1)),
        "after": asked.to(monday + timedelta(days=calendar.WEEK)),
        **asked.context("week"),
    }
    return render(request, "visits/calendar_week.html", context)


class _Asked:
    """Which day the address asks for, and whose visits. Errors: ``Http404``."""

    def __init__(self, request: HttpRequest) -> None:
        if not access.may(request.user, Permission.VISIT_SEE):
            raise Http404
        self.at, self.query = timezone.now(), request.GET
        self.choices = showing.partnerships(request.user, Permission.VISIT_SEE)
        self.only = showing.chosen(self.choices, request.GET.get("partnership"))
        here = [reach for reach in self.choices if self.only in (None, reach.id)]
        self.zones = {reach.site_zone for reach in here}
        self.today = calendar.today(here, self.at)
        self.day = _day(request.GET["on"]) if request.GET.get("on") else self.today

    def to(self, day: date) -> str:
        """The same page for *day*; nothing where no calendar leads."""
        if not calendar.EARLIEST <= day <= calendar.LATEST:
            return ""
        return "?" + urlencode({"on": day.isoformat(), **self._kept()})

    @property
    def first_site(self) -> int:
        """From which site on the hours beside a week are shown."""
        text = self.query.get("sites", "")
        return int(text) if text.isdecimal() and len(text) < _LONGEST else 0

    def context(self, shows: str) -> dict[str, Any]:
        return {
            "shows": shows,
            "choices": self.choices,
            "only": self.only,
            "on": self.day.isoformat(),
            "now_address": "?" + urlencode(self._kept()),
            "kept": urlencode(self._kept()),
            "zone": next(iter(self.zones)) if len(self.zones) == 1 else "",
        }

    def _kept(self) -> dict[str, str]:
        return {"partnership": str(self.only)} if self.only else {}


# More digits than that number no sites.
_LONGEST = 6


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not calendar.EARLIEST <= day <= calendar.LATEST:
        raise Http404
    return day
