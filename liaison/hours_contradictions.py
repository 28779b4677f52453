"""What no single field of a site's hours shows: rows that cannot all be meant. Pure."""

from collections.abc import Iterator
from typing import Any

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _

from liaison.hours_rows import WEEKDAYS, Interval, minutes_of, run_of, weekly_interval
from liaison.strict_json import Path, Problem
from liaison.wallclock import DAY_MINUTES

Document = dict[str, Any]


def contradictions(document: Document) -> Iterator[Problem]:
    """What no single field shows: two rows that cannot both be meant."""
    for section in ("exceptions", "recurring"):
        if "hours" not in document and document.get(section):
            yield Problem((section,), _("cannot be given while the hours are unknown"))
    yield from _weekly_overlaps(document.get("hours", []))
    yield from _same_runs(document.get("recurring", []))
    dates: dict[str, int] = {}
    for index, row in enumerate(document.get("exceptions", [])):
        first = dates.setdefault(row["date"], index)
        if first != index:
            yield Problem(
                ("exceptions", index, "date"),
                _("has an exception already; each date has one"),
            )
    for section in ("exceptions", "recurring"):
        for index, row in enumerate(document.get(section, [])):
            yield from _part_overlaps(row.get("intervals", []), (section, index, "intervals"))


def _same_runs(rows: list[Document]) -> Iterator[Problem]:
    """Two that begin on the same days: the lower one would hardly ever count. That others meet
    now and then is no contradiction, for then the upper one counts."""
    runs = [run_of(row) for row in rows]
    for index, later in enumerate(runs):
        for other, earlier in enumerate(runs[:index]):
            same = (later.nth, later.weekday) == (earlier.nth, earlier.weekday)
            if same and later.first <= earlier.last and earlier.first <= later.last:
                yield Problem(
                    ("recurring", index),
                    _(
                        "begins on the same days as row %(row)d; "
                        "make one of them end before the other begins"
                    )
                    % {"row": other + 1},
                )
                break


def _weekly_overlaps(rows: list[Document]) -> Iterator[Problem]:
    intervals = [(WEEKDAYS.index(row["weekday"]), weekly_interval(row)) for row in rows]
    for index, later in enumerate(intervals):
        for other, earlier in enumerate(intervals[:index]):
            if _ever_overlap(earlier, later):
                yield Problem(
                    ("hours", index),
                    _(
                        "overlaps %(weekday)s %(opens)s–%(closes)s; "
                        "open at %(closes)s or later, or close by %(opens)s"
                    )
                    % {**rows[other], "weekday": WEEKDAY_NAMES[intervals[other][0]]},
                )
                break


def _ever_overlap(one: tuple[int, Interval], two: tuple[int, Interval]) -> bool:
    """Whether the two ever run at once on the wall. Nothing lasts beyond the next day, so only
    days that follow each other can meet, Sunday and Monday among them."""
    (weekday, first), (other_weekday, second) = one, two
    for apart in (-1, 0, 1):
        if (other_weekday - weekday - apart) % 7:
            continue
        shift = apart * DAY_MINUTES
        if first.opens < second.closes + shift and second.opens + shift < first.closes:
            begin = max(first.first, second.first - apart)
            # The first day of this weekday on or after *begin*; day 1 was a Monday.
            day = begin + (weekday - (begin - 1)) % 7
            if day <= min(first.last, second.last - apart):
                return True
    return False


def _part_overlaps(parts: list[Document], path: Path) -> Iterator[Problem]:
    spans = [minutes_of(part["opens"], part["closes"]) for part in parts]
    for index, (opens, closes) in enumerate(spans):
        for other, (begins, ends) in enumerate(spans[:index]):
            if opens < ends and begins < closes:
                yield Problem(
                    (*path, index),
                    _(
                        "overlaps %(opens)s–%(closes)s; "
                        "open at %(closes)s or later, or close by %(opens)s"
                    )
                    % parts[other],
                )
                break
