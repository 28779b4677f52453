"""The two queries behind the door card, kept ready: an officer's phone waits for this page."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery

from liaison import door_links
from liaison.models import DivisionLink, DoorLink, HoursSet, LegalBasis
from liaison.prepared import Prepared
from protocols.models import EntryRow


class CardRow(NamedTuple):
    """A site with one of its services, one public rung of the ladder between them and one
    suspension whose time it is; what follows the legal basis is None where there is none."""

    site_id: UUID
    site_name: str
    zone: str
    lifecycle: str
    local_term_en: str
    local_term_fr: str
    arrival_en: str
    arrival_fr: str
    emergency_number: str
    schedule: dict[str, Any] | None
    basis_ends: date | None
    partnership_id: UUID | None
    service_name: str | None
    version_id: UUID | None
    version_number: int | None
    languages: list[str] | None
    suspended_version: UUID | None
    suspended_clause: int | None
    suspended_by: str | None
    suspended_until: datetime | None
    resumed_at: datetime | None
    rung_side: str | None
    post_en: str | None
    post_fr: str | None
    phone: str | None
    reachable_en: str | None
    reachable_fr: str | None


class CellRow(NamedTuple):
    """One language of the clause and of one step of an answer."""

    disposition: str
    call: list[str]
    log: list[str]
    clause: int | None
    clause_language: str | None
    heading: str | None
    order: int | None
    language: str | None
    text: str | None


def of_card(token: str, at: datetime) -> list[CardRow]:
    """The rows of the site behind *token*, a link of its own or one of a division with the site
    in it (``door_links.division_of``); none for one that does not stand."""
    division, slug = door_links.division_of(token)
    code = door_links.hash_of(division)
    rows = _CARD_OF_DIVISION.rows(code, slug, at) if slug else _CARD.rows(code, at)
    return [CardRow._make(row) for row in rows]


def of_cell(version_id: UUID, circumstance: str, state: str) -> list[CellRow]:
    """The rows of one answer of a version; none where it has no such answer."""
    return [CellRow._make(row) for row in _CELL.rows(version_id, circumstance, state)]


def of_table(version_id: UUID) -> dict[tuple[str, str], list[CellRow]]:
    """The rows of every answer of a version, by circumstance and state."""
    found: dict[tuple[str, str], list[CellRow]] = {}
    for circumstance, state, *row in _TABLE.rows(version_id):
        found.setdefault((circumstance, state), []).append(CellRow._make(row))
    return found


def _card(token_hash: str, at: datetime) -> QuerySet[Any, Any]:
    links = DoorLink.objects.standing().filter(token_hash=token_hash)
    return _shown(links, "site__partnerships", "site", at)


def _card_of_division(token_hash: str, slug: str, at: datetime) -> QuerySet[Any, Any]:
    """Of the services at that site only the one that the division belongs to."""
    pair = "division__partnerships"
    links = DivisionLink.objects.standing().filter(
        **{"token_hash": token_hash, f"{pair}__site__slug": slug}
    )
    return _shown(links, pair, f"{pair}__site", at)


def _shown(links: QuerySet[Any, Any], pair: str, site: str, at: datetime) -> QuerySet[Any, Any]:
    applies = Q(**{f"{pair}__in_force__starts__lte": at}) & (
        Q(**{f"{pair}__in_force__ends": None}) | Q(**{f"{pair}__in_force__ends__gt": at})
    )
    shown = Q(**{f"{pair}__ladder__is_public": True})
    stands = Q(**{f"{pair}__suspensions__starts__lte": at, f"{pair}__suspensions__ends__gt": at})
    bases = LegalBasis.objects.filter(site=OuterRef(site)).order_by("-recorded_at", "-id")
    newest = HoursSet.objects.filter(site=OuterRef(site)).order_by("-recorded_at", "-id")
    return (
        links.annotate(
            applying=FilteredRelation(f"{pair}__in_force", condition=applies),
            rung=FilteredRelation(f"{pair}__ladder", condition=shown),
            standing=FilteredRelation(f"{pair}__suspensions", condition=stands),
            basis_ends=Subquery(bases.values("valid_to")[:1]),
            schedule=Subquery(newest.values("schedule")[:1]),
        )
        .order_by(f"{pair}__service__name", pair, "-rung__side", "rung__order")
        .values_list(*_card_columns(pair, site))
    )


def _card_columns(pair: str, site: str) -> tuple[str, ...]:
    """In the order of ``CardRow``."""
    return (
        f"{site}__id",
        f"{site}__name",
        f"{site}__zone",
        f"{site}__lifecycle",
        f"{site}__local_term_en",
        f"{site}__local_term_fr",
        f"{site}__arrival_en",
        f"{site}__arrival_fr",
        f"{site}__emergency_number",
        "schedule",
        "basis_ends",
        pair,
        f"{pair}__service__name",
        "applying__version_id",
        "applying__version__number",
        "applying__version__languages",
        "standing__version_id",
        "standing__clause__number",
        "standing__side",
        "standing__ends",
        "standing__resumption__at",
        "rung__side",
        "rung__post_en",
        "rung__post_fr",
        "rung__phone",
        "rung__reachable_en",
        "rung__reachable_fr",
    )


def _cell(version_id: UUID, circumstance: str, state: str) -> QuerySet[Any, Any]:
    rows = EntryRow.objects.filter(version=version_id, circumstance=circumstance, state=state)
    return rows.order_by().values_list(*_CELL_COLUMNS)


def _table(version_id: UUID) -> QuerySet[Any, Any]:
    rows = EntryRow.objects.filter(version=version_id)
    return rows.order_by().values_list("circumstance", "state", *_CELL_COLUMNS)


_CELL_COLUMNS = (
    "disposition",
    "call",
    "log",
    "clause__number",
    "clause__texts__language",
    "clause__texts__heading",
    "steps__order",
    "steps__texts__language",
    "steps__texts__text",
)
_CARD = Prepared(_card, str, datetime)
_CARD_OF_DIVISION = Prepared(_card_of_division, str, str, datetime)
_CELL = Prepared(_cell, UUID, str, str)
_TABLE = Prepared(_table, UUID)
