"""``manage.py worker``: the schedule of ``config/celery.py`` in one process, without a broker."""

import logging
import signal
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from types import FrameType
from typing import Any, NoReturn

from celery import Celery, current_app
from celery.schedules import BaseSchedule, maybe_schedule
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.module_loading import import_string

from notifications import heartbeat

log = logging.getLogger("notifications.worker")
LONGEST_SLEEP = 1.0


class Entry:
    """One line of the schedule, and when it last ran."""

    def __init__(self, app: Celery, line: dict[str, Any]) -> None:
        self.app = app
        self.task: str = line["task"]
        self.do: Callable[[], object] = import_string(self.task)
        self.schedule: BaseSchedule = maybe_schedule(line["schedule"], app=app)
        self.last: datetime | None = None

    def remember(self) -> None:
        """What ran before this process began counts: a nightly task is not run twice a night,
        and one that a night missed is made up for."""
        self.last = heartbeat.last_beat(self.task)

    def seconds_to_wait(self) -> float:
        if self.last is None:
            return 0
        due = self.schedule.is_due(self.last)
        return 0 if due.is_due else due.next

    def run(self) -> None:
        """Runs the task here and now. A fault is noted by its type alone and stops nothing."""
        self.last = self.app.now()
        try:
            self.do()
            heartbeat.beat(self.task)
        except Exception as error:
            log.error("%s failed: %s", self.task, type(error).__name__)


class Command(BaseCommand):
    help = "Does by the clock what Celery's beat and workers do where there is a broker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="run every entry of the schedule once, then end"
        )

    def handle(self, *, once: bool, **_options: Any) -> None:
        app = current_app
        entries = [Entry(app, line) for line in app.conf.beat_schedule.values()]
        if once:
            for entry in entries:
                entry.run()
            return
        for wanted in (signal.SIGTERM, signal.SIGINT):
            signal.signal(wanted, _stop)
        _follow(entries)


def _follow(entries: list[Entry]) -> NoReturn:
    pause = threading.Event()
    _remember(entries)
    while True:
        # A database that was away and came back is met with a new connection.
        close_old_connections()
        for entry in entries:
            if not entry.seconds_to_wait():
                entry.run()
        pause.wait(min([LONGEST_SLEEP, *(entry.seconds_to_wait() for entry in entries)]))


def _remember(entries: Iterable[Entry]) -> None:
    for entry in entries:
        entry.remember()


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    # At once, also in the middle of a mail: a lease that is left behind runs out by itself.
    raise SystemExit(0)
