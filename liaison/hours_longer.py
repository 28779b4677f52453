"""Days on which a site is open longer than usual, and would yet be closed in usual hours. Pure.

An exception replaces what would begin on its day. Whoever says that the site is open *longer*
means those hours besides the usual ones, so the usual ones have to be among them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison import wallclock
from liaison.hours import Schedule
from liaison.hours_rows import WEEKDAYS, Interval, minutes_of, run_of
from liaison.strict_json import BadDocument, Problem
from liaison.templatetags.time_tags import day_in_words
from liaison.wallclock import DAY_MINUTES

LONGER = "extended"
# From when to when, in minutes from the midnight that begins the day.
Minutes = tuple[int, int]


def shortened(document: Mapping[str, Any], *, in_file: bool = False) -> Iterator[Problem]:
    """The exceptions of a checked *document* that say "longer" and leave usual hours out, each
    with all that would have to be said: as rows of a page, or in a file."""
    instead = _in_file if in_file else _in_rows
    # Only the wall counts here, whatever the zone.
    usual = replace(Schedule.from_document(document, ZoneInfo("UTC")), exceptions={})
    for index, row in enumerate(document["exceptions"]):
        day = date.fromisoformat(row["date"])
        if row["kind"] == LONGER:
            found = usual.intervals_on(day.toordinal())
            yield from _problem(("exceptions", index), row, found, day_in_words(day), instead)
    for index, row in enumerate(document.get("recurring", ())):
        for weekday in _weekdays(row) if row["kind"] == LONGER else ():
            weekly = _in_force(usual.weekly[weekday], row)
            yield from _problem(("recurring", index), row, weekly, WEEKDAY_NAMES[weekday], instead)


def check(document: Mapping[str, Any], written: Mapping[str, Any]) -> None:
    """Errors: ``BadDocument`` where days of a checked *document* are ``shortened``, each with its
    place in the file as it was *written*."""
    as_written = {**document, "exceptions": written.get("exceptions", [])}
    if problems := list(shortened(as_written, in_file=True)):
        raise BadDocument(problems)


def together(spans: Sequence[Minutes]) -> list[Minutes]:
    """*spans* as few intervals, none of them longer than a day."""
    found: list[Minutes] = []
    for opens, closes in sorted(spans):
        first, last = found[-1] if found else (opens, opens - 1)
        if opens > last:
            found.append((opens, closes))
        elif max(last, closes) - first <= DAY_MINUTES:
            found[-1] = (first, max(last, closes))
        else:
            found[-1:] = [(first, opens), (opens, closes)]
    return found


def _problem(
    path: tuple[str, int],
    row: Mapping[str, Any],
    usual: Iterable[Interval],
    day: Any,
    instead: Callable[[Sequence[Minutes]], str],
) -> Iterator[Problem]:
    wanted = [minutes_of(part["opens"], part["closes"]) for part in row.get("intervals", ())]
    normal: list[Minutes] = [(interval.opens, interval.closes) for interval in usual]
    covered = wallclock.merged(wanted)
    if any(wallclock.gaps(covered, *span) for span in normal):
        said = _(
            "On %(day)s the site is open %(usual)s as usual, and this would take some of it away."
        )
        words = said % {"day": day, "usual": _words(normal)}
        yield Problem((*path, "intervals", 0), f"{words} {instead(together(wanted + normal))}")


def _in_rows(longer: Sequence[Minutes]) -> str:
    """What to write on a page, where each opening is a row."""
    said = ngettext(
        "Write %(longer)s here, or choose “Has other hours”.",
        "Write %(number)s rows of these days: %(longer)s; or choose “Has other hours”.",
        len(longer),
    )
    return said % {"number": len(longer), "longer": _words(longer)}


def _in_file(longer: Sequence[Minutes]) -> str:
    return _("Write %(longer)s, or say “special”.") % {"longer": _words(longer)}


def _weekdays(row: Mapping[str, Any]) -> list[int]:
    first = WEEKDAYS.index(row["weekday"])
    return [(first + more) % 7 for more in range(min(row["days"], 7))]


def _in_force(weekly: Sequence[Interval], row: Mapping[str, Any]) -> list[Interval]:
    run = run_of(row)
    return [one for one in weekly if one.first <= run.last and run.first <= one.last]


def _words(spans: Sequence[Minutes]) -> str:
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in spans)


def _clock(minutes: int) -> str:
    whole = minutes if minutes == DAY_MINUTES else minutes % DAY_MINUTES
    return f"{whole // 60:02d}:{whole % 60:02d}"
