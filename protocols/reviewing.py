"""Reminding both sides that a version is due for review, in time and never twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from audit import ledger
from liaison.models import Partnership
from protocols import notices
from protocols.models import InForce, ReviewReminder, Version

# How many days before the day of review people are reminded.
MILESTONES = (90, 60, 30, 7)


def remind_due(*, by: Person, at: datetime | None = None) -> int:
    """Remind of every review whose next milestone has come; how many versions that were.

    What a missed run left behind is caught up once: the milestones that passed meanwhile are
    written down together, and one reminder says how many days are left.
    """
    at = at or timezone.now()
    return sum(_remind(version, by=by, at=at) for version in _near(at))


def _near(at: datetime) -> list[Version]:
    """The versions in force whose day of review lies within the first milestone."""
    horizon = (at + timedelta(days=MILESTONES[0] + 1)).date()
    running = InForce.objects.at(at).values("version")
    found = Version.objects.filter(pk__in=running, review_on__lte=horizon)
    return list(found.select_related("protocol").order_by("pk"))


@ledger.operation
def _remind(version: Version, *, by: Person, at: datetime) -> bool:
    """Whether there was anything to remind of. The version is held, so that two runs at once
    remind once."""
    Version.objects.select_for_update().get(pk=version.pk)
    there = [row.partnership for row in _running(version, at)]
    left = _days_left(version, there, at) if there else MILESTONES[0] + 1
    reminded = set(version.review_reminders.values_list("days_before", flat=True))
    passed = [days for days in MILESTONES if left <= days and days not in reminded]
    if not passed:
        return False
    rows = ReviewReminder.objects.bulk_create(
        ReviewReminder(version=version, days_before=days, at=at) for days in passed
    )
    notices.review_due(version, there, key=str(rows[-1].pk), at=at)
    ledger.record(
        "protocols.review_reminded",
        chain=[partnership.chain for partnership in there],
        by=by,
        about=version,
        at=at,
        days_before=passed,
        days_left=left,
    )
    return True


def _running(version: Version, at: datetime) -> QuerySet[InForce]:
    """Where it is in force: what replaced it elsewhere has a review of its own."""
    return InForce.objects.filter(version=version).at(at).select_related("partnership__site")


def _days_left(version: Version, there: Iterable[Partnership], at: datetime) -> int:
    """Whole days until the day of review, by the clock that is furthest ahead."""
    today = max(at.astimezone(one.site.tz).date() for one in there)
    return (version.review_on - today).days if version.review_on else 0
