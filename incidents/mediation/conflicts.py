"""Who is too near to an incident to mediate it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from incidents.models import Incident, Move, Statement
from liaison.models import Designation, Mandate
from protocols.models import InForce, Signature

# So long a former speaker of one of the sides stays too near.
LAST_SPOKE = timedelta(days=365)


def too_near(incident: Incident, people: Collection[Any], at: datetime) -> set[UUID]:
    """Those of *people* who act for either party or did so in the last twelve months, spoke for a
    side of the site meanwhile, took part in the incident, or signed what is in force, or was."""
    ids = [person.pk for person in people]
    since = at - LAST_SPOKE
    found: set[UUID] = {incident.logged_by_id} & set(ids)
    for rows in (
        _of_a_party(incident, ids, since),
        _spoke(incident, ids, since),
        _signatories(incident, ids, at),
        Move.objects.filter(incident=incident, by__in=ids).values_list("by", flat=True),
        _authors(incident, ids),
    ):
        found |= set(rows)
    return found


def _of_a_party(incident: Incident, ids: list[UUID], since: datetime) -> Any:
    held = Mandate.objects.filter(
        _stood(since),
        organisation__in=(incident.site.operator_id, incident.pair.service_id),
        confirmed_at__isnull=False,
        person__in=ids,
    )
    return held.values_list("person_id", flat=True)


def _spoke(incident: Incident, ids: list[UUID], since: datetime) -> Any:
    spoke = Designation.objects.filter(
        _stood(since), partnership__site=incident.site_id, person__in=ids
    )
    return spoke.values_list("person_id", flat=True)


def _stood(since: datetime) -> Q:
    """Neither ended nor over by then."""
    return (Q(ended_at=None) | Q(ended_at__gt=since)) & (
        Q(ends_on=None) | Q(ends_on__gte=since.date())
    )


def _signatories(incident: Incident, ids: list[UUID], at: datetime) -> Any:
    agreed = InForce.objects.at(at).filter(partnership=incident.pair)
    if incident.in_force_id:
        agreed |= InForce.objects.filter(pk=incident.in_force_id)
    signed = Signature.objects.filter(version__in=agreed.values("version"), person__in=ids)
    return signed.values_list("person_id", flat=True)


def _authors(incident: Incident, ids: list[UUID]) -> Any:
    """Of words about it, other than a mediator's own."""
    wrote = Statement.objects.filter(incident=incident, author__in=ids, assignment=None)
    return wrote.values_list("author_id", flat=True)
