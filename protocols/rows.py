"""The two queries behind the door card, kept ready: an officer's phone waits for this page."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from liaison.models import DoorLink, HoursSet
from liaison.prepared import Prepared
from protocols.models import EntryRow


class CardRow(NamedTuple):
    """A site with one of its services and one public rung of the ladder between them; what
    follows the hours is None where there is none."""

    site_id: UUID
    site_name: str
    zone: str
    lifecycle: str
    local_term: str
    arrival: str
    emergency_number: str
    schedule: dict[str, Any] | None
    partnership_id: UUID | None
    service_name: str | None
    version_id: UUID | None
    version_number: int | None
    languages: list[str] | None
    rung_side: str | None
    post: str | None
    phone: str | None
    reachable: str | None


class CellRow(NamedTuple):
    """One language of the clause and of one step of an answer."""

    disposition: str
    clause: int | None
    clause_language: str | None
    heading: str | None
    order: int | None
    language: str | None
    text: str | None


def of_card(token_hash: str, at: datetime) -> list[CardRow]:
    """The rows of the site behind a door link that stands; none for any other."""
    return [CardRow._make(row) for row in _CARD.rows(token_hash, at)]


def of_cell(version_id: UUID, circumstance: str, state: str) -> list[CellRow]:
    """The rows of one answer of a version; none where it has no such answer."""
    return [CellRow._make(row) for row in _CELL.rows(version_id, circumstance, state)]


def _card(token_hash: str, at: datetime) -> QuerySet[Any, Any]:
    pair = "site__partnerships"
    applies = Q(**{f"{pair}__in_force__starts__lte": at}) & (
        Q(**{f"{pair}__in_force__ends": None}) | Q(**{f"{pair}__in_force__ends__gt": at})
    )
    shown = Q(**{f"{pair}__ladder__is_public": True})
    newest = HoursSet.objects.filter(site=OuterRef("site")).order_by("-recorded_at", "-id")
    return (
        DoorLink.objects.standing()
        .filter(token_hash=token_hash)
        .annotate(
            applying=FilteredRelation(f"{pair}__in_force", condition=applies),
            rung=FilteredRelation(f"{pair}__ladder", condition=shown),
            schedule=Subquery(newest.values("schedule")[:1]),
        )
        .order_by(f"{pair}__service__name", pair, "-rung__side", "rung__order")
        .values_list(
            "site_id",
            "site__name",
            "site__zone",
            "site__lifecycle",
            "site__local_term",
            "site__arrival",
            "site__emergency_number",
            "schedule",
            pair,
            f"{pair}__service__name",
            "applying__version_id",
            "applying__version__number",
            "applying__version__languages",
            "rung__side",
            "rung__post",
            "rung__phone",
            "rung__reachable",
        )
    )


def _cell(version_id: UUID, circumstance: str, state: str) -> QuerySet[Any, Any]:
    rows = EntryRow.objects.filter(version=version_id, circumstance=circumstance, state=state)
    return rows.order_by().values_list(
        "disposition",
        "clause__number",
        "clause__texts__language",
        "clause__texts__heading",
        "steps__order",
        "steps__texts__language",
        "steps__texts__text",
    )


_CARD = Prepared(_card, str, datetime)
_CELL = Prepared(_cell, UUID, str, str)
