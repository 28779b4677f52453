"""What a change of hours would do, before anybody decides on it. Reads, and changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from liaison import events, hours, hours_differences, hours_end, opening, timekeeping, week
from liaison.events import Foreseen, Hit
from liaison.hours import Schedule, Span
from liaison.hours_differences import Difference
from liaison.hours_file import Document
from liaison.models import HoursSet, Site

# How far ahead days that are otherwise than usual are looked for, to be drawn.
WEEKS = 4
# How many weeks ahead the first one that changes is looked for.
YEAR = 52


@dataclass(frozen=True, slots=True)
class Block:
    """What is hit and belongs together: one visit, or several dates of one series."""

    dates: Sequence[Foreseen]

    @property
    def first(self) -> Foreseen:
        return self.dates[0]

    @property
    def is_series(self) -> bool:
        return len(self.dates) > 1 or self.first.is_pending


@dataclass(frozen=True, slots=True)
class Preview:
    """The hours as they would be from ``at`` on, beside those that stand, and what they would run
    into."""

    site: Site
    stands: Document
    document: Document
    before: Schedule
    schedule: Schedule
    at: datetime
    foreseen: Sequence[Foreseen]

    @property
    def mark(self) -> str:
        return opening.mark_of_hits([one.hit for one in self.hit])

    @property
    def hit(self) -> list[Foreseen]:
        """What stands, and would need another time."""
        return [one for one in self.foreseen if not one.is_pending]

    @property
    def blocks(self) -> list[Block]:
        return _together(self.hit)

    @property
    def pending(self) -> list[Block]:
        """What is on offer and could no longer be agreed."""
        return _together([one for one in self.foreseen if one.is_pending])

    @property
    def differences(self) -> list[Difference]:
        return hours_differences.differences(self.stands, self.document, since=self.today)

    @property
    def without_hours_from(self) -> date | None:
        """From when on the site would have no opening hours, where it is they that end it."""
        return hours_end.newly_without(self.stands, self.document, self.today)

    @property
    def weeks(self) -> list[tuple[list[week.Day], list[week.Day]]]:
        """The coming week as bars, those of the next ones in which a day is otherwise, and the
        first that changes: as it would be, and as it stands."""
        first = self.today
        starts = [first + timedelta(weeks=count) for count in range(YEAR)]
        near = {start for start in starts[:WEEKS] if start == first or self._is_otherwise(start)}
        changed = next(filter(self._changes, starts), first)
        hit = [Span(one.hit.starts, one.hit.ends) for one in self.foreseen]
        return [
            (
                week.bars(self.schedule, start, visits=hit),
                week.bars(self.before, start, visits=hit),
            )
            for start in sorted(near | {changed})
        ]

    @property
    def never_closes(self) -> bool:
        return timekeeping.never_closes(self.schedule, self.at)

    @property
    def today(self) -> date:
        return timekeeping.day_at(self.site, self.at)

    def _changes(self, start: date) -> bool:
        begins, ends = (
            datetime.combine(start + timedelta(days=more), time(), self.site.tz) for more in (0, 7)
        )
        both = (self.schedule, self.before)
        found = [(one.known, hours.busy(one, begins, ends)) for one in both]
        return found[0] != found[1]

    def _is_otherwise(self, start: date) -> bool:
        days = range(start.toordinal(), start.toordinal() + 7)
        both = (self.schedule, self.before)
        return any(one.otherwise_on(day) is not None for one in both for day in days)


def of_hours(site: Site, document: Document, *, at: datetime) -> Preview:
    """If these hours were put on record now."""
    return _preview(site, document, site.lifecycle, at)


def of_lifecycle(site: Site, lifecycle: str, *, at: datetime) -> Preview:
    """If the site moved to this stage of its life now."""
    return _preview(site, None, lifecycle, at)


def _preview(site: Site, document: Document | None, lifecycle: str, at: datetime) -> Preview:
    known = timekeeping.hours_known(site)
    stands = opening.hours_of(known)
    wanted = stands if document is None else document
    schedule = timekeeping.schedule_if(site, wanted, lifecycle)
    told = events.hours_previewed.send(sender=HoursSet, site=site, schedule=schedule, at=at)
    return Preview(
        site=site,
        stands=stands,
        document=wanted,
        before=timekeeping.schedule_from(site, known),
        schedule=schedule,
        at=at,
        foreseen=sorted(_all(told), key=lambda one: one.hit.starts),
    )


def _all(told: Sequence[tuple[Any, Any]]) -> list[Foreseen]:
    return [one for _receiver, found in told for one in found or ()]


def by_series(hits: Iterable[Hit]) -> list[list[Hit]]:
    """The dates of one series together and each other one alone, in the order of their first."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.series or hit.url, []).append(hit)
    return list(found.values())


def _together(found: Sequence[Foreseen]) -> list[Block]:
    by_hit = {one.hit: one for one in found}
    return [Block([by_hit[hit] for hit in hits]) for hits in by_series(by_hit)]
