"""How the facts of a notice read: ``{% load notices %}{{ facts.starts|wall_time }}``."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext, pgettext_lazy

register = template.Library()

# Django's own words for these, named here so that the catalogue can say them as Quebec writes
# them: "janv.", "févr.", "juill.".
SHORT_MONTHS = (
    pgettext_lazy("abbrev. month", "Jan."),
    pgettext_lazy("abbrev. month", "Feb."),
    pgettext_lazy("abbrev. month", "July"),
)


@register.filter
def wall_time(iso: str) -> str:
    """ "2025-03-04T14:10:00-08:00" as "Tue 4 Mar 2025, 14:10": the time of the zone it was
    written in, so hand in the site's. Errors: ``ValueError`` when it is not ISO 8601."""
    moment = datetime.fromisoformat(iso)
    return f"{day_in_words(moment)}, {moment:%H:%M}"


@register.filter
def calendar_day(iso: str) -> str:
    """ "2025-03-04" as "Tue 4 Mar 2025". Errors: ``ValueError`` when it is not ISO 8601."""
    return day_in_words(date.fromisoformat(iso))


def day_in_words(day: date) -> str:
    """ "Tue 4 Mar 2025", in the language that is active."""
    if day.day == 1:
        # Translators: the same for the first of a month: French writes "1er".
        return date_format(day, pgettext("first of a month with weekday", "D j M Y"))
    # Translators: a date as Django's format letters: weekday, day, month, year.
    return date_format(day, pgettext("date with weekday", "D j M Y"))
