"""What there is that proves the steps before an opening, and the reviews after it: the visits here,
what stands on record in ``records``. Reading only; the number of queries does not grow with
the partnerships."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from liaison import timekeeping
from liaison.models import Partnership
from visits import lifecycle
from visits.lifecycle import Stage
from visits.models import Visit
from visits.track import records, table
from visits.track.records import Evidence, Found
from visits.track.table import Code, Met, Proof, State

# What is older than that was not for this opening.
FARTHEST = timedelta(weeks=104)


def of(partnerships: Iterable[Partnership], at: datetime) -> dict[UUID, Evidence]:
    """By the id of each of *partnerships*, whose sites have an opening day. One query for those
    that are open; for the others all that leads up to it is read as well."""
    found = {one.pk: Evidence(one) for one in partnerships}
    _add_visits(found, at)
    ahead = {pk: one for pk, one in found.items() if one.site.is_before_opening}
    for pk in found.keys() - ahead.keys():
        found[pk].proofs[Code.OPENING] = _opening(found[pk])
    if ahead:
        records.add(ahead, at)
    return found


def stands(evidence: Evidence, at: datetime) -> tuple[table.Stand, ...]:
    """Every step of its partnership at *at*."""
    site = evidence.site
    today, is_open = timekeeping.day_at(site, at), not site.is_before_opening
    return table.stands(evidence.opens_on, evidence.proofs, today, is_open=is_open)


def _add_visits(found: Found, at: datetime) -> None:
    since = {pk: _since(evidence) for pk, evidence in found.items()}
    rows = Visit.objects.filter(
        Q(stage__in=(Stage.HELD, Stage.CONFIRMED)) | Q(stage__in=lifecycle.OPEN, expires_at__gt=at),
        partnership__in=found,
        kind__in=table.KINDS,
        starts__gte=min(since.values(), default=at),
    )
    had: dict[UUID, list[Met]] = defaultdict(list)
    for visit in rows.only("id", "partnership_id", "kind", "place", "stage", "starts"):
        pk = visit.partnership_id
        if visit.starts >= since[pk]:
            had[pk].append(_met(visit, found[pk]))
    for pk, evidence in found.items():
        today = timekeeping.day_at(evidence.site, at)
        is_open = not evidence.site.is_before_opening
        evidence.proofs |= table.met(evidence.opens_on, had[pk], today, is_open=is_open)


def _since(evidence: Evidence) -> datetime:
    """From when on a visit may have been for this opening."""
    back = FARTHEST if evidence.site.is_before_opening else timedelta()
    return datetime.combine(evidence.opens_on - back, time(), tzinfo=evidence.site.tz)


def _met(visit: Visit, evidence: Evidence) -> Met:
    stage = Stage(visit.stage)
    return Met(
        kind=visit.kind,
        place=visit.place,
        day=timekeeping.day_at(evidence.site, visit.starts),
        proof=Proof(visit.starts, visit.get_absolute_url(), _STATES.get(stage, State.PROPOSED)),
    )


_STATES = {Stage.HELD: State.DONE, Stage.CONFIRMED: State.AGREED}


def _opening(evidence: Evidence) -> Proof:
    """The site operates: its hours count from that day on."""
    opened = datetime.combine(evidence.opens_on, time(), tzinfo=evidence.site.tz)
    return Proof(opened, reverse("liaison:hours_show", args=[evidence.site.slug]))
