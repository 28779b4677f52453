"""The hours that a page of rows makes, and which row each part of them came from.

Every check of substance is that of ``liaison.hours_file``; here each of its problems finds the
field beside which it is shown. What only a page can get wrong is found here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liaison import days, hours_longer
from liaison.forms.hours import ROWS, Row
from liaison.hours_file import TIMED, Document
from liaison.hours_told import DAY_GROUPS
from liaison.strict_json import Problem
from liaison.templatetags.time_tags import day_in_words

# What says which days a recurring exception is about.
_DAYS = ("nth", "weekday", "days", "valid_from", "valid_to")


class Draft:
    """A document as it was typed, and which rows each part of it came from."""

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.origins: dict[str, list[list[Any]]] = {key: [] for key in ROWS}
        head = editor.head.cleaned_data
        weekly = self._by_weekday("hours")
        # Where nobody knew the hours the tick was there from the start: rows say more than it.
        was_unknown = "hours" not in editor.stands
        self.is_unknown = head["unknown"] and not (weekly and was_unknown)
        self.document: Document = {
            "buffer_before_minutes": head["buffer_before_minutes"],
            "buffer_after_minutes": head["buffer_after_minutes"],
            "exceptions": self._exceptions(),
            "recurring": self._recurring(),
            "blackouts": self._by_weekday("blackouts"),
        }
        if head["parked_at"]:
            self.document["parked_at"] = head["parked_at"]
        if not self.is_unknown:
            self.document["hours"] = weekly

    def contradicts_itself(self) -> bool:
        """Errors that only a page of rows can have, not a document; shown at once."""
        if self.is_unknown and self.origins["hours"]:
            self.editor.head.add_error("unknown", _("Untick this, or remove the weekly rows."))
        elif self.is_unknown and (self.document["exceptions"] or self.document["recurring"]):
            self.editor.head.add_error(
                "unknown",
                _("Dates otherwise than usual need weekly rows: fill those in, or take them out."),
            )
        for rows in (*self.origins["exceptions"], *self.origins["recurring"]):
            kinds = {row.cleaned_data["kind"] for row in rows}
            said = {row.says for row in rows}
            if len(rows) > 1 and (len(said) > 1 or not kinds <= set(TIMED)):
                rows[-1].add_error(
                    rows[-1].lead, _("Another row says something else of this day; take one out.")
                )
        self._refuse_days_that_are_over()
        return bool(self.editor.errors)

    def _refuse_days_that_are_over(self) -> None:
        """What is said of them would be kept, and never be seen again."""
        stood = {row["date"] for row in self.editor.stands["exceptions"]}
        today = self.editor.today
        for said, rows in zip(self.document["exceptions"], self.origins["exceptions"], strict=True):
            if rows and said["date"] < today.isoformat() and said["date"] not in stood:
                rows[0].add_error("date", _over(date.fromisoformat(said["date"]), today))

    def takes_hours_away(self) -> bool:
        """Whether a day that is open *longer* would be closed in usual hours; shown at once."""
        for problem in hours_longer.shortened(self.document):
            section, index, *_where = problem.path
            if self.origins[str(section)][int(index)]:
                self.show(problem)
        return bool(self.editor.errors)

    def show(self, problem: Problem) -> None:
        """Puts a problem beside the field it is about, else on top."""
        section, *rest = problem.path or ("",)
        reason = capfirst(problem.reason)
        if section not in ROWS or not rest:
            field = "unknown" if section in ("exceptions", "recurring") else section
            self.editor.head.add_error(field if field in self.editor.head.fields else None, reason)
            return
        rows = self.origins[str(section)][int(rest[0])]
        numbers = [step for step in rest[1:] if isinstance(step, int)]
        if not rows:
            self.editor.head.add_error(None, reason)
            return
        row = rows[numbers[0] if numbers else 0]
        whole = "opens" if numbers else row.lead
        name = rest[-1] if rest[-1] in row.fields else whole
        if name not in row.errors:  # one row may stand for several days
            row.add_error(str(name), reason)

    def _counting(self, section: str) -> Iterable[Row]:
        return (row for row in self.editor.rows[section].forms if row.counts)

    def _by_weekday(self, section: str) -> list[Document]:
        found = []
        for row in self._counting(section):
            said = {key: value for key, value in row.cleaned_data.items() if value}
            del said["weekday"]
            for weekday in DAY_GROUPS[row.cleaned_data["weekday"]][1]:
                found.append({"weekday": weekday, **said})
                self.origins[section].append([row])
        return found

    def _exceptions(self) -> list[Document]:
        by_date = self._together("exceptions", ("date",))
        kept = list(self._kept())
        self.origins["exceptions"] = [[] for _row in kept] + by_date
        return kept + [_otherwise(rows, ("date",)) for rows in by_date]

    def _recurring(self) -> list[Document]:
        self.origins["recurring"] = self._together("recurring", _DAYS)
        return [_otherwise(rows, _DAYS) for rows in self.origins["recurring"]]

    def _together(self, section: str, names: tuple[str, ...]) -> list[list[Row]]:
        """The rows about the same days, which are one exception with several times."""
        found: dict[tuple[Any, ...], list[Row]] = {}
        for row in self._counting(section):
            found.setdefault(tuple(row.cleaned_data[name] for name in names), []).append(row)
        return list(found.values())

    def _kept(self) -> Iterable[Document]:
        """The exceptions that the page did not show: those of days that are over, which say
        nothing where the hours are unknown, and those too far ahead."""
        head = self.editor.head.cleaned_data
        since, until = head["since"], head["until"] or "9999"
        for row in self.editor.stands["exceptions"]:
            if row["date"] >= until or (row["date"] < since and not self.is_unknown):
                yield row


def _over(day: date, today: date) -> str:
    return _("%(day)s is over. Write %(today)s or a later day, like %(again)s.") % {
        "day": day_in_words(day),
        "today": today.isoformat(),
        "again": days.again(day, today).isoformat(),
    }


def _otherwise(rows: list[Row], names: tuple[str, ...]) -> Document:
    said = [row.cleaned_data for row in rows]
    kind = said[0]["kind"]
    found = {name: said[0][name] for name in (*names, "kind") if said[0][name]}
    if why := next((one["why"] for one in said if one["why"]), ""):
        found["why"] = why
    if kind in TIMED:
        found["intervals"] = [
            {key: one[key] for key in ("opens", "closes", "stop") if one[key]} for one in said
        ]
    elif stop := said[0]["stop"]:
        found["stop"] = stop
    return found
