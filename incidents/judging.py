"""What was known and what applied at the moment an incident happened.

The hours as they were known then, the version in force then, who spoke for each side that day:
kept with the incident, so that what changes later does not reach back (promise 10).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from incidents.models import Incident
from liaison import timekeeping
from liaison.models import Designation, HoursSet, Site
from liaison.prepared import Prepared
from liaison.roles import Side
from liaison.timekeeping import SiteState
from protocols.models import InForce


@dataclass(frozen=True, slots=True)
class Judgement:
    """Named as the incident that keeps it names it."""

    site_state: SiteState
    hours_set_id: UUID | None
    in_force_id: UUID | None
    site_speaker_id: UUID | None
    police_speaker_id: UUID | None


def lock_and_judge(
    site_id: UUID, partnership_id: UUID | None, at: datetime, zone: str
) -> Judgement:
    """What was known of the site at *at*, from one query that also locks it.

    What was recorded after *at* does not count, so nothing that a writer who holds the lock is
    still recording can be missed. Errors: ``Site.DoesNotExist``.
    """
    if partnership_id is None:
        rows = _SITE_THEN.rows(site_id, at)
    else:
        rows = _PAIR_THEN.rows(site_id, at, partnership_id, at.astimezone(ZoneInfo(zone)).date())
    if not rows:
        raise Site.DoesNotExist
    now_zone, lifecycle, hours_set_id, schedule, *applied = rows[0]
    site = Site(pk=site_id, zone=now_zone, lifecycle=lifecycle)
    known = None
    if hours_set_id is not None:
        known = HoursSet(pk=hours_set_id, site=site, schedule=schedule)
    state = timekeeping.state_from(site, known, at, now=False)
    return Judgement(state, hours_set_id, *(applied or (None, None, None)))


def _site_then(site_id: UUID, at: datetime, *more: Subquery) -> QuerySet[Any, Any]:
    known = HoursSet.objects.filter(site=OuterRef("pk")).known_at(at)
    locked = Site.objects.select_for_update(of=("self",), no_key=True).filter(pk=site_id)
    return locked.values_list(
        "zone", "lifecycle", _first(known, "pk"), _first(known, "schedule"), *more
    )


def _pair_then(site_id: UUID, at: datetime, partnership_id: UUID, day: date) -> QuerySet[Any, Any]:
    return _site_then(
        site_id,
        at,
        _first(in_force(partnership_id, at), "pk"),
        _first(speakers(partnership_id, Side.SITE, at, day), "pk"),
        _first(speakers(partnership_id, Side.POLICE, at, day), "pk"),
    )


_SITE_THEN = Prepared(_site_then, UUID, datetime)
_PAIR_THEN = Prepared(_pair_then, UUID, datetime, UUID, date)


def judge_for_partnership(incident: Incident) -> None:
    """What applied between the two sides then, once it is known which two; not saved here."""
    pair, at = incident.pair.pk, incident.occurred_at
    day = at.astimezone(incident.tz).date()
    incident.in_force = in_force(pair, at).first()
    incident.site_speaker = speakers(pair, Side.SITE, at, day).first()
    incident.police_speaker = speakers(pair, Side.POLICE, at, day).first()


def in_force(partnership_id: UUID, at: datetime) -> QuerySet[InForce]:
    """The version that applied to the partnership at *at* (at most one row)."""
    return InForce.objects.filter(partnership_id=partnership_id).at(at)


def speakers(partnership_id: UUID, side: Side, at: datetime, day: date) -> QuerySet[Designation]:
    """Who spoke for *side* on *day* as it stood at *at*: the primary before the backup."""
    return Designation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        Q(ended_at=None) | Q(ended_at__gt=at),
        partnership_id=partnership_id,
        side=side,
        starts_on__lte=day,
        made_at__lte=at,
    ).order_by("-rank", "-made_at")


def _first(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])
