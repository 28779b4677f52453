"""Somebody else changed a site's hours while this person was editing them: what to look at before
deciding again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from liaison import hours_differences, opening, timekeeping
from liaison.hours_differences import Difference
from liaison.hours_file import Document
from liaison.models import HoursSet, Site


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """``known`` stands now. ``theirs`` is what changed since the editor began, ``yours`` what
    putting their own hours on record would change of what stands."""

    known: HoursSet | None
    theirs: Sequence[Difference]
    yours: Sequence[Difference]


def of(site: Site, seen: str, document: Document, *, at: datetime) -> Meanwhile:
    """For somebody who started from the statement *seen* and wants *document*."""
    known = timekeeping.hours_known(site)
    stands, since = opening.hours_of(known), timekeeping.day_at(site, at)
    begun = opening.statement(site, seen)
    # Whoever does not say where they began, or began before there were any, began with none.
    theirs = hours_differences.differences(opening.hours_of(begun), stands, since=since)
    yours = hours_differences.differences(stands, document, since=since)
    return Meanwhile(known, theirs, yours)
