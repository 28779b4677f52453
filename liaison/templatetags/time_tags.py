"""Times as people read them, always with the place whose clock is meant."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from notifications.templatetags import notices

register = template.Library()


@register.filter
def place_of(zone: str) -> str:
    """The place a zone is named after: "America/St_Johns" -> "St Johns"; "UTC" stays."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


@register.filter
def day_in_words(day: date) -> str:
    """ "Tue 4 Mar 2025", in the language of the page."""
    return _day_in_words(day, get_language())


@lru_cache(maxsize=4096)
def _day_in_words(day: date, _language: str | None) -> str:
    return notices.day_in_words(day)


@register.filter
def day_and_month(day: date) -> str:
    """ "26 Oct", where the year stands beside it."""
    if day.day == 1:
        # Translators: the first of a month as Django's format letters: French writes "1er".
        return formats.date_format(day, pgettext("first of a month", "j M"))
    # Translators: a date as Django's format letters: day and short month.
    return formats.date_format(day, pgettext("date without year", "j M"))


def clock_in_words(moment: datetime) -> str:
    """ "14:10", of a moment that is already in its zone."""
    return moment.strftime("%H:%M")


def day_and_clock(moment: datetime) -> str:
    """ "Tue 4 Mar 2025, 14:10", of a moment that is already in its zone."""
    return f"{day_in_words(moment.date())}, {clock_in_words(moment)}"


def time_in_words(moment: datetime, zone: str) -> str:
    """ "Tue 4 Mar 2025, 14:10 (Vancouver)", where there is no page, as on paper. *moment* is aware;
    *zone* an IANA name."""
    return f"{day_and_clock(moment.astimezone(ZoneInfo(zone)))} ({place_of(zone)})"


@register.filter
def time_in(moment: datetime | None, zone: str) -> SafeString | str:
    """``{{ visit.starts|time_in:site.zone }}``: "Tue 4 Mar 2025, 14:10 (Vancouver)".

    *moment* is aware; *zone* an IANA name. Nothing for a moment that is not known.
    """
    if not moment:
        return ""
    return _tagged(moment.astimezone(ZoneInfo(zone)), time_in_words(moment, zone))


@register.filter
def clock_in(moment: datetime | None, zone: str) -> SafeString | str:
    """Only the time of day: "14:10" (the day and the place must stand beside it)."""
    if not moment:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    return _tagged(local, clock_in_words(local))


@register.filter
def day_in(moment: datetime | None, zone: str) -> SafeString | str:
    """Only the day, in *zone*: "Tue 4 Mar 2025"."""
    if not moment:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{}</time>', local.date().isoformat(), day_in_words(local.date())
    )


def moment_in(moment: datetime | None, zone: str, *, by_day: bool) -> SafeString | str:
    """As ``time_in``; as ``day_in`` where no more than the day is told."""
    return (day_in if by_day else time_in)(moment, zone)


@register.filter
def on_day(day: date | None) -> SafeString | str:
    """A plain date, that belongs to no clock: "Tue 4 Mar 2025"."""
    if not day:
        return ""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), day_in_words(day))


@register.filter
def is_before(moment: datetime, now: datetime | None) -> bool:
    """Whether *moment* has passed; where nothing is said of now, it has not."""
    return bool(now and moment < now)


@register.filter
def ago(moment: datetime, now: datetime) -> str:
    """How long ago *moment* was, in its largest unit: "2 weeks ago"; "just now" within a minute.
    The exact time stands beside it. Both are aware."""
    if (now - moment).total_seconds() < 60:
        return _("just now")
    return _("%(time)s ago") % {"time": timesince(moment, now, depth=1)}


@register.simple_tag
def span(starts: datetime | None, ends: datetime | None, zone: str) -> SafeString | str:
    """``{% span visit.starts visit.ends site.zone %}``: from when to when, the day once where
    both fall on it: "Tue 4 Mar 2025, 14:10 to 15:00 (Vancouver)"."""
    if not starts or not ends:
        return ""
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (starts, ends))
    start, to, end = _from_to(first, last)
    return format_html(
        '<span class="span">{} {} {}</span>',
        _tagged(first, start),
        to,
        _tagged(last, f"{end} ({place_of(zone)})"),
    )


@register.simple_tag
def span_of_week(starts: datetime, ends: datetime, zone: str) -> SafeString:
    """The same in short, where the year and the place stand above it: "Tue 4 Mar, 14:10 to
    15:00"."""
    first, last = (moment.astimezone(ZoneInfo(zone)) for moment in (starts, ends))
    start, to, end = _from_to(first, last, weekday_and_day)
    return format_html(
        '<span class="span">{} {} {}</span>', _tagged(first, start), to, _tagged(last, end)
    )


def weekday_and_day(day: date) -> str:
    """ "Tue 4 Mar", where the year stands above it."""
    # Translators: before a day and its month, the short weekday as Django's format letter.
    weekday = formats.date_format(day, pgettext("weekday before a date", "D"))
    return f"{weekday} {day_and_month(day)}"


def span_in_words(starts: datetime, ends: datetime, zone: str) -> str:
    """The same as plain words, for a title: "Tue 4 Mar 2025, 14:10 to 15:00" (the place must
    stand beside it)."""
    first, last = (one.astimezone(ZoneInfo(zone)) for one in (starts, ends))
    return " ".join(_from_to(first, last))


def _from_to(
    first: datetime, last: datetime, said: Callable[[date], str] = day_in_words
) -> tuple[str, str, str]:
    end = clock_in_words(last)
    if last.date() != first.date():
        end = f"{said(last.date())}, {end}"
    # Translators: between two times, "14:10 to 15:00".
    to = pgettext("between two times", "to")
    return f"{said(first.date())}, {clock_in_words(first)}", to, end


def _tagged(local: datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)
