"""How the facts of a notice read: ``{% load notices %}{{ facts.starts|wall_time }}``."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def wall_time(iso: str) -> str:
    """ "2025-03-04T14:10:00-08:00" as "Tue 4 Mar 2025, 14:10": the time of the zone it was
    written in, so hand in the site's. Errors: ``ValueError`` when it is not ISO 8601."""
    moment = datetime.fromisoformat(iso)
    return f"{_day(moment)}, {moment:%H:%M}"


@register.filter
def calendar_day(iso: str) -> str:
    """ "2025-03-04" as "Tue 4 Mar 2025". Errors: ``ValueError`` when it is not ISO 8601."""
    return _day(date.fromisoformat(iso))


def _day(day: date) -> str:
    # Translators: a date as Django's format letters: weekday, day, month, year.
    return date_format(day, pgettext("date with weekday", "D j M Y"))
