"""A site's hours as one page of rows: from the document to what people type, and back.

Every check of substance is that of ``liaison.hours_file``; here each of its problems finds the
field beside which it is shown.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liaison import hours_file
from liaison.forms.hours import (
    MOST_BLACKOUTS,
    MOST_EXCEPTIONS,
    MOST_RECURRING,
    MOST_WEEKLY,
    ROWS,
    HeadForm,
    Row,
    Rows,
)
from liaison.hours_file import TIMED, Document
from liaison.hours_told import DAY_GROUPS, gathered
from liaison.strict_json import BadDocument, Problem

# Exceptions shown at once; later ones stay as they are, which leaves room to add some.
_SHOWN = 30
# What says which days a recurring exception is about.
_DAYS = ("nth", "weekday", "days", "valid_from", "valid_to")


class HoursEditor:
    """The head of the page and its three lists of rows."""

    def __init__(self, head: HeadForm, rows: Mapping[str, Rows], stands: Document) -> None:
        self.head = head
        self.rows = rows
        self.stands = stands
        self.document: Document = {}

    @classmethod
    def of(cls, document: Document, *, expected: str, today: date) -> "HoursEditor":
        """The hours that stand, with an empty row at the end of each list."""
        shown, until = _exceptions_from(document, today.isoformat())
        head = {
            **{key: document[key] for key in ("buffer_before_minutes", "buffer_after_minutes")},
            "unknown": "hours" not in document,
            "expected": expected,
            "since": today.isoformat(),
            "until": until,
            "parked_at": document.get("parked_at", ""),
        }
        typed = {
            "hours": gathered(document.get("hours", [])),
            "exceptions": _otherwise_rows(shown),
            "recurring": _otherwise_rows(document.get("recurring", [])),
            "blackouts": gathered(document["blackouts"]),
        }
        return cls._typed(head, {key: [*rows, {}] for key, rows in typed.items()})

    @classmethod
    def with_room(cls, data: Mapping[str, Any], which: str) -> "HoursEditor":
        """What was typed, unjudged, with one more row in the list *which*."""
        typed = {key: _typed_rows(data, key) for key in ROWS}
        if which in typed:
            typed[which].append({})
        editor = cls._typed({name: data.get(name) for name in HeadForm.base_fields}, typed)
        if which in typed:
            new = next(iter(editor.rows[which].forms[-1].fields.values()))
            new.widget.attrs["autofocus"] = True
        return editor

    @classmethod
    def with_exceptions(cls, data: Mapping[str, Any], more: list[dict[str, Any]]) -> "HoursEditor":
        """What was typed, unjudged, with *more* exceptions, as many as there is room for."""
        typed = {key: _typed_rows(data, key) for key in ROWS}
        full = [row for row in typed["exceptions"] if row["date"] or row["opens"] or row["why"]]
        room = MOST_EXCEPTIONS - len(full)
        typed["exceptions"] = [*full, *more[:room]] or [{}]
        editor = cls._typed({name: data.get(name) for name in HeadForm.base_fields}, typed)
        if more and room:
            editor.rows["exceptions"].forms[len(full)].fields["kind"].widget.attrs["autofocus"] = (
                True
            )
        return editor

    @property
    def dates(self) -> set[str]:
        """The dates that rows speak of, as they are typed."""
        return {str(row["date"].value()) for row in self.rows["exceptions"].forms}

    @classmethod
    def _typed(cls, head: dict[str, Any], typed: dict[str, list[dict[str, Any]]]) -> "HoursEditor":
        rows = {key: made(typed=typed[key], prefix=key) for key, made in ROWS.items()}
        return cls(HeadForm(initial=head), rows, {})

    @classmethod
    def sent(cls, data: Mapping[str, Any], document: Document) -> "HoursEditor":
        """What was sent to be saved, over the *document* that stands."""
        head = HeadForm(data)
        rows = {key: made(data, prefix=key) for key, made in ROWS.items()}
        return cls(head, rows, document)

    def is_valid(self) -> bool:
        """Whether the rows make a good document, which is then in ``document``."""
        shapes = [self.head.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        if not all(shapes):
            return False
        draft = _Draft(self)
        try:
            if not draft.contradicts_itself():
                self.document = hours_file.check(draft.document)
        except BadDocument as bad:
            for problem in bad.problems:
                draft.show(problem)
        return bool(self.document)

    def saw(self, mark: str) -> None:
        """Carries back *mark* instead of the statement that was on the screen first."""
        typed = {name: self.head.data.get(name) for name in self.head.fields}
        self.head.data = {**typed, "expected": mark}

    @property
    def forms(self) -> list[forms.Form]:
        return [self.head, *(form for rows in self.rows.values() for form in rows.forms)]

    # What components/error_summary.html asks of a form, of all of them together.
    @property
    def errors(self) -> list[Any]:
        return [*self.non_field_errors, *(e for field in self.visible_fields for e in field.errors)]

    @property
    def non_field_errors(self) -> list[Any]:
        lists = [rows.non_form_errors() for rows in self.rows.values() if rows.is_bound]
        hidden = [field.errors for field in self.head.hidden_fields()]
        return [e for found in (self.head.non_field_errors(), *hidden, *lists) for e in found]

    @property
    def visible_fields(self) -> list[BoundField]:
        return [field for form in self.forms for field in form.visible_fields() if field.errors]


class _Draft:
    """A document as it was typed, and which rows each part of it came from."""

    def __init__(self, editor: HoursEditor) -> None:
        self.editor = editor
        self.origins: dict[str, list[list[Row]]] = {key: [] for key in ROWS}
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
            self.editor.head.add_error("unknown", _("Take this tick out, or the weekly rows."))
        elif self.is_unknown and (self.document["exceptions"] or self.document["recurring"]):
            self.editor.head.add_error(
                "unknown",
                _("Dates otherwise than usual need weekly rows: fill those in, or take them out."),
            )
        for rows in (*self.origins["exceptions"], *self.origins["recurring"]):
            kinds = {row.cleaned_data["kind"] for row in rows}
            if len(rows) > 1 and (len(kinds) > 1 or not kinds <= set(TIMED)):
                rows[-1].add_error(
                    rows[-1].lead, _("Another row says something else of this day; take one out.")
                )
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


def fits(document: Document) -> bool:
    """Whether a page can hold these hours; longer ones are loaded from a file."""
    weekly = gathered(document.get("hours", []))
    blackouts = gathered(document["blackouts"])
    recurring = _otherwise_rows(document.get("recurring", []))
    parts = max((len(row.get("intervals", [])) for row in document["exceptions"]), default=0)
    return (
        len(weekly) < MOST_WEEKLY
        and len(blackouts) < MOST_BLACKOUTS
        and len(recurring) < MOST_RECURRING
        and parts < _SHOWN
    )


def _exceptions_from(document: Document, since: str) -> tuple[list[Document], str]:
    """The exceptions a page shows, from *since* on, and the date of the first it does not."""
    shown: list[Document] = []
    for row in document["exceptions"]:
        if row["date"] < since:
            continue
        if len(_otherwise_rows([*shown, row])) > _SHOWN and shown:
            return shown, row["date"]
        shown.append(row)
    return shown, ""


def _otherwise_rows(exceptions: list[Document]) -> list[dict[str, Any]]:
    """One row an interval, as they are typed."""
    return [
        {**{key: value for key, value in row.items() if key != "intervals"}, **part}
        for row in exceptions
        for part in row.get("intervals", [{}])
    ]


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


def _typed_rows(data: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    most = ROWS[section].max_num
    total = str(data.get(f"{section}-TOTAL_FORMS", ""))
    count = min(int(total), most) if total.isascii() and total.isdigit() and len(total) < 5 else 0
    names = ROWS[section](prefix=section).empty_form.fields
    return [
        {name: data.get(f"{section}-{index}-{name}", "") for name in names}
        for index in range(count)
    ]
