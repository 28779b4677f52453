"""What one statement of a site's hours says otherwise than another, in words. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from liaison import hours_told
from liaison.hours_file import Document
from liaison.hours_rows import WEEKDAYS
from liaison.hours_told import Line, Rules

# What is said, by what it is about: the name of that, and the words.
_Said = Mapping[Any, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What the two say *about* some days, or about something else that a *section* holds."""

    section: str
    about: str
    before: str
    after: str


def differences(before: Document, after: Document, *, since: date) -> list[Difference]:
    """All that a page tells of both and that differs; days before *since* are left aside."""
    one, two = (hours_told.rules(document, since=since) for document in (before, after))
    usual = _("as usual")
    return [
        *_on_weekdays(_("Every week"), _weekly(before), _weekly(after)),
        *_compared(_("Otherwise than usual"), _dated(one), _dated(two), usual),
        *_compared(_("Otherwise every month"), _monthly(one), _monthly(two), usual),
        *_on_weekdays(_("Not to be visited"), _busy(before), _busy(after)),
        *_compared(_("Around the hours"), _around(one), _around(two), _("not said")),
    ]


def _on_weekdays(
    section: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Difference]:
    """Days that change alike are told together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for day in WEEKDAYS:
        if before[day] != after[day]:
            alike.setdefault((before[day], after[day]), []).append(day)
    for (was, becomes), days in alike.items():
        yield Difference(section, hours_told.weekdays_in_words(days), was, becomes)


def _compared(section: str, before: _Said, after: _Said, absent: str) -> Iterator[Difference]:
    for key in sorted({*before, *after}):
        about = (before.get(key) or after[key])[0]
        was, becomes = (said.get(key, (about, absent))[1] for said in (before, after))
        if was != becomes:
            yield Difference(section, about, was, becomes)


def _weekly(document: Document) -> Mapping[str, str]:
    if "hours" not in document:
        return dict.fromkeys(WEEKDAYS, _("not known"))
    return _by_weekday(document["hours"], hours_told.weekly, _("does not open"))


def _busy(document: Document) -> Mapping[str, str]:
    return _by_weekday(document["blackouts"], hours_told.blackout, "–")


def _by_weekday(
    rows: Iterable[Document], line: Callable[[Document], Line], absent: str
) -> Mapping[str, str]:
    said: dict[str, list[str]] = {day: [] for day in WEEKDAYS}
    for row in rows:
        said[row["weekday"]].append(line(row).words)
    return {day: ", ".join(words) or absent for day, words in said.items()}


def _dated(rules: Rules) -> _Said:
    return {one.day: (one.days, one.words) for one in rules.exceptions}


def _monthly(rules: Rules) -> _Said:
    said: dict[str, list[str]] = {}
    for one in rules.recurring:
        said.setdefault(one.days, []).append(one.words)
    return {days: (days, ", ".join(words)) for days, words in said.items()}


def _around(rules: Rules) -> _Said:
    said = {
        0: (_("Minutes kept free before opening"), str(rules.before)),
        1: (_("Minutes kept free after closing"), str(rules.after)),
        2: (_("Where a site on wheels is parked outside its hours"), rules.parked_at),
    }
    return {key: pair for key, pair in said.items() if pair[1]}
