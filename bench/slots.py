"""Free times of sites over 90 days: the portal beside a plain loop over dateutil's rules.

The plain loop is what somebody writes first: each weekly rule expanded by ``rrule`` from the day
it began, buffers added, everything taken out of the days one after the other. Both must find the
same free time before anything is measured. Runs in this process, needs no database; rounds are
interleaved, and ratios are of one round. ``./portal bench slots``.
"""

import argparse
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil.rrule import FR, MO, SA, SU, TH, TU, WE, WEEKLY, rrule

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from liaison.hours import Schedule, Span
from liaison.hours_rows import WEEKDAYS
from visits import finding, slots
from visits.slots import Diary

ZONES = ["America/Vancouver", "America/Toronto", "Europe/London", "Australia/Sydney"]
START = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = (MO, TU, WE, TH, FR, SA, SU)
HOUR = timedelta(hours=1)
MUST_SITE, AIM_SITE, MUST_ALL, AIM_ALL = 10.0, 1.0, 700.0, 150.0


@dataclass(frozen=True)
class Case:
    """A site: two openings a day, one over midnight; deliveries; a booking every other day."""

    zone: ZoneInfo
    document: dict
    began: date
    diary: Diary

    @classmethod
    def number(cls, number: int, *, years: int, days: int) -> "Case":
        draw = random.Random(number)
        zone, began = (
            ZoneInfo(ZONES[number % len(ZONES)]),
            START.date() - timedelta(days=365 * years),
        )
        hours = []
        for weekday in WEEKDAYS:
            opens = draw.randrange(8, 11)
            hours.append({"weekday": weekday, "opens": f"{opens:02}:00", "closes": "14:30"})
            hours.append(
                {"weekday": weekday, "opens": "17:00", "closes": f"0{draw.randrange(0, 4)}:00"}
            )
        document = {
            "hours": [{**row, "valid_from": began.isoformat()} for row in hours],
            "exceptions": [],
            "buffer_before_minutes": 30,
            "buffer_after_minutes": 45,
            "blackouts": [
                {"weekday": "tuesday", "from": "05:00", "to": "06:00", "why": "Cleaning"},
                {"weekday": "thursday", "from": "06:00", "to": "07:00", "why": "Deliveries"},
            ],
        }
        bookings = []
        for day in range(0, days, 2):
            starts = START + timedelta(days=day, minutes=15 * draw.randrange(96))
            bookings.append(Span(starts, starts + HOUR))
        schedule = Schedule.from_document(document, zone)
        return cls(zone, document, began, Diary(schedule, tuple(bookings)))


def ours(case: Case, days: int) -> list[Span]:
    return list(slots.free(case.diary, START, START + timedelta(days=days)))


def found(case: Case, days: int) -> list[finding.Opening]:
    """As the finder does: free time cut into what takes an hour, each with the time to press."""
    return list(finding.openings(case.diary, START, START + timedelta(days=days), HOUR, case.zone))


def plain(case: Case, days: int) -> list[Span]:
    """What dateutil expands, taken out of the days asked for."""
    end, busy = START + timedelta(days=days), [(b.start, b.end) for b in case.diary.bookings]
    before, after = timedelta(minutes=30), timedelta(minutes=45)
    rows = [(r["weekday"], r["opens"], r["closes"], before, after) for r in case.document["hours"]]
    rows += [
        (r["weekday"], r["from"], r["to"], timedelta(), timedelta())
        for r in case.document["blackouts"]
    ]
    low = START.replace(tzinfo=None) - timedelta(days=3)
    high = end.replace(tzinfo=None) + timedelta(days=3)
    for weekday, opens, closes, early, late in rows:
        begins = _on(case.began, opens)
        rule = rrule(WEEKLY, dtstart=begins, byweekday=DAYS[WEEKDAYS.index(weekday)], until=high)
        length = _on(case.began, closes) - begins
        length += timedelta(days=1) if length <= timedelta() else timedelta()
        for starts in rule.between(low, high, inc=True):
            first = starts.replace(tzinfo=case.zone).astimezone(UTC) - early
            last = (starts + length).replace(tzinfo=case.zone, fold=1).astimezone(UTC) + late
            busy.append((first, last))
    return _left(sorted(busy), START, end)


def _on(day: date, told: str) -> datetime:
    return datetime.combine(day, clock.fromisoformat(told))


def _left(busy: Iterable[tuple[datetime, datetime]], start: datetime, end: datetime) -> list[Span]:
    free, reached = [], start
    for first, last in busy:
        if first > reached and reached < end:
            free.append(Span(reached, min(first, end)))
        reached = max(reached, last)
    if reached < end:
        free.append(Span(reached, end))
    return free


def _took(method: Callable[[Case, int], object], cases: list[Case], days: int) -> float:
    """Milliseconds of this process for all *cases*."""
    began = time.process_time()
    for case in cases:
        method(case, days)
    return (time.process_time() - began) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(prog="./portal bench slots", description=__doc__)
    parser.add_argument("--sites", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    print(f"{platform.python_implementation()} {sys.version}\n")
    print("| rules | days | what | ms a site | 100 sites, ms | must | aim | plain loop / ours |")
    print("|---|--:|---|--:|--:|--:|--:|--:|")
    for years, days in ((1, 30), (1, 90), (10, 90)):
        cases = [Case.number(n, years=years, days=days) for n in range(options.sites)]
        for case in cases[:10]:
            if ours(case, days) != plain(case, days):
                sys.exit(f"The two do not agree in {case.zone}.")
        _measure(cases, years, days, options.rounds)
    return 0


def _measure(cases: list[Case], years: int, days: int, rounds: int) -> None:
    methods = {"free time": ours, "finder": found, "plain loop": plain}
    figures: dict[str, list[float]] = {name: [] for name in methods}
    for _round in range(rounds):
        for name, method in methods.items():
            figures[name].append(_took(method, cases, days) / len(cases))
    for name in methods:
        site = statistics.median(figures[name])
        pairs = zip(figures["plain loop"], figures[name], strict=True)
        ratio = statistics.median(theirs / own for theirs, own in pairs)
        print(
            f"| {years} y | {days} | {name} | {site:.2f} | {site * 100:.0f} "
            f"| {MUST_SITE:.0f} / {MUST_ALL:.0f} | {AIM_SITE:.0f} / {AIM_ALL:.0f} | {ratio:.1f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
