"""How exactly a time is shown: spans by the site's clock, also where the clocks change."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from incidents import as_seen, grain
from incidents.grain import TimeGrain

VANCOUVER = "America/Vancouver"
AT = datetime(2025, 2, 4, 17, 30, tzinfo=UTC)  # Tuesday 09:30 there


@pytest.mark.parametrize(
    ("wanted", "begins", "words"),
    [
        ("minute", "2025-02-04T17:30", "Tue 4 Feb 2025, 09:30 (Vancouver)"),
        ("day_part", "2025-02-04T14:00", "Tue 4 Feb 2025, in the morning (Vancouver)"),
        ("day", "2025-02-04T08:00", "Tue 4 Feb 2025 (Vancouver)"),
        ("week", "2025-02-03T08:00", "in the week from Mon 3 Feb 2025 (Vancouver)"),
    ],
)
def test_a_span_begins_by_the_clock_of_the_site_and_is_named_by_it(wanted, begins, words):
    begun = grain.begins(AT, TimeGrain(wanted), ZoneInfo(VANCOUVER))

    assert begun.isoformat(timespec="minutes") == f"{begins}+00:00"
    with translation.override("en"):
        assert as_seen.when_in_words(AT, TimeGrain(wanted), VANCOUVER) == words


@pytest.mark.parametrize("wanted", ["day_part", "day", "week"])
@pytest.mark.parametrize(
    ("zone", "at"),
    [
        (VANCOUVER, datetime(2025, 3, 9, 11, 30, tzinfo=UTC)),  # the hour that is left out
        (VANCOUVER, datetime(2025, 11, 2, 9, 30, tzinfo=UTC)),  # the hour that comes twice
        ("America/Havana", datetime(2025, 3, 9, 6, 30, tzinfo=UTC)),  # midnight is left out
    ],
)
def test_whatever_falls_into_one_span_begins_alike_and_not_later(wanted, zone, at):
    clock = ZoneInfo(zone)
    begun = grain.begins(at, TimeGrain(wanted), clock)

    assert begun <= at
    assert grain.begins(begun, TimeGrain(wanted), clock) == begun
