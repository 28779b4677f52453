"""A site's rules in rows that a page can show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from liaison import hours_rows
from liaison.hours_file import CLOSED, Document
from liaison.hours_rows import ROUND_THE_CLOCK
from liaison.monthly import LAST
from liaison.templatetags.time_tags import day_in_words
from liaison.wallclock import DAY_MINUTES

NTHS: dict[int, Any] = {
    1: pgettext_lazy("of the month", "first"),
    2: pgettext_lazy("of the month", "second"),
    3: pgettext_lazy("of the month", "third"),
    4: pgettext_lazy("of the month", "fourth"),
    5: pgettext_lazy("of the month", "fifth"),
    LAST: pgettext_lazy("of the month", "last"),
}
# What an exception says of its days. A file may call the same thing by two names.
_OTHER_TIMES = _("Has other hours")
KINDS: dict[str, Any] = {
    "closed": _("Stays closed"),
    "open": _OTHER_TIMES,
    "special": _OTHER_TIMES,
    "extended": _("Is open longer"),
    ROUND_THE_CLOCK: _("Is open round the clock"),
}
SAME_KIND = frozenset({"open", "special"})

# What may be chosen as "on which days": its name, and the days it stands for.
DAY_GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    **{day: (WEEKDAYS[number], (day,)) for number, day in enumerate(hours_rows.WEEKDAYS)},
    "daily": (_("Every day"), hours_rows.WEEKDAYS),
    "workdays": (_("Monday to Friday"), hours_rows.WEEKDAYS[:5]),
    "weekend": (_("Saturday and Sunday"), hours_rows.WEEKDAYS[5:]),
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

    @property
    def words(self) -> str:
        """ "09:00–17:00 until Fri 28 Feb 2025 · Pier 3"."""
        times = f"{span_in_words(self.opens, self.closes)}{_valid(self.first, self.last)}"
        return " · ".join(filter(None, (times, self.stop, self.why)))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What is different on some days, and why. ``parts`` are the times, with their stops."""

    kind: str
    parts: Sequence[Document]
    why: str

    def _words(self) -> str:
        """ "08:00–10:00, 12:00–14:00 (Pier 3) · Public holiday"."""
        times = ", ".join(
            span_in_words(part["opens"], part["closes"])
            + (f" ({part['stop']})" if part.get("stop") else "")
            for part in self.parts
        )
        whole = gettext("stays closed") if self.kind == CLOSED else gettext("round the clock")
        return " · ".join(filter(None, (times or whole, self.why)))


@dataclass(frozen=True, slots=True)
class Exceptional(Otherwise):
    """On one day."""

    day: date

    @property
    def days(self) -> str:
        return day_in_words(self.day)

    @property
    def words(self) -> str:
        return self._words()


@dataclass(frozen=True, slots=True)
class Monthly(Otherwise):
    """On some days of every month."""

    days: str
    first: date | None
    last: date | None

    @property
    def words(self) -> str:
        return f"{self._words()}{_valid(self.first, self.last)}"


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
        weekly=[weekly(row) for row in gathered(document.get("hours", []))],
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
        blackouts=[blackout(row) for row in gathered(document["blackouts"])],
        before=document["buffer_before_minutes"],
        after=document["buffer_after_minutes"],
        parked_at=document.get("parked_at", ""),
    )


def span_in_words(opens: str, closes: str) -> str:
    """ "09:00–17:00", and "14:00–10:00 on the next day", so that two times that were swapped are
    seen."""
    if hours_rows.minutes_of(opens, closes)[1] <= DAY_MINUTES:
        return f"{opens}–{closes}"
    return gettext("%(opens)s–%(closes)s on the next day") % {"opens": opens, "closes": closes}


def weekdays_in_words(days: Sequence[str]) -> str:
    """ "Saturday and Sunday"; where such days have no name together, each of them."""
    named = (name for name, group in DAY_GROUPS.values() if group == tuple(days))
    return str(next(named, ", ".join(str(DAY_GROUPS[day][0]) for day in days)))


def run_in_words(nth: int, weekday: str, days: int) -> str:
    """ "The third Wednesday of the month and the 2 days after"."""
    begins = gettext("The %(nth)s %(weekday)s of the month")
    words = begins % {"nth": NTHS[nth], "weekday": WEEKDAYS[hours_rows.WEEKDAYS.index(weekday)]}
    if days == 1:
        return words
    after = ngettext("and the day after", "and the %(days)s days after", days - 1)
    return f"{words} {after % {'days': days - 1}}"


def gathered(rows: list[Document]) -> list[Document]:
    """Rows that say the same of several days as one row, where there is a name for those days."""
    days: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        said = tuple(sorted((key, value) for key, value in row.items() if key != "weekday"))
        days.setdefault(said, []).append(row["weekday"])
    names = {group: key for key, (_name, group) in DAY_GROUPS.items()}
    found = []
    for said, on in days.items():
        group = tuple(day for day in hours_rows.WEEKDAYS if day in on)
        found += [
            {"weekday": day, **dict(said)} for day in ([names[group]] if group in names else on)
        ]
    return found


def weekly(row: Document) -> Line:
    return Line(
        days=_days(row),
        opens=row["opens"],
        closes=row["closes"],
        first=_day(row, "valid_from"),
        last=_day(row, "valid_to"),
        stop=row.get("stop", ""),
    )


def blackout(row: Document) -> Line:
    return Line(_days(row), row["from"], row["to"], why=row["why"])


def _monthly(row: Document) -> Monthly:
    return Monthly(
        **_otherwise(row),
        days=run_in_words(row["nth"], row["weekday"], row["days"]),
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


def _valid(first: date | None, last: date | None) -> str:
    """From when and until when a rule counts, where it does not count for ever."""
    begins = " " + gettext("from %(day)s") % {"day": day_in_words(first)} if first else ""
    ends = " " + gettext("until %(day)s") % {"day": day_in_words(last)} if last else ""
    return begins + ends
