"""Around the dates of a series: reminded of each, a week ahead where they are rare; asked once."""

from datetime import timedelta

import pytest

from accounts.models import Person
from liaison import access
from notifications.models import Notice
from tests.at_once import at_once
from tests.cast import NOW
from visits.models import VisitReminder
from visits.on_the_day import marking, needed_agenda, reminders, reminding
from visits.on_the_day.reminders import DAY, NEEDED, WEEK
from visits.recurrence import Frequency
from visits.series import offering
from visits.tests.conftest import WED, repeated

DAYS = timedelta(days=1)


@pytest.fixture
def long_running(cast):
    """Sixteen Wednesdays; the first that was agreed long before is that of 23 April."""
    made = offering.propose(cast.partnership, repeated(count=16), by=cast.manager, at=NOW)
    return offering.confirm(made, by=cast.liaison, at=NOW)


def run(at) -> int:
    return reminding.remind_due(by=Person.system(), at=at)


def kinds() -> list[str]:
    return list(VisitReminder.objects.order_by("at").values_list("kind", flat=True))


def asked(person, at) -> list:
    access.forget()
    return needed_agenda.waiting_for(person, at)


@pytest.mark.parametrize(
    ("over", "is_rare"),
    [
        ({}, False),
        ({"interval": 3}, False),
        ({"interval": 4}, True),
        ({"frequency": Frequency.DAILY, "weekdays": (), "interval": 27}, False),
        ({"frequency": Frequency.DAILY, "weekdays": (), "interval": 28}, True),
        ({"frequency": Frequency.MONTHLY, "weekdays": ()}, True),
        ({"frequency": Frequency.YEARLY, "weekdays": ()}, True),
    ],
)
def test_a_week_ahead_is_for_what_comes_rarely(over, is_rare):
    rule = repeated(**over).rule

    assert reminders.kinds_of(rule) == ({DAY, WEEK, NEEDED} if is_rare else {DAY, NEEDED})


def test_each_date_of_a_weekly_series_is_reminded_of_one_day_ahead_alone(cast, running):
    starts = sorted(running.visits.values_list("starts", flat=True))
    for more in range(14):
        run(starts[0] - 7 * DAYS + more * DAYS)

    assert kinds() == [DAY, DAY]


def test_a_monthly_date_is_reminded_of_a_week_ahead_as_well(cast):
    monthly = repeated(frequency=Frequency.MONTHLY, weekdays=(), count=2)
    made = offering.propose(cast.partnership, monthly, by=cast.manager, at=NOW)
    made = offering.confirm(made, by=cast.liaison, at=NOW)
    starts = made.visits.get(occurs_on=WED).starts

    for before in (7, 1):
        run(starts - before * DAYS)

    assert kinds() == [WEEK, DAY]


def test_a_series_is_asked_about_once_whatever_its_dates(cast, long_running):
    for more in range(60, 114, 2):
        run(NOW + more * DAYS)

    assert kinds().count(NEEDED) == 1
    assert Notice.objects.filter(kind="visits/still_needed").count() == 5
    notice = Notice.objects.filter(kind="visits/still_needed").first()
    assert notice.facts["is_series"]


def test_the_question_stands_on_one_date_until_each_side_has_said(cast, as_, long_running):
    first = long_running.visits.get(occurs_on=WED + 10 * 7 * DAYS)
    at = first.starts - 14 * DAYS
    assert asked(cast.manager, at) == []  # not told yet
    run(at)

    later = at + 7 * DAYS  # the next date has come into sight
    run(later)
    (row,) = asked(cast.manager, later)
    assert row.url == first.get_absolute_url()
    assert "that comes again" in row.what
    marking.say_needed(first, by=cast.manager, at=later)

    assert asked(cast.manager, later) == []
    assert len(asked(cast.liaison, later)) == 1
    assert asked(cast.liaison, first.starts) == []


def test_the_page_of_that_date_asks_and_those_of_others_do_not(
    cast, as_, long_running, time_machine
):
    first, second = long_running.visits.filter(occurs_on__gte=WED + 70 * DAYS)[:2]
    run(first.starts - 14 * DAYS)
    time_machine.move_to(first.starts - 5 * DAYS, tick=False)
    client = as_(cast.liaison)

    text = client.get(first.get_absolute_url()).content.decode()

    assert "Is this series still needed?" in text
    assert "moved to another time" in text
    assert "still needed?" not in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_dates_at_once_ask_once(cast, long_running):
    first, second = long_running.visits.filter(occurs_on__gte=WED + 70 * DAYS)[:2]
    at = first.starts - DAYS

    ended = at_once(
        lambda: reminding.remind(first, NEEDED, by=Person.system(), at=at),
        lambda: reminding.remind(second, NEEDED, by=Person.system(), at=at),
    )

    assert sorted(ended) == [False, True]
    assert kinds() == [NEEDED]
