"""For those who run the portal: does it live, and can it do its work?

Both answers are public and name no more than which check failed.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit import guards
from notifications import heartbeat, outbox
from vault import keyring

log = logging.getLogger(__name__)
LONGEST_LAG = timedelta(minutes=5)
CLOCK = "notifications.tasks.deliver_due"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The portal can do its work: 200, or 503 with the names of the checks that failed."""
    at = timezone.now()
    failed = [name for name, check in CHECKS.items() if not _passes(name, check, at)]
    body = {"status": "failed", "failed": failed} if failed else {"status": "ok"}
    return JsonResponse(body, status=503 if failed else 200)


def database(at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations(at: datetime) -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def guards_in_place(at: datetime) -> bool:
    """The rules that the database holds by itself are all there, as they are written."""
    return not guards.missing(connection)


def keys(at: datetime) -> bool:
    """Every key that opens private text can be read, by the portal alone."""
    return not keyring.faults()


def broker(at: datetime) -> bool:
    """Where a broker is configured it answers within a second."""
    if not settings.CELERY_BROKER_URL:
        return True
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1
    ) as client:
        return bool(client.ping())


def outbox_lag(at: datetime) -> bool:
    """Nothing that is due waits longer than five minutes for a worker."""
    since = outbox.oldest_due_at(at)
    return since is None or at - since < LONGEST_LAG


def clock(at: datetime) -> bool:
    """A clock that once ran has not fallen silent."""
    last = heartbeat.last_beat(CLOCK)
    return last is None or at - last < LONGEST_LAG


CHECKS: dict[str, Callable[[datetime], bool]] = {
    "database": database,
    "migrations": migrations,
    "guards": guards_in_place,
    "keys": keys,
    "broker": broker,
    "outbox": outbox_lag,
    "clock": clock,
}


def _passes(name: str, check: Callable[[datetime], bool], at: datetime) -> bool:
    try:
        return check(at)
    except Exception as error:
        log.error("Readiness check %s: %s", name, type(error).__name__)
        return False
