"""A rule in words: "Every second Tuesday and Thursday at 07:00 until Tue 4 Mar 2025"."""

from datetime import datetime

from django.utils import dates, formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from liaison.templatetags.time_tags import day_in_words
from visits.recurrence import LAST, ClockChange, Frequency, Rule

NTH = {
    1: pgettext_lazy("weekday of the month", "first"),
    2: pgettext_lazy("weekday of the month", "second"),
    3: pgettext_lazy("weekday of the month", "third"),
    4: pgettext_lazy("weekday of the month", "fourth"),
    LAST: pgettext_lazy("weekday of the month", "last"),
}


def of(rule: Rule) -> str:
    """The whole rule, its time of day included."""
    said = {"pattern": _PATTERNS[rule.frequency](rule), "time": f"{rule.time:%H:%M}"}
    if rule.until is not None:
        text = _("%(pattern)s at %(time)s until %(day)s") % (
            said | {"day": day_in_words(rule.until)}
        )
    elif rule.count is not None:
        text = _("%(pattern)s at %(time)s, %(count)s times in all") % (said | {"count": rule.count})
    else:
        text = _("%(pattern)s at %(time)s") % said
    return str(capfirst(text))


def of_clock_change(change: ClockChange | None, rule: Rule, starts: datetime) -> str:
    """What *change* does to a date that begins at *starts* by the site's clock."""
    if change is None:
        return ""
    said = {"time": f"{rule.time:%H:%M}", "start": f"{starts:%H:%M}"}
    if change is ClockChange.SKIPPED:
        return (
            _("Clocks go forward: %(time)s does not come that day, and it begins at %(start)s.")
            % said
        )
    return _("Clocks go back: %(time)s comes twice that day, and it begins the first time.") % said


def _daily(rule: Rule) -> str:
    if rule.interval == 1:
        return _("every day")
    return _("every %(number)s days") % {"number": rule.interval}


def _weekly(rule: Rule) -> str:
    days = _listed([str(dates.WEEKDAYS[day]) for day in sorted(rule.weekdays)])
    if rule.interval == 1:
        return _("every %(days)s") % {"days": days}
    if rule.interval == 2:
        return _("every second %(days)s") % {"days": days}
    return _("every %(number)s weeks on %(days)s") % {"number": rule.interval, "days": days}


def _monthly(rule: Rule) -> str:
    if rule.nth is not None:
        weekday = str(dates.WEEKDAYS[rule.weekdays[0]])
        day = _("the %(nth)s %(weekday)s") % {"nth": NTH[rule.nth], "weekday": weekday}
    else:
        day = _("day %(number)s") % {"number": rule.starts_on.day}
    if rule.interval == 1:
        return _("every month on %(day)s") % {"day": day}
    return _("every %(number)s months on %(day)s") % {"number": rule.interval, "day": day}


def _yearly(rule: Rule) -> str:
    # Translators: a day of every year as Django's format letters: day, month.
    day = formats.date_format(rule.starts_on, pgettext("day of the year", "j F"))
    if rule.interval == 1:
        return _("every year on %(day)s") % {"day": day}
    return _("every %(number)s years on %(day)s") % {"number": rule.interval, "day": day}


_PATTERNS = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}


def _listed(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}
