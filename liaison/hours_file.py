"""The one documented description of a site and its hours, checked strictly (``docs/hours.md``).

The hours part of it is what a ``HoursSet`` keeps and what the hours form produces, so one set of
checks serves the file, the form and the operation.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _

from liaison import screening, strict_json
from liaison.hours import WEEKDAYS, Interval, minutes_of, weekly_interval
from liaison.models.party import ZONES, Lifecycle
from liaison.strict_json import Check, Path, Problem, Reader, shown
from liaison.wallclock import DAY_MINUTES

BUFFER_BEFORE, BUFFER_AFTER, BUFFER_MAX = 30, 45, 180
YEARS = range(1900, 2200)
# The part of the file that a HoursSet keeps.
KEYS = ("hours", "exceptions", "buffer_before_minutes", "buffer_after_minutes", "blackouts")

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00", re.ASCII)
_MEANT = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}?)(?:\s*[:.hH]?\s*(?P<minute>\d{2}))?(?!\d)\s*(?P<half>[aApP])?",
    re.ASCII,
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A checked file: the site's own facts, and its hours as ``HoursSet`` keeps them."""

    slug: str
    name: str
    operator: str
    zone: str
    lifecycle: str
    document: Document


class _SiteReader(Reader):
    """The checks of a site and its hours."""

    def slug(self, value: Any, path: Path) -> str:
        if not isinstance(value, str) or len(value) > 60 or not _SLUG.fullmatch(value):
            self.refuse(
                path,
                _("%(value)s is not a short name; write small letters, digits and hyphens")
                % {"value": shown(value)},
            )
        return str(value)

    def zone(self, value: Any, path: Path) -> str:
        if not isinstance(value, str) or value not in ZONES:
            self.refuse(
                path,
                _("%(value)s is not a time zone; write it like America/Vancouver")
                % {"value": shown(value)},
            )
        return str(value)

    def time(self, value: Any, path: Path) -> str:
        """A closing time: 24:00 is the end of the day."""
        if not isinstance(value, str) or not _TIME.fullmatch(value):
            self.refuse(
                path,
                _("%(value)s is not a time from 00:00 to 24:00; write it like %(nearest)s")
                % {"value": shown(value), "nearest": _nearest_time(value)},
            )
        return str(value)

    def opening(self, value: Any, path: Path) -> str:
        if value == "24:00":
            self.refuse(path, _("24:00 can only end an interval; write 00:00 of the next day"))
            return ""
        return str(self.time(value, path))

    def day(self, value: Any, path: Path) -> str:
        try:
            if not isinstance(value, str) or not _DATE.fullmatch(value):
                raise ValueError
            found = date.fromisoformat(value)
        except ValueError:
            self.refuse(
                path,
                _("%(value)s is not a date; write it like 2025-03-30") % {"value": shown(value)},
            )
            return ""
        if found.year not in YEARS:
            self.refuse(
                path,
                _("lies outside the years %(first)d to %(last)d")
                % {"first": YEARS[0], "last": YEARS[-1]},
            )
        return found.isoformat()

    def buffer(self, value: Any, path: Path) -> int:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not 0 <= value <= BUFFER_MAX:
            nearest = max(0, min(value, BUFFER_MAX)) if whole else BUFFER_BEFORE
            self.refuse(
                path,
                _("%(value)s is not a number of minutes from 0 to %(most)d; write it like %(near)d")
                % {"value": shown(value), "most": BUFFER_MAX, "near": nearest},
            )
            return 0
        return int(value)

    def weekly(self, value: Any, path: Path) -> Document:
        row = self.fields(
            value,
            path,
            {"weekday": self.one_of(*WEEKDAYS), "opens": self.opening, "closes": self.time},
            {"valid_from": self.day, "valid_to": self.day},
        )
        if row.get("valid_from", "") > row.get("valid_to", "9999"):
            self.refuse(
                (*path, "valid_to"),
                _("lies before the first day, %(day)s") % {"day": row["valid_from"]},
            )
        return row

    def exception(self, value: Any, path: Path) -> Document:
        kind = value.get("kind") if isinstance(value, dict) else None
        parts: dict[str, Check] = {"intervals": self.rows(self.part)} if kind == "open" else {}
        row = self.fields(
            value, path, {"date": self.day, "kind": self.one_of("closed", "open"), **parts}, {}
        )
        if kind == "open" and row.get("intervals") == []:
            self.refuse((*path, "intervals"), _("is empty; a day that stays closed is “closed”"))
        return row

    def part(self, value: Any, path: Path) -> Document:
        return self.fields(value, path, {"opens": self.opening, "closes": self.time}, {})

    def blackout(self, value: Any, path: Path) -> Document:
        return self.fields(
            value,
            path,
            {
                "weekday": self.one_of(*WEEKDAYS),
                "from": self.opening,
                "to": self.time,
                "why": self.reason,
            },
            {},
        )

    def reason(self, value: Any, path: Path) -> str:
        """Free text, so it must not speak about a person; a file cannot be asked back."""
        words = self.text(120)(value, path)
        if screening.check(words):
            self.refuse(path, _("seems to be about a person; say only what is done at the site"))
        return str(words)

    def schedule_fields(self) -> dict[str, Check]:
        return {
            "hours": self.rows(self.weekly),
            "exceptions": self.rows(self.exception),
            "buffer_before_minutes": self.buffer,
            "buffer_after_minutes": self.buffer,
            "blackouts": self.rows(self.blackout),
        }


def read(raw: bytes) -> SiteFile:
    """The site that a file describes. Errors: ``BadDocument`` with every problem found."""
    reader = _SiteReader()
    data = reader.fields(
        _hyphens(strict_json.read(raw)),
        (),
        {
            "slug": reader.slug,
            "name": reader.text(120),
            "operator": reader.text(120),
            "zone": reader.zone,
        },
        {"lifecycle": reader.one_of(*Lifecycle.values), **reader.schedule_fields()},
    )
    reader.finish()
    return SiteFile(
        **{key: data[key] for key in ("slug", "name", "operator", "zone")},
        lifecycle=data.get("lifecycle", Lifecycle.OPERATING.value),
        document=check({key: data[key] for key in KEYS if key in data}),
    )


def check(data: Mapping[str, Any]) -> Document:
    """The hours part in its one canonical form: defaults filled in, rows in order, so that the
    same hours are always the same document. Errors: ``BadDocument``."""
    reader = _SiteReader()
    found = reader.fields(dict(data), (), {}, reader.schedule_fields())
    reader.finish()
    reader.problems.extend(_contradictions(found))
    reader.finish()
    return _canonical(found)


def fault(kind: str, value: Any) -> str:
    """What is wrong with one value by itself, "" when nothing is. *kind* is ``time``,
    ``opening``, ``day``, ``buffer`` or ``reason``."""
    reader = _SiteReader()
    getattr(reader, kind)(value, ())
    return reader.problems[0].reason if reader.problems else ""


def _nearest_time(value: Any) -> str:
    """The time that somebody most likely meant: "3 pm" is 15:00, "25:00" 01:00 on the next day."""
    said = _MEANT.search(value) if isinstance(value, str) else None
    if said is None or int(said["hour"]) >= 48:
        return "09:30"
    hour, minute = int(said["hour"]), min(int(said["minute"] or 0), 59)
    if said["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if said["half"] in "pP" else 0)
    if hour < 24:
        return f"{hour:02d}:{minute:02d}"
    return _("%(time)s, on the next day") % {"time": f"{hour % 24:02d}:{minute:02d}"}


def _hyphens(data: Any) -> Any:
    """Stages of life may be written with a hyphen, as people do: pre-opening."""
    if isinstance(data, dict) and isinstance(data.get("lifecycle"), str):
        data["lifecycle"] = data["lifecycle"].replace("-", "_")
    return data


def _contradictions(document: Document) -> Iterator[Problem]:
    """What no single field shows: two rows that cannot both be meant."""
    if "hours" not in document and document.get("exceptions"):
        yield Problem(("exceptions",), _("cannot be given while the hours are unknown"))
    yield from _weekly_overlaps(document.get("hours", []))
    dates: dict[str, int] = {}
    for index, row in enumerate(document.get("exceptions", [])):
        first = dates.setdefault(row["date"], index)
        if first != index:
            yield Problem(
                ("exceptions", index, "date"),
                _("has an exception already; each date has one"),
            )
        yield from _part_overlaps(row.get("intervals", []), ("exceptions", index, "intervals"))


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


def _canonical(found: Document) -> Document:
    def by_day(*times: str) -> Any:
        return lambda row: (
            WEEKDAYS.index(row["weekday"]),
            *(row.get(time, "") for time in times),
        )

    exceptions = [
        {**row, "intervals": sorted(row["intervals"], key=lambda part: part["opens"])}
        if "intervals" in row
        else row
        for row in found.get("exceptions", [])
    ]
    document: Document = {
        "exceptions": sorted(exceptions, key=lambda row: row["date"]),
        "buffer_before_minutes": found.get("buffer_before_minutes", BUFFER_BEFORE),
        "buffer_after_minutes": found.get("buffer_after_minutes", BUFFER_AFTER),
        "blackouts": sorted(found.get("blackouts", []), key=by_day("from", "to", "why")),
    }
    if "hours" in found:
        document["hours"] = sorted(
            found["hours"], key=by_day("opens", "closes", "valid_from", "valid_to")
        )
    return document
