"""Visits in the stages they are reached by: by doing, never by setting a field."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import NOW
from visits import booking
from visits.booking import Time, Wish
from visits.kinds import Kind, Place
from visits.recurrence import Frequency, Rule
from visits.series import offering
from visits.series.planning import Repeated

VANCOUVER = ZoneInfo("America/Vancouver")


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time of 2025 on the clock of Harbour Street, which is closed from 03:00 to 09:00."""
    return datetime(2025, month, day, hour, minute, tzinfo=VANCOUVER)


# Wednesday 12 February 2025, six business days after NOW.
MORNING = local(2, 12, 6)


def slot(starts: datetime = MORNING, minutes: int = 60, **over) -> Time:
    return Time(starts=starts, ends=starts + timedelta(minutes=minutes), **over)


def wish(time: Time | None = None, **over) -> Wish:
    fields = {"kind": Kind.CHECK_IN, "party_size": 2, "time": time or slot()}
    return Wish(**fields | over)


@pytest.fixture
def proposed(cast):
    """By the police side; the site's turn."""
    return booking.propose(cast.partnership, wish(message="The usual."), by=cast.liaison, at=NOW)


@pytest.fixture
def countered(cast, proposed):
    """The site offers another time; the police side's turn."""
    return booking.counter_propose(proposed, slot(local(2, 13, 6)), by=cast.manager, at=NOW)


@pytest.fixture
def confirmed(cast, proposed):
    return booking.confirm(proposed, by=cast.manager, at=NOW)


@pytest.fixture
def offered(cast):
    """Proposed by the site; the police side's turn."""
    return booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)


AFTER = datetime(2025, 2, 12, 17, tzinfo=UTC)
ELSEWHERE = {"place": Place.OFF_SITE, "where": "The library"}


# --- what comes again ---

WED = date(2025, 2, 12)


def repeated(starts_on=WED, at=time(6), **over) -> Repeated:
    """Each week for six weeks, on Wednesdays at six."""
    rule = {
        "frequency": Frequency.WEEKLY,
        "starts_on": starts_on,
        "time": at,
        "weekdays": (starts_on.weekday(),),
        "count": 6,
    }
    named = {name: over.pop(name) for name in list(over) if name in Rule.__slots__}
    fields = {"kind": Kind.CHECK_IN, "party_size": 2, "minutes": 60, "rule": Rule(**rule | named)}
    return Repeated(**fields | over)


@pytest.fixture
def on_offer(cast):
    """By the police side; the site's turn."""
    return offering.propose(
        cast.partnership, repeated(), by=cast.liaison, message="As before.", at=NOW
    )


@pytest.fixture
def running(cast, on_offer):
    """Six Wednesdays at six."""
    return offering.confirm(on_offer, by=cast.manager, at=NOW)
