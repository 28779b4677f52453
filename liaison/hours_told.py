"""A site's rules in rows that a page can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from liaison import hours
from liaison.hours_file import Document

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


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What is different on one day; without parts the site stays closed."""

    day: date
    parts: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Rules:
    known: bool
    weekly: Sequence[Line]
    exceptions: Sequence[Exceptional]
    blackouts: Sequence[Line]
    before: int
    after: int


def rules(document: Document, *, since: date) -> Rules:
    """The rules of *document*, with the exceptions from *since* on."""
    return Rules(
        known="hours" in document,
        weekly=[_weekly(row) for row in gathered(document.get("hours", []))],
        exceptions=[
            Exceptional(date.fromisoformat(row["date"]), row.get("intervals", []))
            for row in document["exceptions"]
            if row["date"] >= since.isoformat()
        ],
        blackouts=[
            Line(_days(row), row["from"], row["to"], why=row["why"])
            for row in gathered(document["blackouts"])
        ],
        before=document["buffer_before_minutes"],
        after=document["buffer_after_minutes"],
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
    first, last = (row.get(key) for key in ("valid_from", "valid_to"))
    return Line(
        days=_days(row),
        opens=row["opens"],
        closes=row["closes"],
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
    )


def _days(row: Document) -> Any:
    return DAY_GROUPS[row["weekday"]][0]
