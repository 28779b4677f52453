"""No confirmed visit on site ever meets operating time: checked against a slow oracle."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.hours import Schedule, Span
from liaison.roles import Side
from tests.cast import DAYS, HARBOUR_HOURS
from visits import slots
from visits.availability import Away
from visits.slots import Clash, Diary, Limits, Rule
from visits.tests.slow import SlowSite

VANCOUVER = ZoneInfo("America/Vancouver")
HARBOUR = Schedule.from_document(HARBOUR_HOURS, VANCOUVER)
# Thursday 6 February 2025, 00:00 in Vancouver.
AT = datetime(2025, 2, 6, 8, tzinfo=UTC)

ZONES = [
    "America/Vancouver",
    "America/Toronto",
    "America/St_Johns",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Europe/Copenhagen",
    "Europe/London",
    "Asia/Kathmandu",
    "UTC",
]
# Where and on which Sunday clocks change; the last two zones never do.
CHANGES = [
    *((zone, date(2025, 3, 9)) for zone in ZONES[:3]),
    *((zone, date(2025, 11, 2)) for zone in ZONES[:3]),
    *((zone, date(2025, 4, 6)) for zone in ZONES[3:5]),
    *((zone, date(2025, 10, 5)) for zone in ZONES[3:5]),
    *((zone, date(2025, 3, 30)) for zone in ZONES[5:7]),
    *((zone, date(2025, 10, 26)) for zone in ZONES[5:7]),
    *((zone, date(2025, 10, 26)) for zone in ZONES[7:]),
]


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 2, day, hour, minute, tzinfo=VANCOUVER)


def limits(at: datetime = AT, **over) -> Limits:
    frame = {
        "at": at,
        "earliest": at,
        "latest": at + timedelta(days=365),
        "shortest": timedelta(minutes=15),
        "longest": timedelta(hours=4),
    }
    return Limits(**frame | over)


def rules(wish: Span, frame: Limits | None = None, *bookings: Span) -> set[Rule]:
    found = slots.clashes(wish, frame or limits(), Diary(HARBOUR, bookings))
    return {clash.rule for clash in found}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Span(local(7, 3, 45), local(7, 8, 30) - timedelta(hours=1)), set()),
        (Span(local(7, 7, 30), local(7, 8, 30)), set()),
        (Span(local(7, 7, 30), local(7, 8, 31)), {Rule.BUFFER_BEFORE}),
        (Span(local(7, 3, 44), local(7, 4, 44)), {Rule.BUFFER_AFTER}),
        (Span(local(7, 10), local(7, 11)), {Rule.OPERATING}),
        (Span(local(7, 8), local(7, 10)), {Rule.BUFFER_BEFORE, Rule.OPERATING}),
        (Span(local(11, 4, 30), local(11, 5, 30)), {Rule.BLACKOUT}),
        (Span(local(11, 5), local(11, 6)), set()),
        (Span(local(7, 7), local(7, 7, 10)), {Rule.TOO_SHORT}),
        (Span(local(7, 3, 45), local(7, 7, 46)), {Rule.TOO_LONG}),
        (
            Span(local(10, 3, 30), local(10, 10)),
            {Rule.TOO_LONG, Rule.BUFFER_AFTER, Rule.BUFFER_BEFORE, Rule.OPERATING},
        ),
        (Span(local(7, 7), local(8, 7, 1)), {Rule.TOO_LONG}),
        (Span(local(5, 7), local(5, 8)), {Rule.PAST}),
        (
            Span(local(7, 7) + timedelta(days=365), local(7, 8) + timedelta(days=365)),
            {Rule.HORIZON},
        ),
    ],
)
def test_a_refusal_names_the_rule_and_touching_is_allowed(wish, expected):
    assert rules(wish) == expected


def test_notice_is_counted_from_the_moment_given():
    frame = limits(earliest=local(8, 0))

    assert rules(Span(local(7, 7), local(7, 8)), frame) == {Rule.NOTICE}
    assert rules(Span(local(8, 7), local(8, 8)), frame) == set()


def test_two_visits_may_touch_but_not_overlap():
    booked = Span(local(7, 5), local(7, 6))

    assert rules(Span(local(7, 6), local(7, 7)), None, booked) == set()
    assert rules(Span(local(7, 4), local(7, 5)), None, booked) == set()
    assert rules(Span(local(7, 5, 59), local(7, 7)), None, booked) == {Rule.BOOKED}


def test_another_booking_shows_neither_its_time_nor_its_reason():
    booked = Diary(HARBOUR, (Span(local(7, 5), local(7, 6)),))

    assert slots.clashes(Span(local(7, 5), local(7, 6)), limits(), booked) == [Clash(Rule.BOOKED)]


def test_the_nearest_times_stand_before_and_after_the_wish():
    found = slots.nearest(Span(local(7, 9), local(7, 10)), limits(), Diary(HARBOUR), VANCOUVER)

    assert found == [
        Span(local(7, 7, 30), local(7, 8, 30)),
        Span(local(7, 6, 30), local(7, 7, 30)),
        Span(local(7, 5, 30), local(7, 6, 30)),
    ]


def test_a_site_that_never_closes_has_no_time_to_offer_but_a_meeting_elsewhere_does():
    always = {
        **HARBOUR_HOURS,
        "hours": [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in DAYS],
    }
    wish = Span(local(7, 10), local(7, 11))
    diary = Diary(Schedule.from_document(always, VANCOUVER))

    assert slots.nearest(wish, limits(), diary, VANCOUVER) == []
    assert slots.nearest(wish, limits(), None, VANCOUVER)[0] == wish
    assert slots.clashes(wish, limits(), None) == []


@pytest.mark.parametrize(
    ("wish", "first"),
    [
        # Friday at three in the morning, at seven in the evening, and on a Sunday.
        (Span(local(7, 3), local(7, 4)), Span(local(7, 8), local(7, 9))),
        (Span(local(7, 19), local(7, 20)), Span(local(7, 17), local(7, 18))),
        (Span(local(9, 10), local(9, 11)), Span(local(10, 8), local(10, 9))),
    ],
)
@pytest.mark.parametrize("diary", [None, Diary(None)])
def test_what_needs_no_closed_hours_is_offered_in_a_working_day(wish, first, diary):
    found = slots.nearest(wish, limits(), diary, VANCOUVER)

    assert found[0] == first
    assert len(found) == 3
    for span in found:
        begins, ends = (moment.astimezone(VANCOUVER) for moment in span)
        assert begins.weekday() < 5
        assert (begins.hour, begins.minute) >= (8, 0)
        assert (ends.hour, ends.minute) <= (18, 0)


def test_what_fits_into_no_working_day_is_offered_all_the_same():
    away = (Away(Span(local(7, 8), local(28, 18)), Side.POLICE),)
    frame = limits(local(7, 0), latest=local(9, 0))

    found = slots.nearest(Span(local(7, 9), local(7, 10)), frame, Diary(None, away=away), VANCOUVER)

    assert found[0] == Span(local(7, 7), local(7, 8))


def test_unknown_hours_count_as_operating():
    diary = Diary(Schedule.unknown(VANCOUVER))
    wish = Span(local(7, 5), local(7, 6))

    assert [c.rule for c in slots.clashes(wish, limits(), diary)] == [Rule.HOURS_UNKNOWN]
    assert slots.nearest(wish, limits(), diary, VANCOUVER) == []


@pytest.mark.parametrize("year", [1, 9999])
def test_a_wish_at_the_end_of_time_is_refused_and_still_gets_times(year):
    wish = Span(datetime(year, 6, 1, 5, tzinfo=UTC), datetime(year, 6, 1, 6, tzinfo=UTC))

    assert rules(wish) <= {Rule.PAST, Rule.HORIZON}
    assert rules(wish)
    assert len(slots.nearest(wish, limits(), Diary(HARBOUR), VANCOUVER)) == 3


@pytest.mark.parametrize(
    ("day", "opens", "closes", "first", "last"),
    [
        # Closing at 01:30 happens twice: the site counts as open until the second.
        ("saturday", "22:00", "01:30", "2025-11-02T09:30", "2025-11-02T17:00"),
        # Closing at 02:30 never happens: the site closes when the clock jumps to 03:00.
        ("saturday", "22:00", "02:30", "2025-03-09T10:00", "2025-03-09T16:00"),
        # Closing at 03:00 happens once on both nights.
        ("saturday", "09:00", "03:00", "2025-03-09T10:00", "2025-03-09T16:00"),
        ("saturday", "09:00", "03:00", "2025-11-02T11:00", "2025-11-02T17:00"),
    ],
)
def test_on_the_nights_clocks_change_a_visit_begins_when_the_site_has_closed(
    day, opens, closes, first, last
):
    hours = [{"weekday": day, "opens": opens, "closes": closes}]
    hours += [{"weekday": "sunday", "opens": "09:00", "closes": "22:00"}]
    document = {
        "hours": hours,
        "exceptions": [],
        "buffer_before_minutes": 0,
        "buffer_after_minutes": 0,
        "blackouts": [],
    }
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (first, last))
    diary = Diary(Schedule.from_document(document, VANCOUVER))

    found = slots.free(diary, begin - timedelta(hours=3), end + timedelta(hours=3))
    assert list(found) == [Span(begin, end)]
    frame = limits(begin - timedelta(days=1), longest=timedelta(hours=12))
    assert slots.clashes(Span(begin, end), frame, diary) == []
    assert slots.clashes(Span(begin - timedelta(minutes=1), end), frame, diary)


# --- generated -------------------------------------------------------------------------------

# Half of the wall times lie where clocks are changed.
clock = st.builds(
    "{:02d}:{:02d}".format,
    st.one_of(st.integers(0, 3), st.integers(0, 23)),
    st.sampled_from([0, 10, 15, 20, 30, 45]),
)
pairs = st.tuples(clock, clock)


@st.composite
def monthly(draw, around: date):
    """What is otherwise every month, as a rule with a day near *around*."""
    begin = around + timedelta(days=draw(st.integers(-3, 2)))
    intervals = [dict(zip(("opens", "closes"), draw(pairs), strict=True))]
    kind = draw(st.sampled_from(["closed", "open", "round_the_clock"]))
    return {
        "nth": draw(st.sampled_from([(begin.day + 6) // 7, 1, 5, -1])),
        "weekday": DAYS[begin.weekday()],
        "days": draw(st.integers(1, 7)),
        "kind": kind,
        "intervals": intervals if kind == "open" else [],
    }


@st.composite
def documents(draw, around: date):
    hours = [
        {"weekday": day, "opens": opens, "closes": closes}
        for day in DAYS
        for opens, closes in draw(st.lists(pairs, max_size=2))
    ]
    exceptions = {
        (around + timedelta(days=draw(st.integers(-2, 2)))).isoformat(): [
            {"opens": opens, "closes": closes}
            for opens, closes in draw(st.lists(pairs, max_size=2))
        ]
        for _ in range(draw(st.integers(0, 2)))
    }
    return {
        "hours": hours,
        "exceptions": [
            {"date": day, "kind": "open" if intervals else "closed", "intervals": intervals}
            for day, intervals in exceptions.items()
        ],
        "recurring": draw(st.lists(monthly(around), max_size=2)),
        "buffer_before_minutes": draw(st.sampled_from([0, 20, 30, 180])),
        "buffer_after_minutes": draw(st.sampled_from([0, 25, 45, 180])),
        "blackouts": [
            {"weekday": draw(st.sampled_from(DAYS)), "from": start, "to": end, "why": "Cleaning"}
            for start, end in draw(st.lists(pairs, max_size=2))
        ],
    }


@st.composite
def situations(draw):
    """A site with its hours near a clock change, other bookings, and a wish."""
    name, around = draw(st.sampled_from(CHANGES))
    zone = ZoneInfo(name)
    document = draw(documents(around))
    noon = datetime(around.year, around.month, around.day, 12, tzinfo=UTC)

    def span(longest: int) -> Span:
        start = noon + timedelta(minutes=5 * draw(st.integers(-400, 400)))
        return Span(start, start + timedelta(minutes=5 * draw(st.integers(3, longest))))

    bookings = tuple(span(24) for _ in range(draw(st.integers(0, 2))))
    return zone, document, bookings, span(36), noon


@settings(max_examples=80, deadline=None)
@given(situations())
def test_a_time_is_allowed_exactly_when_the_slow_way_finds_it_free(situation):
    zone, document, bookings, wish, noon = situation
    slow = SlowSite(document, zone, noon - timedelta(days=1), noon + timedelta(days=1))
    diary = Diary(Schedule.from_document(document, zone), bookings)
    length, minute = wish.end - wish.start, timedelta(minutes=1)
    # Mistakes live where one rule ends and the next begins: ask there too.
    begins = [at for edge in slow.edges() for at in (edge - minute, edge)]
    begins += [edge - length + late for edge in slow.edges() for late in (timedelta(), minute)]

    for start in [wish.start, *begins]:
        asked = Span(start, start + length)
        found = slots.clashes(asked, limits(noon - timedelta(days=9)), diary)

        apart = all(asked.end <= b.start or b.end <= asked.start for b in bookings)
        assert (not found) == (slow.is_clear(asked.start, asked.end) and apart)


@settings(max_examples=40, deadline=None)
@given(situations())
def test_the_times_offered_are_free_and_none_nearer_was_left_out(situation):
    zone, document, bookings, wish, noon = situation
    frame = limits(noon - timedelta(days=2), latest=noon + timedelta(days=2))
    slow = SlowSite(document, zone, frame.at, frame.latest)

    diary = Diary(Schedule.from_document(document, zone), bookings)
    offered = slots.nearest(wish, frame, diary, zone)

    length = wish.end - wish.start
    possible = []
    start = frame.at.replace(minute=0)
    while start + length <= frame.latest:
        apart = all(start + length <= b.start or b.end <= start for b in bookings)
        on_quarter = start.astimezone(zone).minute % 15 == 0
        if start >= frame.at and on_quarter and apart and slow.is_clear(start, start + length):
            possible.append(start)
        start += timedelta(minutes=5)
    expected: list[datetime] = []
    for start in sorted(possible, key=lambda s: (abs(s - wish.start), s)):
        if all(abs(start - taken) >= length for taken in expected):
            expected.append(start)
    assert [span.start for span in offered] == expected[:3]
    assert all(span.end - span.start == length for span in offered)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CHANGES), st.integers(-1440, 1440))
def test_a_quarter_is_a_quarter_on_the_sites_own_clock(change, minutes):
    zone, around = change
    moment = datetime(around.year, around.month, around.day, tzinfo=UTC)
    moment += timedelta(minutes=minutes, seconds=7)

    found = slots.next_quarter(moment, ZoneInfo(zone))

    assert timedelta() <= found - moment < timedelta(minutes=15)
    assert found.astimezone(ZoneInfo(zone)).minute % 15 == 0
    assert found.second == 0
