"""A site's rules in rows that a page can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaison import hours
from liaison.hours import ROUND_THE_CLOCK
from liaison.hours_file import Document
from liaison.monthly import LAST

NTHS: dict[int, Any] = {
    1: pgettext_lazy("of the month", "first"),
    2: pgettext_lazy("of the month", "second"),
    3: pgettext_lazy("of the month", "third"),
    4: pgettext_lazy("of the month", "fourth"),
    5: pgettext_lazy("of the month", "fifth"),
    LAST: pgettext_lazy("of the month", "last"),
}
# What an exception says of its days.
KINDS: dict[str, Any] = {
    "closed": _("Stays closed"),
    "open": _("Is open"),
    "extended": _("Is open longer"),
    ROUND_THE_CLOCK: _("Is open round the clock"),
    "special": _("Has special hours"),
}

# What may be chosen as "on which days": its name, and the days it stands for.
DAY_GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    **{day: (WEEKDAYS[number], (day,)) for number, day in enumerate(hours.WEEKDAYS)},
    "daily": (_("Every day"), hours.WEEKDAYS),
    "workdays": (_("Monday to Friday"), hours.WEEKDAYS[:5]),
    "weekend": (_("Saturday and Sunday"), hours.WEEKDAYS[5:]),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Which days, from when to when on the wall, and what else is to be said."""

    days: Any
    opens: str
    closes: str
    first: date | None = None
    last: date | None = None
    why: str = ""
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is different on some days, and why. ``parts`` are the times, with their stops."""

    kind: str
    parts: Sequence[Document]
    why: str

    @property
    def says(self) -> Any:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Exceptional(Otherwise):
    """On one day."""

    day: date


@dataclass(frozen=True, slots=True)
class Monthly(Otherwise):
    """On the nth weekday of every month, and on ``more`` days after it."""

    nth: Any
    weekday: Any
    more: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Rules:
    known: bool
    weekly: Sequence[Line]
    exceptions: Sequence[Exceptional]
    recurring: Sequence[Monthly]
    blackouts: Sequence[Line]
    before: int
    after: int
    parked_at: str = ""


def rules(document: Document, *, since: date) -> Rules:
    """The rules of *document*, with the exceptions from *since* on."""
    return Rules(
        known="hours" in document,
        weekly=[_weekly(row) for row in gathered(document.get("hours", []))],
        exceptions=[
            Exceptional(**_otherwise(row), day=date.fromisoformat(row["date"]))
            for row in document["exceptions"]
            if row["date"] >= since.isoformat()
        ],
        recurring=[
            _monthly(row)
            for row in document.get("recurring", [])
            if row.get("valid_to", "9999") >= since.isoformat()
        ],
        blackouts=[
            Line(_days(row), row["from"], row["to"], why=row["why"])
            for row in gathered(document["blackouts"])
        ],
        before=document["buffer_before_minutes"],
        after=document["buffer_after_minutes"],
        parked_at=document.get("parked_at", ""),
    )


def gathered(rows: list[Document]) -> list[Document]:
    """Rows that say the same of several days as one row, where there is a name for those days."""
    days: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        said = tuple(sorted((key, value) for key, value in row.items() if key != "weekday"))
        days.setdefault(said, []).append(row["weekday"])
    names = {group: key for key, (_name, group) in DAY_GROUPS.items()}
    found = []
    for said, on in days.items():
        group = tuple(day for day in hours.WEEKDAYS if day in on)
        found += [
            {"weekday": day, **dict(said)} for day in ([names[group]] if group in names else on)
        ]
    return found


def _weekly(row: Document) -> Line:
    return Line(
        days=_days(row),
        opens=row["opens"],
        closes=row["closes"],
        first=_day(row, "valid_from"),
        last=_day(row, "valid_to"),
        stop=row.get("stop", ""),
    )


def _monthly(row: Document) -> Monthly:
    return Monthly(
        **_otherwise(row),
        nth=NTHS[row["nth"]],
        weekday=WEEKDAYS[hours.WEEKDAYS.index(row["weekday"])],
        more=row["days"] - 1,
        first=_day(row, "valid_from"),
        last=_day(row, "valid_to"),
    )


def _otherwise(row: Document) -> Document:
    parts = row.get("intervals", [])
    if row.get("stop"):
        parts = [{"opens": "00:00", "closes": "24:00", "stop": row["stop"]}]
    return {"kind": row["kind"], "parts": parts, "why": row.get("why", "")}


def _day(row: Document, key: str) -> date | None:
    return date.fromisoformat(row[key]) if key in row else None


def _days(row: Document) -> Any:
    return DAY_GROUPS[row["weekday"]][0]
