"""One incident with all that its page names, from one query that is worked out once."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Person
from incidents import hanging, sight
from incidents.lifecycle import Step
from incidents.models import Incident, Move, Statement
from incidents.taxonomy import Lane
from liaison import access
from liaison.instances import Instances, Part
from liaison.models import Designation, HoursSet, Organisation, Partnership, Site
from liaison.roles import Side
from protocols.models import InForce, Protocol, Version
from vault.models import DataKey

_SITE = (
    "id",
    "slug",
    "operator_id",
    "name",
    "zone",
    "lifecycle",
    "emergency_number",
    "complaint_body_en",
    "complaint_body_fr",
    "complaint_limit_en",
    "complaint_limit_fr",
)
_PARTY = ("id", "name", "country", "subdivision")
_CASE = (
    Part("", Incident),
    Part("site", Site, *_SITE),
    Part("site__operator", Organisation, *_PARTY),
    Part("partnership", Partnership, "id", "site_id", "service_id"),
    Part("partnership__service", Organisation, *_PARTY),
    Part("hours_set", HoursSet, "id", "site_id", "schedule"),
    Part("in_force", InForce, "id", "partnership_id", "version_id", "starts"),
    Part("in_force__version", Version, "id", "protocol_id", "number", "languages"),
    Part("in_force__version__protocol", Protocol, "id", "slug", "title"),
    Part("site_speaker", Designation, "id", "post"),
    Part("police_speaker", Designation, "id", "post"),
    Part("logged_by", Person, "id", "name"),
)
_WORDS = (Part("", Statement), Part("data_key", DataKey), Part("author", Person, "id", "name"))
_MOVES = (Part("", Move), Part("by", Person, "id", "name"))


def _of_reference(reference: str) -> QuerySet[Any]:
    return Incident.objects.filter(reference=reference)


def _in_lanes(incident_id: UUID, own: str, shared: str) -> QuerySet[Any]:
    rows = Statement.objects.filter(incident_id=incident_id, lane__in=[own, shared])
    return rows.order_by("at", "id")


def _of_incident(incident_id: UUID) -> QuerySet[Any]:
    return Move.objects.filter(incident_id=incident_id).order_by("number")


_CASES = Instances(_of_reference, _CASE, str)
_STATEMENTS = Instances(_in_lanes, _WORDS, UUID, str, str)
_COURSE = Instances(_of_incident, _MOVES, UUID)


def find(reference: str, person: Any) -> tuple[Incident, Side | None]:
    """The incident and the side on which *person* stands in it.

    Errors: ``Incident.DoesNotExist`` for one they do not see.
    """
    incident: Incident
    for incident in _CASES.found(reference):
        with access.only_at(incident.site_id):
            seen = sight.of(person)
        if not seen.reaches(incident):
            continue
        looked = hanging.look(incident, person)
        if not looked.is_off:
            incident.hanging = looked.hanging
            return incident, seen.side_in(incident)
    raise Incident.DoesNotExist


def words_of(incident: Incident, side: Side | None, reader: Any) -> list[Statement]:
    """The statements that *reader* on *side* reads, oldest first, with their keys and authors; on
    no side, what both sides read, if they hear the incident as its mediator."""
    if side is None:
        hears = incident.pk in sight.of(reader).heard
        return _heard(_STATEMENTS.found(incident.pk, *_BOTH)) if hears else []
    return _STATEMENTS.found(incident.pk, *(lane.value for lane in sight.lanes(side)))


_BOTH = (Lane.SHARED.value, Lane.SHARED.value)


def _heard(statements: list[Statement]) -> list[Statement]:
    """A badge or fleet number is not for the mediator."""
    return [one for one in statements if one.kind != Statement.Kind.RESTRICTED]


def moves_of(incident: Incident, side: Side | None) -> list[Move]:
    """The moves that *side* learns of: what the other one kept to itself is not among them."""
    moves: list[Move] = _COURSE.found(incident.pk)
    return [move for move in moves if move.side == side or not Step(move.step).is_own]
