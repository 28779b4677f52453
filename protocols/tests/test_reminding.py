"""Whoever's turn it is to sign is reminded: in time, a few times, and no longer than it waits."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Person
from audit import ledger
from notifications.models import Notice
from protocols import declining, reminding, sending, signatories
from protocols.models import SigningReminder
from protocols.signatories import Order
from protocols.tasks import remind_of_signatures
from protocols.tests.conftest import SENT, put_name

DAY = timedelta(days=1)
# The end of 10 February 2025 in Vancouver; SENT is 28.6 days before.
BY = date(2025, 2, 10)
DUE = datetime(2025, 2, 11, 7, 59, 59, tzinfo=UTC)


@pytest.fixture
def waiting(cast, draft):
    """Sends the draft to be signed by ``BY``."""

    def send(order=Order.ANY):
        chosen = {cast.operator.pk: ["site_manager"], cast.service.pk: ["police_leader"]}
        plan = signatories.planned(draft.protocol, chosen, order, BY)
        sending.send(draft, plan=plan, by=cast.liaison, at=SENT)
        draft.refresh_from_db()
        return draft

    return send


def remind(at):
    return reminding.remind_due(by=Person.system(), at=at)


def told(person, kind=None):
    found = Notice.objects.filter(recipient=person)
    kinds = [f"protocols/signature_{kind}"] if kind else _BOTH
    return found.filter(kind__in=kinds).count()


_BOTH = ["protocols/signature_due", "protocols/signature_late"]


def test_steps_come_half_way_three_days_and_one_day_before_then_weekly():
    steps = reminding.steps(SENT, SENT + 20 * DAY)

    assert {name: (at - SENT) / DAY for name, at in steps.items()} == {
        "half": 10,
        "days_3": 17,
        "days_1": 19,
        "late_1": 20,
        "late_2": 27,
        "late_3": 34,
        "late_4": 41,
    }


@pytest.mark.parametrize(
    ("days", "before"), [(5, {"days_3", "days_1"}), (3, {"days_1"}), (1, set()), (-2, set())]
)
def test_nobody_is_reminded_on_the_day_they_were_asked(days, before):
    steps = reminding.steps(SENT, SENT + days * DAY)

    assert {name for name in steps if not name.startswith("late")} == before
    assert min(steps.values()) >= SENT + DAY


def test_each_step_is_told_once_to_those_who_hold_the_post(cast, waiting):
    waiting()
    for days in range(80):
        remind(SENT + days * DAY)
        remind(SENT + days * DAY)

    assert told(cast.police_leader, "due") == 3
    assert told(cast.police_leader, "late") == reminding.MOST_LATE
    assert told(cast.alternate) == told(cast.manager) == 7
    assert told(cast.liaison) == told(cast.leader) == 0
    assert ledger.verify(cast.partnership.chain)


def test_what_missed_runs_left_behind_is_caught_up_with_one_notice(cast, waiting):
    waiting()
    assert remind(DUE + DAY) == 2  # two posts; the runs between did not happen
    assert remind(DUE + DAY) == 0

    assert told(cast.manager) == 1
    assert SigningReminder.objects.filter(slot__side="site").count() == 4


def test_in_order_only_the_post_whose_turn_it_is_is_reminded(cast, waiting):
    version = waiting(Order.SITE_FIRST)
    remind(DUE - DAY)
    assert (told(cast.manager), told(cast.police_leader)) == (1, 0)

    put_name(version, cast.manager, at=DUE)
    remind(DUE + DAY / 2)  # the police leader was asked half a day ago
    assert (told(cast.manager), told(cast.police_leader)) == (1, 0)
    remind(DUE + 2 * DAY)
    assert told(cast.police_leader, "late") == 1


@pytest.mark.parametrize("end", ["signed", "declined", "recalled"])
def test_reminders_stop_when_it_is_done(cast, waiting, end):
    version = waiting()
    if end == "signed":
        put_name(version, cast.manager)
        put_name(version, cast.police_leader)
    elif end == "declined":
        put_name(version, cast.manager)
        declining.decline(version, reason="Not yet.", by=cast.police_leader)
    else:
        sending.recall(version, by=cast.manager)

    assert remind(DUE + 30 * DAY) == 0


def test_whoever_has_signed_is_left_in_peace(cast, waiting):
    put_name(waiting(), cast.manager)
    remind(DUE + DAY)

    assert told(cast.manager) == told(cast.alternate) == 0
    assert told(cast.police_leader) == 1


def test_the_task_runs_as_the_portal_itself(cast, waiting):
    waiting()
    remind_of_signatures()

    assert told(cast.manager) == 1  # far too late, in one notice
