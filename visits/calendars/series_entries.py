"""Visits of series as calendars outside read them: one entry each, and what differs from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Sum

from visits.calendars import entries, folding
from visits.calendars.ical import Entry, Status
from visits.models import Series, Visit

# What stands for most of a series stands for the whole.
_ORDER = (Status.CONFIRMED, Status.TENTATIVE, Status.CANCELLED)


def entries_of(visits: Iterable[Any], at: datetime) -> Iterator[Entry]:
    """*visits*, each with its parties, its series and ``moved_at``, as few entries."""
    by_series: dict[Series, dict[date, Entry]] = defaultdict(dict)
    for visit in visits:
        entry = entries.entry_of(visit, visit.moved_at, at)
        if visit.series is None or visit.occurs_on is None:
            yield entry
        else:
            visit.series.partnership = visit.partnership
            found = by_series[visit.series]
            found[visit.occurs_on] = _instead(found.get(visit.occurs_on), entry)
    for series, found in by_series.items():
        length = timedelta(minutes=series.minutes)
        yield from folding.folded(series.rule, length, _whole(series, found), found)


def alone(visit: Visit, entry: Entry) -> Entry:
    """*entry* of a visit of a series by itself: the same as in the entry of its series."""
    if visit.series is None or visit.occurs_on is None:
        return entry
    # A date that was called off may have come back as another visit; the sequence goes on.
    before = Visit.objects.filter(
        series=visit.series, occurs_on=visit.occurs_on, proposed_at__lt=visit.proposed_at
    )
    revisions = before.aggregate(all=Sum("revision"))["all"] or 0
    return replace(
        entry,
        uid=entries.uid_of(visit.series),
        sequence=entry.sequence + revisions,
        stands_for=datetime.combine(visit.occurs_on, visit.series.time),
    )


def _instead(before: Entry | None, entry: Entry) -> Entry:
    """A date that was called off and came back: what stands, its sequence going on."""
    if before is None:
        return entry
    stands = before if entry.status is Status.CANCELLED else entry
    return replace(stands, sequence=before.sequence + entry.sequence)


def _whole(series: Series, found: Mapping[date, Entry]) -> Entry:
    some = next(iter(found.values()))
    statuses = {entry.status for entry in found.values()}
    return replace(
        some,
        uid=entries.uid_of(series),
        sequence=series.revision,
        status=next(status for status in _ORDER if status in statuses),
        summary=entries.summary_of(series),
        location=entries.location_of(series),
        url=settings.BASE_URL + series.get_absolute_url(),
        changed_at=max(entry.changed_at for entry in found.values()),
    )
