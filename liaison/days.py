"""The days that can be said. Beyond them nobody plans anything, and at the very end of the calendar
a day has none that follows it."""

from calendar import isleap
from datetime import date

from django.utils.translation import gettext as _

from liaison.refusal import Refused
from liaison.templatetags.time_tags import day_in_words

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
# For what began before there was a portal.
LONG_AGO = date(1900, 1, 1)


def refuse_far(day: date | None, refusal: type[Refused], *, field: str) -> None:
    """Errors: *refusal* for a *day* that cannot be said."""
    if day is None or FIRST <= day <= LAST:
        return
    raise refusal(
        _("A day lies between %(first)s and %(last)s.")
        % {"first": day_in_words(FIRST), "last": day_in_words(LAST)},
        field=field,
        nearest=[FIRST if day < FIRST else LAST],
    )


def again(day: date, today: date) -> date:
    """*day* in the first year in which it is not over yet; 29 February where there is one."""
    years = range(today.year, today.year + 9)
    is_leap_day = (day.month, day.day) == (2, 29)
    same = (day.replace(year=year) for year in years if isleap(year) or not is_leap_day)
    return next(one for one in same if one >= today)
