"""Which dates of a series that is to be changed could no longer be agreed under other hours.

Until the change is answered its dates stand in no calendar; hours that hit them change nothing,
and whoever answers has to leave them out.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from liaison import hours, timekeeping
from liaison.events import Hit
from liaison.hours import Schedule, Span
from liaison.models import Site
from visits import recurrence
from visits.kinds import Place
from visits.models import Series
from visits.series import planning


def pending(site: Site, schedule: Schedule, *, at: datetime) -> Iterator[tuple[Series, Hit]]:
    """The changes on offer at *site*, each with every date that *schedule* hits and the hours that
    stand do not. Three queries at most."""
    changes = (
        Series.objects.with_parties()
        .on_offer(at)
        .filter(partnership__site=site, place=Place.ON_SITE, replaces__isnull=False)
    )
    found = list(changes.prefetch_related("exceptions").order_by("pk"))
    stands = timekeeping.schedule_of(site) if found else schedule
    for change in found:
        url = change.get_absolute_url()
        for span in _spans(change, at):
            if hours.reasons(schedule, span) and not hours.reasons(stands, span):
                what = change.get_kind_display()
                yield change, Hit(what, span.start, span.end, url, series=url)


def _spans(change: Series, at: datetime) -> Iterator[Span]:
    """The times that the change would put into the calendar."""
    said = {one.day: one.starts for one in change.exceptions.all()}
    first, last = at.astimezone(change.tz).date(), planning.last_day(at, change.tz)
    for one in recurrence.occurrences(change.rule, change.tz, first, last):
        start = said.get(one.day, one.starts)
        if start is not None and start > at:
            yield Span(start, start + timedelta(minutes=change.minutes))
