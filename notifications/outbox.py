"""Delivering what was handed in: at least once, and never a second time on purpose.

A worker takes one row under a lease, sends it, and settles it only if the lease is still its
own. A worker that dies in between leaves a lease that runs out; then the mail may go out a
second time, under the same Message-ID.
"""

import logging
import time
import uuid
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from notifications import access, rendering
from notifications.models import Notice, NoticeQuerySet, State

log = logging.getLogger(__name__)

# Longer than a Celery task may run (settings: 100 s), so that a lease outlives its worker's try.
LEASE = timedelta(seconds=120)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(hours=24)
# One run ends well before the lease and the task's time limit do; the next one goes on.
LONGEST_RUN_SECONDS = 45


def deliver_due(limit: int = 100, at: datetime | None = None) -> int:
    """Delivers at most *limit* notices that are due, the longest waiting first.

    May run late, twice, or in several workers at once. A notice that cannot be sent waits
    10 s, 20 s, 40 s ... at most an hour between tries, is given up after a day, and stands in
    nobody's way. Returns how many rows were taken.
    """
    end = time.monotonic() + LONGEST_RUN_SECONDS
    taken = 0
    while taken < limit and time.monotonic() < end:
        notice = _claim(at or timezone.now())
        if notice is None:
            break
        taken += 1
        _deliver(notice, at)
    return taken


def oldest_due_at(at: datetime) -> datetime | None:
    """Since when the longest waiting row could have been taken; none when nothing is due."""
    return Notice.objects.due(at).values_list("next_at", flat=True).first()


def _claim(at: datetime) -> Notice | None:
    due = Notice.objects.due(at).select_related("recipient")
    if not connection.features.has_select_for_update_skip_locked:
        # No transaction here: on SQLite an empty look must not take the write lock.
        return _lease(due, at)
    with transaction.atomic():
        return _lease(due.select_for_update(skip_locked=True, of=("self",)), at)


def _lease(due: NoticeQuerySet, at: datetime) -> Notice | None:
    while (notice := due.first()) is not None:
        held = Notice.objects.filter(
            pk=notice.pk, lease_token=notice.lease_token, next_at=notice.next_at
        )
        notice.lease_token, notice.attempts = uuid.uuid4(), notice.attempts + 1
        if held.update(
            state=State.LEASED,
            lease_token=notice.lease_token,
            next_at=at + LEASE,
            attempts=notice.attempts,
        ):
            return notice
    return None


def _deliver(notice: Notice, at: datetime | None) -> None:
    try:
        if access.may_still_see(notice):
            rendering.mail(notice).send()
            _settle(notice, state=State.SENT, sent_at=at or timezone.now(), next_at=None)
        else:
            _settle(notice, state=State.DROPPED, next_at=None)
    except Exception as error:
        # The kind and the type only: the message of an error may carry an address or words.
        log.warning("A notice %s was not sent: %s", notice.kind, type(error).__name__)
        _try_later(notice, at or timezone.now())


def _try_later(notice: Notice, at: datetime) -> None:
    if at - notice.created_at >= GIVE_UP_AFTER:
        log.error("A notice %s was given up after a day.", notice.kind)
        _settle(notice, state=State.DEAD, next_at=None)
        return
    # Beyond 2^9 the longest wait holds anyway.
    wait = min(FIRST_WAIT * 2 ** min(notice.attempts - 1, 9), LONGEST_WAIT)
    _settle(notice, state=State.NEW, next_at=at + wait)


def _settle(notice: Notice, **outcome: object) -> None:
    """Only while the lease is still ours: a late worker must not undo what another one did."""
    mine = Notice.objects.filter(pk=notice.pk, state=State.LEASED, lease_token=notice.lease_token)
    mine.update(lease_token=None, **outcome)
