"""Reviews are reminded of in time, once each, whatever runs were missed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Person
from audit import ledger
from notifications.models import Notice
from protocols import drafting, reviewing, settling
from protocols.models import ReviewReminder
from protocols.settling import Terms
from protocols.tasks import remind_of_reviews
from protocols.tests.conftest import agree

REVIEW = date(2025, 9, 1)


def noon(days_before):
    """Noon at the site, so many days before the day of review."""
    return datetime(2025, 9, 1, 19, tzinfo=UTC) - timedelta(days=days_before)


@pytest.fixture
def reviewed(cast, draft):
    settling.settle(draft, Terms(["en"], review_on=REVIEW), revision=1, by=cast.manager)
    return agree(draft, cast)


def remind(days_before):
    return reviewing.remind_due(by=Person.system(), at=noon(days_before))


def written():
    return sorted(ReviewReminder.objects.values_list("days_before", flat=True))


def notices():
    return Notice.objects.filter(kind="protocols/review_due")


@pytest.mark.parametrize(
    ("days", "expected"),
    [(91, []), (90, [90]), (61, [90]), (60, [60, 90]), (7, [7, 30, 60, 90])],
)
def test_each_milestone_is_written_down_when_it_has_come(reviewed, days, expected):
    remind(days)

    assert written() == expected


def test_each_is_told_once_to_everybody_in_charge(cast, reviewed):
    for days in (90, 90, 89, 60, 59, 30, 7, 6, 0, -5):
        remind(days)

    assert written() == [7, 30, 60, 90]
    assert notices().filter(recipient=cast.manager).count() == 4
    assert notices().filter(recipient=cast.liaison).count() == 4
    assert not notices().filter(recipient=cast.staff).exists()
    assert ledger.verify(cast.partnership.chain)


def test_what_missed_runs_left_behind_is_caught_up_with_one_notice(cast, reviewed):
    assert remind(90)
    assert remind(5)  # the runs between did not happen
    assert not remind(4)

    assert notices().filter(recipient=cast.manager).count() == 2


def test_a_version_that_no_longer_applies_is_not_reminded_of(cast, reviewed):
    following = drafting.start_next(reviewed.protocol, by=cast.manager, at=noon(100))
    settling.settle(following, Terms(["en"], review_on=None), revision=1, by=cast.manager)
    agree(following, cast, at=noon(95))

    assert not remind(30)


def test_the_task_runs_as_the_portal_itself(reviewed):
    remind_of_reviews()

    assert set(written()) <= set(reviewing.MILESTONES)
