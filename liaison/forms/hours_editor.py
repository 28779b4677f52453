"""A site's hours as one page of rows: from the document to what people type, and back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from liaison import hours_file
from liaison.forms.hours import (
    MOST_BLACKOUTS,
    MOST_EXCEPTIONS,
    MOST_RECURRING,
    MOST_WEEKLY,
    ROWS,
    ExceptionRow,
    HeadForm,
    Rows,
)
from liaison.forms.hours_draft import Draft
from liaison.hours_file import Document
from liaison.hours_told import gathered
from liaison.strict_json import BadDocument

# Exceptions shown at once; later ones stay as they are, which leaves room to add some.
_SHOWN = 30


class HoursEditor:
    """The head of the page and its three lists of rows."""

    def __init__(
        self,
        head: HeadForm,
        rows: Mapping[str, Rows],
        stands: Document,
        today: date = date.min,
    ) -> None:
        self.head = head
        self.rows = rows
        self.stands = stands
        self.today = today
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
            new: Any = editor.rows[which].forms[-1]
            new.folds_blank = False
            next(iter(new.fields.values())).widget.attrs["autofocus"] = True
        return editor

    @classmethod
    def with_exceptions(cls, data: Mapping[str, Any], more: list[dict[str, Any]]) -> "HoursEditor":
        """What was typed, unjudged, with *more* exceptions, as many as there is room for."""
        typed = {key: _typed_rows(data, key) for key in ROWS}
        full, added = _with_more(data, more)
        added = added[: MOST_EXCEPTIONS - len(full)]
        typed["exceptions"] = [*full, *added] or [{}]
        editor = cls._typed({name: data.get(name) for name in HeadForm.base_fields}, typed)
        if added:
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
    def sent(
        cls,
        data: QueryDict,
        document: Document,
        *,
        today: date,
        more: Sequence[dict[str, Any]] = (),
    ) -> "HoursEditor":
        """What was sent to be saved, with *more* exceptions, over the *document* that stands."""
        # What did not arrive whole is refused as it came: nothing is put beneath it.
        if more and _is_whole(data, "exceptions"):
            data = _put_in(data, *_with_more(data, more))
        head = HeadForm(data)
        rows = {key: made(data, prefix=key) for key, made in ROWS.items()}
        return cls(head, rows, document, today)

    def is_valid(self) -> bool:
        """Whether the rows make a good document, which is then in ``document``."""
        shapes = [self.head.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        if not all(shapes):
            return False
        draft = Draft(self)
        try:
            if not draft.contradicts_itself():
                checked = hours_file.check(draft.document)
                self.document = {} if draft.takes_hours_away() else checked
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


def holds(document: Document, stands: Document, *, today: date) -> bool:
    """Whether a page can hold these hours and lose nothing: the exceptions that it would not show
    are those that *stands* has already."""
    since = today.isoformat()
    until = _exceptions_from(document, since)[1] or "9999"
    left_aside = [
        [row for row in one["exceptions"] if not since <= row["date"] < until]
        for one in (document, stands)
    ]
    return fits(document) and left_aside[0] == left_aside[1]


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


def _with_more(
    data: Mapping[str, Any], more: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The exceptions that were typed, and *more* of them. A day on which the site stays closed by
    a row of its own needs no other."""
    typed = _typed_rows(data, "exceptions")
    full = [row for row in typed if any(value for name, value in row.items() if name != "kind")]
    said = {(row["date"], row["kind"]) for row in full if not row["remove"]}
    return full, [row for row in more if (row["date"], row["kind"]) not in said]


def _put_in(
    data: QueryDict, full: Sequence[dict[str, Any]], added: Sequence[dict[str, Any]]
) -> QueryDict:
    """*data* as if the rows *added* had been typed beneath the *full* ones."""
    sent = data.copy()
    for index, row in enumerate([*full, *added]):
        for name in ExceptionRow.base_fields | {"remove": None}:
            sent[f"exceptions-{index}-{name}"] = row.get(name, "")
    sent["exceptions-TOTAL_FORMS"] = str(len(full) + len(added))
    return sent


def _is_whole(data: Mapping[str, Any], section: str) -> bool:
    """Whether it says how many rows it has, and no more than there may be."""
    count = _count(data, section)
    return count is not None and count <= ROWS[section].max_num


def _count(data: Mapping[str, Any], section: str) -> int | None:
    total = str(data.get(f"{section}-TOTAL_FORMS", ""))
    return int(total) if total.isascii() and total.isdigit() and len(total) < 5 else None


def _typed_rows(data: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    count = min(_count(data, section) or 0, ROWS[section].max_num)
    names = ROWS[section](prefix=section).empty_form.fields
    return [
        {name: data.get(f"{section}-{index}-{name}", "") for name in names}
        for index in range(count)
    ]
