"""One incident with all that its page names, from one query that is worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import QuerySet

from accounts.models import Person
from incidents import sight
from incidents.models import Incident, Move, Statement
from liaison import access
from liaison.models import Designation, HoursSet, Organisation, Partnership, Site
from liaison.prepared import Prepared
from liaison.roles import Side
from protocols.models import InForce, Protocol, Version
from vault.models import DataKey


@dataclass(frozen=True, slots=True)
class Part:
    """A row that comes along: where it hangs ("site__operator"), what it is, which columns."""

    path: str
    model: type[models.Model]
    names: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        return [f"{self.path}__{name}" if self.path else name for name in self.names]


def _all(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


_CASE = (
    Part("", Incident, _all(Incident)),
    Part(
        "site",
        Site,
        (
            "id",
            "slug",
            "operator_id",
            "name",
            "zone",
            "lifecycle",
            "emergency_number",
            "complaint_body",
            "complaint_limit",
        ),
    ),
    Part("site__operator", Organisation, ("id", "name")),
    Part("partnership", Partnership, ("id", "site_id", "service_id")),
    Part("partnership__service", Organisation, ("id", "name")),
    Part("hours_set", HoursSet, ("id", "site_id", "schedule")),
    Part("in_force", InForce, ("id", "partnership_id", "version_id", "starts")),
    Part("in_force__version", Version, ("id", "protocol_id", "number")),
    Part("in_force__version__protocol", Protocol, ("id", "slug", "title")),
    Part("site_speaker", Designation, ("id", "post")),
    Part("police_speaker", Designation, ("id", "post")),
    Part("logged_by", Person, ("id", "name")),
)
_WORDS = (
    Part("", Statement, _all(Statement)),
    Part("data_key", DataKey, _all(DataKey)),
    Part("author", Person, ("id", "name")),
)
_MOVES = (Part("", Move, _all(Move)), Part("by", Person, ("id", "name")))


def _columns(parts: Sequence[Part]) -> list[str]:
    return [column for part in parts for column in part.columns]


def _case(reference: str) -> QuerySet[Any, Any]:
    return Incident.objects.filter(reference=reference).values_list(*_columns(_CASE))


def _words(incident_id: UUID, own: str, shared: str) -> QuerySet[Any, Any]:
    rows = Statement.objects.filter(incident_id=incident_id, lane__in=[own, shared])
    return rows.order_by("at", "id").values_list(*_columns(_WORDS))


def _moves(incident_id: UUID) -> QuerySet[Any, Any]:
    rows = Move.objects.filter(incident_id=incident_id).order_by("number")
    return rows.values_list(*_columns(_MOVES))


_ASKED_CASE = Prepared(_case, str)
_ASKED_WORDS = Prepared(_words, UUID, str, str)
_ASKED_MOVES = Prepared(_moves, UUID)


def find(reference: str, person: Any) -> tuple[Incident, Side | None]:
    """The incident and the side on which *person* stands in it.

    Errors: ``Incident.DoesNotExist`` for one they do not see.
    """
    for row in _ASKED_CASE.rows(reference):
        incident: Incident = _instance(_CASE, row)
        with access.only_at(incident.site_id):
            seen = sight.of(person)
        if seen.sees(incident):
            return incident, seen.side_in(incident)
    raise Incident.DoesNotExist


def words_of(incident: Incident, side: Side | None) -> list[Statement]:
    """The statements that *side* reads, oldest first, with their keys and authors."""
    lanes = sight.lanes(side)
    if not lanes:
        return []
    rows = _ASKED_WORDS.rows(incident.pk, *(lane.value for lane in lanes))
    return [_instance(_WORDS, row) for row in rows]


def moves_of(incident: Incident) -> list[Move]:
    return [_instance(_MOVES, row) for row in _ASKED_MOVES.rows(incident.pk)]


def _instance(parts: Sequence[Part], row: tuple[Any, ...]) -> Any:
    """The row's first part as an instance, with the others where they hang."""
    made: dict[str, Any] = {}
    start = 0
    for part in parts:
        values = row[start : start + len(part.names)]
        start += len(part.names)
        one = None
        if values[part.names.index("id")] is not None:
            one = part.model.from_db(DEFAULT_DB_ALIAS, part.names, values)
        made[part.path] = one
        holder, _dot, name = part.path.rpartition("__")
        if part.path and made[holder] is not None:
            setattr(made[holder], name, one)
    return made[""]
