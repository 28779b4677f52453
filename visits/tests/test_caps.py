"""How many visits of a kind a month takes, against a count by hand."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.hours import Schedule, Span
from visits import caps, slots
from visits.slots import Diary, Limits, Rule

ZONES = ["America/Vancouver", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
FROM = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 4).map(lambda quarters: FROM + quarters * slots.QUARTER)


def month_on_the_wall(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m}"


@settings(max_examples=60, deadline=None)
@given(
    starts=st.lists(moments, max_size=12),
    most=st.one_of(st.none(), st.integers(1, 3)),
    wish=moments,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_a_month_is_full_when_as_many_start_in_it_on_the_wall(starts, most, wish, zone):
    full = caps.full_months(starts, most, zone)
    frame = Limits(
        at=FROM,
        earliest=FROM,
        latest=FROM + timedelta(days=730),
        shortest=slots.QUARTER,
        longest=timedelta(hours=4),
        most=most,
    )
    diary = Diary(None, full=full)

    same = [s for s in starts if month_on_the_wall(s, zone) == month_on_the_wall(wish, zone)]
    is_full = most is not None and len(same) >= most
    found = slots.clashes(Span(wish, wish + timedelta(hours=1)), frame, diary)
    assert [clash.rule for clash in found] == ([Rule.CAP] if is_full else [])

    for near in slots.nearest(Span(wish, wish + timedelta(hours=1)), frame, diary, zone):
        assert slots.clashes(near, frame, diary) == []
    for clash in found:
        room = month_on_the_wall(clash.span.end, zone)
        held = [s for s in starts if month_on_the_wall(s, zone) == room]
        assert most is not None
        assert len(held) < most


@pytest.mark.parametrize("zone", ZONES)
def test_months_follow_each_other_without_a_gap(zone):
    first = caps.month_of(datetime(2025, 1, 15, tzinfo=UTC), ZoneInfo(zone))
    for _month in range(24):
        following = caps.month_of(first.end, ZoneInfo(zone))
        assert following.start == first.end
        first = following


def test_times_are_free_outside_the_full_month_alone():
    zone = ZoneInfo("UTC")
    full = caps.full_months([datetime(2025, 2, 3, 9, tzinfo=UTC)], 1, zone)

    found = slots.free(Diary(Schedule.never(zone), full=full), FROM, FROM + timedelta(days=90))

    assert list(found) == [
        Span(FROM, datetime(2025, 2, 1, tzinfo=UTC)),
        Span(datetime(2025, 3, 1, tzinfo=UTC), FROM + timedelta(days=90)),
    ]
