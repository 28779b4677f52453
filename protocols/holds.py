"""What holds a time in force at a moment: read from suspensions and the legal basis of the site.

One query, whether it is asked for one row, for a site or for a list. What was recorded after the
moment does not count, so that what was true of it stays true.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from liaison.models import LegalBasis, Partnership
from liaison.prepared import Prepared
from protocols import holding
from protocols.holding import FREE, Hold, Spell
from protocols.models import InForce


class HoldRow(NamedTuple):
    """A partnership with one suspension whose time it is; None where there is none."""

    partnership_id: UUID
    zone: str
    basis_ends: date | None
    version_id: UUID | None
    clause: int | None
    side: str | None
    until: datetime | None
    resumed_at: datetime | None


def hold_of(row: InForce, at: datetime) -> Hold:
    """What holds *row* at *at*."""
    return _hold(row, map(HoldRow._make, _ONE.rows(row.partnership_id, at)), at)


def holds_at_site(rows: Iterable[InForce], site_id: UUID, at: datetime) -> dict[UUID, Hold]:
    """What holds each of *rows*, all of one site, by the id of the row."""
    return _by_row(rows, _SITE.rows(site_id, at), at)


def holds(rows: Iterable[InForce], at: datetime) -> dict[UUID, Hold]:
    """What holds each of *rows* at *at*, by the id of the row."""
    listed = list(rows)
    if not listed:
        return {}
    found = _rows(at).filter(pk__in={row.partnership_id for row in listed})
    return _by_row(listed, found, at)


def newest_basis_ends(site: str, at: datetime) -> Subquery:
    """The last day of the legal basis on record at *at*, of the site under that name in the row
    around it."""
    recorded = LegalBasis.objects.filter(site=OuterRef(site), recorded_at__lte=at)
    return Subquery(recorded.order_by("-recorded_at", "-id").values("valid_to")[:1])


def _by_row(rows: Iterable[InForce], found: Iterable[Any], at: datetime) -> dict[UUID, Hold]:
    known = [HoldRow._make(one) for one in found]
    return {row.pk: _hold(row, known, at) for row in rows}


def _hold(row: InForce, known: Iterable[HoldRow], at: datetime) -> Hold:
    own = [one for one in known if one.partnership_id == row.partnership_id]
    if not own:
        return FREE
    spells = [
        Spell(one.clause, one.side or "", one.until)
        for one in own
        if one.until
        and one.version_id == row.version_id
        and not (one.resumed_at and one.resumed_at <= at)
    ]
    day = at.astimezone(ZoneInfo(own[0].zone)).date()
    return holding.hold(spells, basis_ends=own[0].basis_ends, day=day)


def _rows(at: datetime) -> QuerySet[Any, Any]:
    stands = Q(suspensions__starts__lte=at, suspensions__ends__gt=at)
    return (
        Partnership.objects.order_by()
        .annotate(
            standing=FilteredRelation("suspensions", condition=stands),
            basis_ends=newest_basis_ends("site", at),
        )
        .values_list(
            "pk",
            "site__zone",
            "basis_ends",
            "standing__version_id",
            "standing__clause__number",
            "standing__side",
            "standing__ends",
            "standing__resumption__at",
        )
    )


def _one(partnership_id: UUID, at: datetime) -> QuerySet[Any, Any]:
    return _rows(at).filter(pk=partnership_id)


def _site(site_id: UUID, at: datetime) -> QuerySet[Any, Any]:
    return _rows(at).filter(site=site_id)


_ONE = Prepared(_one, UUID, datetime)
_SITE = Prepared(_site, UUID, datetime)
