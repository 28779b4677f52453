"""``manage.py worker`` follows the schedule by itself, survives faults and stops at once."""

import signal
from datetime import UTC, datetime

import pytest
import time_machine
from celery import current_app
from celery.schedules import crontab
from django.core import mail
from django.core.management import call_command
from django.utils.module_loading import import_string

from notifications import heartbeat
from notifications.management.commands.worker import Entry

pytestmark = pytest.mark.django_db
DELIVER = "notifications.tasks.deliver_due"


@pytest.fixture
def schedule(monkeypatch):
    """``schedule(name=function)`` replaces the schedule: each is due ten times a second."""

    def replace(**functions):
        lines = {}
        for name, function in functions.items():
            monkeypatch.setattr(f"{__name__}.{name}", function, raising=False)
            lines[name] = {"task": f"{__name__}.{name}", "schedule": 0.1}
        monkeypatch.setitem(current_app.conf, "beat_schedule", lines)

    return replace


@pytest.fixture
def own_signals():
    """The command takes over the signals of its process; here that process is the tests'."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_once_delivers_what_is_due_and_leaves_a_sign_of_life(told, cast):
    told(cast.liaison)

    call_command("worker", "--once")

    assert [sent.to for sent in mail.outbox] == [[cast.liaison.email]]
    assert heartbeat.last_beat(DELIVER) is not None


def test_once_runs_every_entry_though_one_of_them_fails(schedule, caplog):
    ran = []

    def broken():
        raise LookupError("words of a case")

    schedule(broken=broken, whole=lambda: ran.append(1))

    call_command("worker", "--once")

    assert ran == [1]
    assert f"{__name__}.broken failed: LookupError" in caplog.text
    assert "words of a case" not in caplog.text
    assert heartbeat.last_beat(f"{__name__}.broken") is None, "a fault is not a sign of life"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_goes_on_until_it_is_told_to_stop_and_then_stops_at_once(schedule, own_signals, number):
    ran = []

    def stops_the_third_time():
        ran.append(1)
        if len(ran) == 3:
            signal.raise_signal(number)
            ran.append("did not stop")

    schedule(counts=stops_the_third_time)

    with pytest.raises(SystemExit) as stop:
        call_command("worker")

    assert stop.value.code == 0
    assert ran == [1, 1, 1]


@pytest.mark.parametrize(
    ("last", "is_due"),
    [
        ("2025-02-04T03:00:20+00:00", False),
        ("2025-02-03T03:00:00+00:00", True),
        ("2025-01-20T03:00:00+00:00", True),
        (None, True),
    ],
    ids=["ran last night", "missed last night", "missed a fortnight", "never ran"],
)
def test_a_missed_night_is_made_up_for_and_a_done_one_is_not_repeated(last, is_due):
    entry = Entry(current_app, {"task": DELIVER, "schedule": crontab(hour=3, minute=0)})
    if last:
        heartbeat.beat(DELIVER, at=datetime.fromisoformat(last))
    entry.remember()

    with time_machine.travel(datetime(2025, 2, 4, 18, tzinfo=UTC), tick=False):
        assert (entry.seconds_to_wait() == 0) == is_due


def test_signs_of_life_are_not_written_more_often_than_needed(django_assert_num_queries):
    at = datetime(2025, 2, 4, 18, tzinfo=UTC)
    heartbeat.beat("rehearsal.often", at=at)

    with django_assert_num_queries(1):
        heartbeat.beat("rehearsal.often", at=at.replace(second=14))
    heartbeat.beat("rehearsal.often", at=at.replace(second=15))

    assert heartbeat.last_beat("rehearsal.often") == at.replace(second=15)


def test_every_entry_of_the_schedule_names_a_task_of_ours():
    for line in current_app.conf.beat_schedule.values():
        assert import_string(line["task"]).name == line["task"]
