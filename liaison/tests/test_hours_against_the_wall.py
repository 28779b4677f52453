"""Hours against a slow reader of the wall clock, for generated hours, zones and clock changes.

The slow reader knows nothing of intervals of instants: it walks through every minute that passes,
looks at the wall, and notes when the wall shows what a rule says.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison import hours
from liaison.hours import Schedule, Span, State
from liaison.hours_rows import WEEKDAYS

ZONES = (
    "America/Vancouver",
    "America/Edmonton",
    "America/Toronto",
    "America/St_Johns",
    "America/Havana",  # turns back across midnight
    "America/Santiago",  # jumps at midnight
    "Africa/Cairo",
    "Africa/Casablanca",
    "Antarctica/Troll",  # two hours at once
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour at once
    "Australia/Sydney",
    "Europe/Copenhagen",
    "Europe/London",
    "Pacific/Chatham",
    "UTC",
)
MINUTE = timedelta(minutes=1)
DAY = 24 * 60
# Days to look at on either side of a window: a night, its buffer, and one to spare.
REACH = 3


@cache
def clock_changes(zone):
    """The days of 2024 and 2025 on which the zone's offset changes."""
    tz = ZoneInfo(zone)
    noons = [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(731)]
    offsets = [(noon.date(), noon.astimezone(tz).utcoffset()) for noon in noons]
    return [day for (_, before), (day, after) in pairwise(offsets) if before != after]


def count(at):
    """A moment as a number of minutes; the wall's own time likewise."""
    return (at.replace(tzinfo=None) - datetime(2024, 1, 1)) // MINUTE  # noqa: DTZ001


@cache
def walls(zone, day):
    """What the wall shows at each minute of a day in UTC."""
    nought = datetime.combine(day, time(), UTC)
    return [count((nought + MINUTE * minute).astimezone(zone)) for minute in range(DAY)]


def is_nth(row, day):
    if WEEKDAYS[day.weekday()] != row["weekday"]:
        return False
    if row["nth"] == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day + 6) // 7 == row["nth"]


def intervals(exception, usual):
    """What an exception puts in the place of what is *usual*: round the clock, nights stay."""
    whole = [{"opens": "00:00", "closes": "24:00"}]
    nights = [row for row in usual if row["closes"] <= row["opens"]]
    if exception["kind"] == "round_the_clock":
        return whole + nights
    return exception.get("intervals", [])


class SlowReader:
    """Every minute of the days around a window, and what the wall shows at it."""

    def __init__(self, document, zone, start, end):
        self.document = document
        first = start.date() - timedelta(days=REACH)
        days = [first + timedelta(days=day) for day in range((end - start).days + 2 * REACH + 1)]
        self.seen = [shown for day in days for shown in walls(zone, day)]
        self.origin = count(datetime.combine(first, time()))
        self.shown = defaultdict(list)
        for minute, wall in enumerate(self.seen, start=self.origin):
            self.shown[wall].append(minute)
        self.window = set(range(count(start), count(end)))
        self.days = range(self.seen[0] // DAY + 1, self.seen[-1] // DAY)

    def _first(self, wall):
        if wall in self.shown:
            return self.shown[wall][0]
        jumped_to = next(
            (index for index, seen in enumerate(self.seen) if seen > wall), len(self.seen)
        )
        return self.origin + jumped_to

    def _last(self, wall):
        return self.shown[wall][-1] if wall in self.shown else self._first(wall)

    def _between(self, day, opens, closes):
        start, end = (day * DAY + int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes))
        if end <= start:
            end += DAY
        return range(self._first(start), self._last(end))

    def operating(self):
        exceptions = {row["date"]: row for row in self.document["exceptions"]}
        found = set()
        for day in self.days:
            on = date(2024, 1, 1) + timedelta(days=day)
            rows = [
                row
                for row in self.document["hours"]
                if row["weekday"] == WEEKDAYS[on.weekday()]
                and row.get("valid_from", "0000") <= on.isoformat()
                and on.isoformat() <= row.get("valid_to", "9999")
            ]
            for exception in (self._recurring(on), exceptions.get(on.isoformat())):
                if exception is not None:
                    rows = intervals(exception, rows)
            for row in rows:
                found.update(self._between(day, row["opens"], row["closes"]))
        return found

    def _recurring(self, on):
        """The first rule of every month that has a run with the day in it."""
        for row in self.document["recurring"]:
            if row.get("valid_from", "0000") <= on.isoformat() <= row.get("valid_to", "9999"):
                begins = (on - timedelta(days=back) for back in range(row["days"]))
                if any(is_nth(row, day) for day in begins):
                    return row
        return None

    def blacked_out(self):
        found = set()
        for day in self.days:
            for row in self.document["blackouts"]:
                # 1 January 2024, day 0, was a Monday.
                if row["weekday"] == WEEKDAYS[day % 7]:
                    found.update(self._between(day, row["from"], row["to"]))
        return found

    def busy(self):
        running = self.operating()
        found = running | self.blacked_out()
        for minute in running:
            if minute - 1 not in running:
                found.update(range(minute - self.document["buffer_before_minutes"], minute))
            if minute + 1 not in running:
                after = self.document["buffer_after_minutes"]
                found.update(range(minute + 1, minute + 1 + after))
        return found


class Maker:
    """Makes up a site at random. Evenly spread, where a strategy of small choices would keep
    coming back to few of them: a clock change has to meet an opening for anything to happen."""

    def __init__(self, seed):
        self.random = Random(seed)  # noqa: S311
        self.zone = self.random.choice(ZONES)
        changes = clock_changes(self.zone)
        day = date(2024, 1, 1) + timedelta(days=self.random.randrange(731))
        self.day = self.random.choice(changes) if changes and self.chance(0.7) else day

    def chance(self, share):
        return self.random.random() < share

    def time(self):
        """Mostly at night, when clocks change."""
        last = 8 * 60 if self.chance(0.6) else 24 * 60
        minute = self.random.choice(
            [self.random.randrange(last), self.random.randrange(0, last, 30)]
        )
        return f"{minute // 60:02d}:{minute % 60:02d}"

    def between(self, start, end):
        return {start: self.time(), end: "24:00" if self.chance(0.1) else self.time()}

    def near(self):
        return (self.day + timedelta(days=self.random.randint(-2, 2))).isoformat()

    def weekdays(self):
        return WEEKDAYS if self.chance(0.7) else self.random.sample(WEEKDAYS, 2)

    def weekly(self):
        row = self.between("opens", "closes")
        row |= {key: self.near() for key in ("valid_from", "valid_to") if self.chance(0.1)}
        return [{"weekday": weekday, **row} for weekday in self.weekdays()]

    def otherwise(self):
        parts = [self.between("opens", "closes") for _ in range(self.random.randint(0, 2))]
        if self.chance(0.2):
            return {"kind": "round_the_clock"}
        return {"kind": "open", "intervals": parts} if parts else {"kind": "closed"}

    def exception(self):
        return {"date": self.near(), **self.otherwise()}

    def recurring(self):
        """One that begins near the day as a rule, so that it matters."""
        begin = self.day - timedelta(days=self.random.randint(-1, 4))
        nths = [
            (begin.day + 6) // 7,
            *([-1] if (begin + timedelta(7)).month != begin.month else []),
        ]
        row = {
            "nth": self.random.choice(nths if self.chance(0.8) else [1, 2, 3, 4, 5, -1]),
            "weekday": WEEKDAYS[begin.weekday()],
            "days": self.random.randint(1, 7),
            **self.otherwise(),
        }
        return row | {key: self.near() for key in ("valid_from", "valid_to") if self.chance(0.1)}

    def document(self):
        exceptions = [self.exception() for _ in range(self.random.choice([0, 0, 1, 2]))]
        return {
            "hours": [row for _ in range(self.random.randint(0, 3)) for row in self.weekly()],
            "exceptions": list({row["date"]: row for row in exceptions}.values()),
            "recurring": [self.recurring() for _ in range(self.random.choice([0, 0, 1, 3]))],
            "buffer_before_minutes": self.random.choice([0, 30, 180]),
            "buffer_after_minutes": self.random.choice([0, 45, 180]),
            "blackouts": [
                {"weekday": weekday, "why": "Cleaning", **self.between("from", "to")}
                for _ in range(self.random.choice([0, 0, 1]))
                for weekday in self.weekdays()
            ],
        }

    def window(self):
        """Up to a day and a half, with the night of the day in it."""
        start = datetime.combine(self.day, time(), UTC)
        start += MINUTE * self.random.randint(-720, 720)
        return start, start + MINUTE * self.random.randint(300, 2160)


def situation_from(seed):
    maker = Maker(seed)
    return maker.document(), ZoneInfo(maker.zone), *maker.window()


seeds = st.integers(0, 2**62)


def minutes_in(spans):
    return {minute for span in spans for minute in range(count(span.start), count(span.end))}


@settings(max_examples=250, deadline=None)
@given(seeds)
def test_hours_are_what_the_wall_shows_minute_by_minute(seed):
    document, zone, start, end = situation_from(seed)
    site = Schedule.from_document(document, zone)
    slow = SlowReader(document, zone, start, end)
    running, taken = slow.operating() & slow.window, slow.busy() & slow.window

    assert minutes_in(hours.operating(site, start, end)) == running
    assert minutes_in(hours.closed(site, start, end)) == slow.window - running
    assert minutes_in(hours.busy(site, start, end)) == taken
    assert minutes_in(hours.bookable(site, start, end)) == slow.window - taken


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_nothing_bookable_runs_into_a_rule(seed):
    document, zone, start, end = situation_from(seed)
    site = Schedule.from_document(document, zone)
    running = hours.operating(site, start, end)

    for free in hours.bookable(site, start, end):
        assert not hours.reasons(site, free)
        assert not any(free.overlaps(span) for span in running)
        assert hours.state_at(site, free.start) == State.NON_OPERATIONAL


@settings(max_examples=150, deadline=None)
@given(seeds, st.integers(0, 2880), st.integers(1, 300))
def test_what_is_refused_has_a_reason_and_what_has_a_reason_is_refused(seed, shift, length):
    document, zone, start, end = situation_from(seed)
    site = Schedule.from_document(document, zone)
    first = start + MINUTE * (shift % ((end - start) // MINUTE))
    visit = Span(first, first + MINUTE * length)

    hit = hours.reasons(site, visit)

    assert (hours.bookable(site, visit.start, visit.end) == [visit]) is (not hit)
    assert all(reason.span.overlaps(visit) for reason in hit)


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_spans_are_sorted_apart_and_fill_the_window_together(seed):
    document, zone, start, end = situation_from(seed)
    site = Schedule.from_document(document, zone)

    for one, other in ((hours.operating, hours.closed), (hours.busy, hours.bookable)):
        pieces = sorted(one(site, start, end) + other(site, start, end))
        assert pieces[0].start == start
        assert pieces[-1].end == end
        assert all(a.end == b.start for a, b in pairwise(pieces))


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_the_state_changes_exactly_at_the_next_change(seed):
    document, zone, start, end = situation_from(seed)
    site = Schedule.from_document(document, zone)

    change = hours.next_change(site, start, end - start)

    until = change or end
    before = hours.state_at(site, start)
    assert hours.state_at(site, until - timedelta(microseconds=1)) == before
    if change:
        assert hours.state_at(site, change) != before
