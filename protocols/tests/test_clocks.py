"""By whose calendar, where a protocol covers sites in several time zones."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from liaison.agenda import Time
from protocols import agenda, clocks, sending, signatories, turns
from protocols.signatories import CannotName, Plan
from protocols.tests import frames
from protocols.tests.conftest import BEGUN, SENT
from protocols.tests.frames import framework, second_site

# Already the next day in Toronto, still the day before in Vancouver.
EVENING = datetime(2025, 1, 14, 6, tzinfo=UTC)
HERE, THERE = date(2025, 1, 13), date(2025, 1, 14)


@pytest.fixture
def frame(cast):
    return framework(cast, second_site(cast))


def test_times_are_told_by_the_clock_of_a_site_that_the_reader_reaches(cast, frame):
    protocol = frame.protocol

    assert clocks.zone_of(protocol, cast.manager) == "America/Vancouver"
    assert clocks.zone_of(protocol, cast.other_manager) == "America/Toronto"
    for nobody in (None, cast.stranger, cast.other_liaison):
        assert clocks.zone_of(protocol, nobody) == protocol.covered[0].site.zone


def test_a_day_has_passed_when_it_has_passed_everywhere(cast, frame):
    assert clocks.day_at(frame.protocol, EVENING) == HERE
    assert set(clocks.days_at(frame.protocol.covered, EVENING)) == {HERE, THERE}
    assert clocks.end_of(frame.protocol, HERE) == datetime(2025, 1, 14, 7, 59, 59, tzinfo=UTC)


def test_each_is_shown_the_end_of_the_day_by_their_own_clock_and_late_by_none(cast, frame):
    frames.by_leaders(frame, by=cast.police_leader, at=SENT)
    frame.refresh_from_db()
    frame.sign_by = HERE

    ours, theirs = (turns.of(frame, who, at=EVENING) for who in (cast.leader, cast.other_leader))
    assert ours.until == datetime(2025, 1, 14, 7, 59, 59, tzinfo=UTC)
    assert theirs.until == datetime(2025, 1, 14, 4, 59, 59, tzinfo=UTC)
    assert not ours.late
    assert not theirs.late
    assert turns.of(frame, cast.other_leader, at=EVENING + timedelta(hours=2)).late


@pytest.mark.parametrize(("day", "taken"), [(HERE, True), (HERE - timedelta(days=1), False)])
def test_it_may_be_signed_by_a_day_that_is_not_over_at_every_site(cast, frame, day, taken):
    plan = Plan(signatories.usual(frame, at=BEGUN).posts, day)
    with time_machine.travel(EVENING, tick=False):
        if taken:
            sending.send(frame, plan=plan, by=cast.police_leader, at=EVENING)
        else:
            with pytest.raises(CannotName, match="13 Jan 2025"):
                sending.send(frame, plan=plan, by=cast.police_leader, at=EVENING)


@pytest.mark.parametrize(
    ("part", "when"),
    [
        ("manager", "14 Jan 2025, 09:30 (Vancouver)"),
        ("other_manager", "14 Jan 2025, 12:30 (Toronto)"),
    ],
)
def test_a_page_tells_the_time_of_its_reader(cast, as_, frame, part, when):
    frames.by_leaders(frame, by=cast.police_leader, at=datetime(2025, 1, 14, 17, 30, tzinfo=UTC))
    client = as_(getattr(cast, part))

    for more in ("", "certificate/"):
        assert when in client.get(frame.get_absolute_url() + more).content.decode()


@pytest.mark.parametrize("part", ["leader", "other_leader", "police_leader", "liaison", "backup"])
@pytest.mark.parametrize("name", ["Aaa House", "Quay House"])
def test_the_desk_says_the_same_day_by_which_to_sign_as_the_page(cast, part, name):
    frame = framework(cast, second_site(cast, name=name))
    frames.by_leaders(frame, by=cast.police_leader, at=SENT)
    frame.refresh_from_db()
    person = getattr(cast, part)

    (item,) = (one for one in agenda.waiting_for(person, SENT) if one.time is Time.BY)
    assert item.due == turns.of(frame, person, at=SENT).until
    assert item.zone == clocks.zone_of(frame.protocol, person)
