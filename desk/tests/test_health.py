"""Two addresses for those who run the portal; they say which check failed and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import current_app
from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from audit import guards
from desk import health
from notifications import heartbeat, post

NOW = datetime(2025, 2, 4, 18, tzinfo=UTC)


def test_alive_without_touching_anything(client):
    # No database mark: a query would fail this test.
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_nothing_is_wrong(db, client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def failed(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert set(answer.json()) == {"status", "failed"}
    return answer.json()["failed"]


def test_a_broken_database_is_named_and_its_error_is_not_told(db, client, monkeypatch, caplog):
    def broken(at):
        raise OperationalError("password of portal is wrong")

    monkeypatch.setitem(health.CHECKS, "database", broken)

    assert failed(client) == ["database"]
    assert "password" not in caplog.text


def test_a_migration_that_is_not_applied_is_a_fault(db, client):
    MigrationRecorder.Migration.objects.filter(app="notifications").delete()

    assert failed(client) == ["migrations"]


def test_a_guard_that_is_gone_is_a_fault(db, client):
    guards.remove(connection)

    assert failed(client) == ["guards"]


def test_a_key_that_others_can_read_is_a_fault(db, client, settings, tmp_path):
    tmp_path.chmod(0o755)
    settings.KEYS_DIR = tmp_path

    assert failed(client) == ["keys"]


def test_a_broker_that_is_configured_must_answer(db, client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    assert failed(client) == ["broker"]


@pytest.mark.parametrize(("minutes", "lags"), [(4, False), (5, True)])
def test_a_due_notice_waits_less_than_five_minutes(cast, client, minutes, lags):
    with transaction.atomic():
        post.send("x/y", to=[cast.liaison], about=cast.site, path="/", key="1", at=NOW)

    with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
        assert (client.get("/readyz").status_code == 503) == lags
        assert not lags or failed(client) == ["outbox"]


def test_a_clock_that_fell_silent_is_a_fault(db, client):
    heartbeat.beat(health.CLOCK, at=NOW)

    with time_machine.travel(NOW + timedelta(minutes=4), tick=False):
        assert client.get("/readyz").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert failed(client) == ["clock"]


def test_the_clock_watched_is_one_of_the_schedule():

    assert health.CLOCK in {line["task"] for line in current_app.conf.beat_schedule.values()}
