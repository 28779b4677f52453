"""How an offered time goes into a button, and how codes of visits read."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html

from liaison.templatetags.time_tags import clock_in, weekday_and_day
from visits.finding import Opening
from visits.kinds import Kind
from visits.models.goal import CHOICES, often
from visits.track.table import Code

register = template.Library()


@register.simple_tag
def choice(start: datetime, end: datetime) -> str:
    """What ``visits.forms.read_time`` reads: the start in UTC and the length in minutes."""
    return f"{start.astimezone(UTC):%Y%m%dT%H%M}/{(end - start) // timedelta(minutes=1)}"


@register.filter
def begins_in(opening: Opening, zone: str) -> Any:
    """When the visit that a press picks begins: "08:45", with its day where the free time began on
    the day before."""
    local = (opening.free.start, opening.pick.start)
    began, begins = (moment.astimezone(ZoneInfo(zone)).date() for moment in local)
    clock = clock_in(opening.pick.start, zone)
    return clock if began == begins else format_html("{}, {}", weekday_and_day(begins), clock)


@register.filter
def kind_name(code: str) -> str:
    """ "tour" as "Site tour"."""
    return str(Kind(code).label) if code in Kind.values else ""


@register.filter
def goal_name(code: str) -> str:
    """As ``kind_name``; "any" as "Any contact"."""
    return str(dict(CHOICES).get(code, ""))


@register.filter
def step_name(code: str) -> str:
    """ "walk_through" as "Walk-through of the site"."""
    return str(Code(code).label) if code in Code.values else ""


@register.simple_tag
def how_often(times: int, per: str) -> str:
    """ "once a month"."""
    return often(times, per)
