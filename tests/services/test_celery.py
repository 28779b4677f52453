"""A real beat and a real worker, on PostgreSQL and Redis, deliver what a transaction handed in."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from notifications import heartbeat, post
from notifications.models import Notice, State

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 60
DELIVER = "notifications.tasks.deliver_due"
COMMANDS = {
    "worker": ["worker", "--concurrency=2", "--loglevel=WARNING"],
    "beat": ["beat", "--loglevel=WARNING"],
}


@pytest.fixture
def celery(tmp_path: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Worker and beat on the database of this test and a Redis database of their own."""
    if not os.environ.get("PORTAL_REDIS_URL") or connection.vendor != "postgresql":
        pytest.skip("This one needs PORTAL_DATABASE_URL (PostgreSQL) and PORTAL_REDIS_URL.")
    running = {}
    try:
        for name, arguments in COMMANDS.items():
            extra = [f"--schedule={tmp_path / 'beat'}"] if name == "beat" else []
            with (tmp_path / f"{name}.log").open("wb") as log:
                running[name] = subprocess.Popen(
                    [sys.executable, "-m", "celery", "-A", "config", *arguments, *extra],
                    cwd=settings.BASE_DIR,
                    env=_environment(tmp_path),
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        yield running
    finally:
        for process in running.values():
            _end(process)


def test_what_was_handed_in_arrives_as_mail(cast, celery, tmp_path):
    with transaction.atomic():
        post.send(
            "rehearsal/told",
            to=[cast.liaison],
            about=cast.site,
            path="/",
            key="services",
            facts={"count": 3, "day": "2025-02-04"},
            at=timezone.now(),
        )

    _wait(lambda: Notice.objects.get().state == State.SENT, celery, tmp_path)
    _wait(lambda: heartbeat.last_beat(DELIVER) is not None, celery, tmp_path)

    mails = [path.read_text() for path in (tmp_path / "mail").iterdir()]
    assert [f"Message-ID: <{Notice.objects.get().pk}@" in mail for mail in mails] == [True]
    assert f"To: {cast.liaison.email}" in mails[0]


def _wait(is_so: Callable[[], bool], celery, tmp_path: Path) -> None:
    pause = Event()
    for _try in range(PATIENCE_SECONDS * 5):
        if is_so():
            return
        ended = [name for name, process in celery.items() if process.poll() is not None]
        assert not ended, _logs(tmp_path)
        pause.wait(0.2)
    pytest.fail(f"Not so after {PATIENCE_SECONDS} s.\n{_logs(tmp_path)}")


def _environment(tmp_path: Path) -> dict[str, str]:
    database = urlsplit(os.environ["PORTAL_DATABASE_URL"])
    redis = urlsplit(os.environ["PORTAL_REDIS_URL"])
    number = 10 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "PORTAL_DATABASE_URL": database._replace(
            path=f"/{connection.settings_dict['NAME']}"
        ).geturl(),
        "PORTAL_REDIS_URL": redis._replace(path=f"/{number}").geturl(),
        "PORTAL_VAR_DIR": str(tmp_path),
        "PORTAL_EMAIL_URL": f"file://{tmp_path / 'mail'}",
    }


def _logs(tmp_path: Path) -> str:
    return "\n".join(path.read_text(errors="replace") for path in tmp_path.glob("*.log"))


def _end(process: subprocess.Popen[bytes]) -> None:
    # The whole group: a pool's children must not outlive a test that failed.
    for wanted in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, wanted)
            process.wait(timeout=15)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
