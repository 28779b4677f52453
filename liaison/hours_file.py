"""The one documented description of a site and its hours, checked strictly (``docs/hours.md``).

The hours part of it is what a ``HoursSet`` keeps and what the hours form produces, so one set of
checks serves the file, the form and the operation.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from liaison import hours_longer, screening, strict_json
from liaison.hours_contradictions import Document, contradictions
from liaison.hours_examples import EXAMPLES
from liaison.hours_rows import ROUND_THE_CLOCK, WEEKDAYS
from liaison.models.party import ZONES, Lifecycle
from liaison.monthly import LAST, LONGEST, NTHS
from liaison.strict_json import BadDocument, Check, Path, Problem, Reader, shown

BUFFER_BEFORE, BUFFER_AFTER, BUFFER_MAX = 30, 45, 180
YEARS = range(1900, 2200)
# The part of the file that a HoursSet keeps.
KEYS = (
    "hours",
    "exceptions",
    "recurring",
    "buffer_before_minutes",
    "buffer_after_minutes",
    "blackouts",
    "parked_at",
)
# What an exception may say of its days: that they stay closed, or when they open. Round
# the clock needs no times; the others differ to people only.
CLOSED, TIMED = "closed", ("open", "extended", "special")
KINDS = (CLOSED, *TIMED, ROUND_THE_CLOCK)

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00", re.ASCII)
_MEANT = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}?)(?:\s*[:.hH]?\s*(?P<minute>\d{2}))?(?!\d)\s*(?P<half>[aApP])?",
    re.ASCII,
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A checked file: the site's own facts, and its hours as ``HoursSet`` keeps them."""

    slug: str
    name: str
    operator: str
    zone: str
    lifecycle: str
    document: Document
    opens_on: date | None = None


class _SiteReader(Reader):
    """The checks of a site and its hours."""

    examples = EXAMPLES

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
                _("%(value)s is not a date; write it as YYYY-MM-DD") % {"value": shown(value)},
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
            {"valid_from": self.day, "valid_to": self.day, "stop": self.stop},
        )
        return self._valid(row, path)

    def exception(self, value: Any, path: Path) -> Document:
        return self._otherwise(value, path, {"date": self.day}, {})

    def recurring(self, value: Any, path: Path) -> Document:
        days = {
            "nth": self.number(*NTHS),
            "weekday": self.one_of(*WEEKDAYS),
            "days": self.number(*range(1, LONGEST + 1)),
        }
        validity: dict[str, Check] = {"valid_from": self.day, "valid_to": self.day}
        return self._valid(self._otherwise(value, path, days, validity), path)

    def _otherwise(
        self, value: Any, path: Path, days: dict[str, Check], more: dict[str, Check]
    ) -> Document:
        kind = value.get("kind") if isinstance(value, dict) else None
        parts: dict[str, Check] = {"intervals": self.rows(self.part)} if kind in TIMED else {}
        stop: dict[str, Check] = {"stop": self.stop} if kind == ROUND_THE_CLOCK else {}
        wanted = {**days, "kind": self.one_of(*KINDS), **parts}
        row = self.fields(value, path, wanted, {**stop, "why": self.reason, **more})
        if row.get("intervals") == []:
            self.refuse((*path, "intervals"), _("is empty; a day that stays closed is “closed”"))
        return row

    def _valid(self, row: Document, path: Path) -> Document:
        if row.get("valid_from", "") > row.get("valid_to", "9999"):
            self.refuse(
                (*path, "valid_to"),
                _("lies before the first day, %(day)s") % {"day": row["valid_from"]},
            )
        return row

    def number(self, *choices: int) -> Check:
        def checked(value: Any, path: Path) -> int:
            if isinstance(value, bool) or not isinstance(value, int) or value not in choices:
                words = {"value": shown(value), "choices": ", ".join(map(str, choices))}
                if LAST in choices:
                    said = _("%(value)s cannot be; write one of %(choices)s (-1 is the last)")
                else:
                    said = _("%(value)s cannot be; write one of %(choices)s")
                self.refuse(path, said % words)
                return 0
            return value

        return checked

    def part(self, value: Any, path: Path) -> Document:
        times = {"opens": self.opening, "closes": self.time}
        return self.fields(value, path, times, {"stop": self.stop})

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
        said = _("seems to be about a person; say only what is done at the site")
        return self._screened(value, path, said)

    def stop(self, value: Any, path: Path) -> str:
        """Where a site on wheels stands: the name of a place, and no more."""
        said = _("seems to be about a person; write only the name of the place")
        return self._screened(value, path, said, belongs={screening.Kind.PLACE})

    def _screened(
        self, value: Any, path: Path, refusal: str, *, belongs: Collection[screening.Kind] = ()
    ) -> str:
        words = self.text(120)(value, path)
        if screening.check(words, apart_from=belongs):
            self.refuse(path, refusal)
        return str(words)

    def schedule_fields(self) -> dict[str, Check]:
        return {
            "hours": self.rows(self.weekly),
            "exceptions": self.rows(self.exception),
            "recurring": self.rows(self.recurring),
            "buffer_before_minutes": self.buffer,
            "buffer_after_minutes": self.buffer,
            "blackouts": self.rows(self.blackout),
            "parked_at": self.stop,
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
        {
            "lifecycle": reader.one_of(*Lifecycle.values),
            "opens_on": reader.day,
            **reader.schedule_fields(),
        },
    )
    reader.finish()
    document = check({key: data[key] for key in KEYS if key in data})
    hours_longer.check(document, data)
    return SiteFile(
        **{key: data[key] for key in ("slug", "name", "operator", "zone")},
        lifecycle=data.get("lifecycle", Lifecycle.OPERATING.value),
        opens_on=date.fromisoformat(data["opens_on"]) if "opens_on" in data else None,
        document=document,
    )


def read_hours(raw: bytes) -> Document:
    """The hours part of a file alone, as ``check`` returns it. Errors: ``BadDocument``."""
    data = strict_json.read(raw)
    if not isinstance(data, dict):
        said = _("holds %(value)s where an object in braces belongs")
        raise BadDocument([Problem((), said % {"value": shown(data)})])
    document = check(data)
    hours_longer.check(document, data)
    return document


def check(data: Mapping[str, Any]) -> Document:
    """The hours part in its one canonical form: defaults filled in, rows in order, so that the
    same hours are always the same document. Errors: ``BadDocument``."""
    reader = _SiteReader()
    found = reader.fields(dict(data), (), {}, reader.schedule_fields())
    reader.finish()
    reader.problems.extend(contradictions(found))
    reader.finish()
    return _canonical(found)


def fault(kind: str, value: Any) -> str:
    """What is wrong with one value by itself, "" when nothing is. *kind* is ``time``,
    ``opening``, ``day``, ``buffer``, ``reason`` or ``stop``."""
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


def _canonical(found: Document) -> Document:
    def by_day(*times: str) -> Any:
        return lambda row: (
            WEEKDAYS.index(row["weekday"]),
            *(row.get(time, "") for time in times),
        )

    document: Document = {
        "exceptions": sorted(
            map(_in_order, found.get("exceptions", [])), key=lambda row: row["date"]
        ),
        "buffer_before_minutes": found.get("buffer_before_minutes", BUFFER_BEFORE),
        "buffer_after_minutes": found.get("buffer_after_minutes", BUFFER_AFTER),
        "blackouts": sorted(found.get("blackouts", []), key=by_day("from", "to", "why")),
    }
    if "hours" in found:
        document["hours"] = sorted(
            found["hours"], key=by_day("opens", "closes", "valid_from", "valid_to")
        )
    # Of these the upper one counts where two meet, so their order stays as it is.
    if found.get("recurring"):
        document["recurring"] = [_in_order(row) for row in found["recurring"]]
    if "parked_at" in found:
        document["parked_at"] = found["parked_at"]
    return document


def _in_order(row: Document) -> Document:
    if "intervals" not in row:
        return row
    return {**row, "intervals": sorted(row["intervals"], key=lambda part: str(part["opens"]))}
