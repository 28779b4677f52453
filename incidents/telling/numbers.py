"""How often what is told to a site, by week. One table, and nothing crossed with anything else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from incidents.models import ToldCount
from incidents.telling.asked import What
from liaison.models import Site

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Table:
    """One site: the weeks (their Mondays, the newest first), and for each kind that occurs how
    often it was counted in each of them."""

    site: Site
    weeks: tuple[date, ...]
    rows: tuple[tuple[What, tuple[int, ...]], ...]


def by_week(person: Any, *, at: datetime) -> list[Table]:
    """What was counted in the last weeks at each site that *person* reads for, if anything was."""
    since = at.date() - timedelta(weeks=WEEKS + 1)
    counted = ToldCount.objects.visible_to(person).filter(week__gte=since).select_related("site")
    sites: dict[UUID, Site] = {}
    found: dict[UUID, Counter[tuple[str, date]]] = {}
    for one in counted:
        sites[one.site_id] = one.site
        found.setdefault(one.site_id, Counter())[one.what, one.week] += 1
    return [_table(sites[pk], numbers) for pk, numbers in found.items()]


def _table(site: Site, numbers: Mapping[tuple[str, date], int]) -> Table:
    weeks = tuple(sorted({week for _what, week in numbers}, reverse=True))
    rows = tuple(
        (what, tuple(numbers.get((what, week), 0) for week in weeks))
        for what in What
        if any(kind == what for kind, _week in numbers)
    )
    return Table(site, weeks, rows)
