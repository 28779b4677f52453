"""What the frame around every page needs to know."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from liaison import access, without_mandate
from liaison.prepared import Prepared
from liaison.roles import GRANTS, Permission, Role
from notifications.models import Notice


@dataclass(frozen=True, slots=True)
class Opens:
    """Which parts of the portal somebody's roles open; the rail shows those."""

    sites: bool = False
    protocols: bool = False
    visits: bool = False
    incidents: bool = False
    people: bool = False
    manage: bool = False


NEEDED = {
    "sites": (Permission.SITE_SEE, Permission.SITE_SETTINGS),
    "protocols": (Permission.PROTOCOL_READ,),
    "visits": (Permission.VISIT_SEE,),
    "incidents": (Permission.INCIDENT_SEE, Permission.INCIDENT_LOG),
    "people": (Permission.MANDATE_SEE,),
    "manage": (Permission.SETUP_MANAGE, Permission.ACCOUNT_MANAGE),
}


# Where somebody without a mandate finds nothing, and is told why.
EMPTY_WITHOUT = frozenset({"", "sites"})


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    section = request.path.split("/")[1]
    frame = {
        "shows_demo": settings.SHOWS_DEMO,
        "development": settings.EMBEDDED,
        "section": section,
        "opens": Opens(),
        "unread": False,
    }
    if person is None or not person.is_authenticated:
        return frame
    roles = access.roles_of(person)
    if not roles and section in EMPTY_WITHOUT:
        frame["without_mandate"] = without_mandate.told(person, at=timezone.now())
    return {**frame, "opens": _opens(roles), "unread": bool(_UNREAD.rows(person.pk))}


def _opens(roles: frozenset[Role]) -> Opens:
    """The parts for which one of the *roles* carries what is needed there."""
    return Opens(
        **{
            part: any(not roles.isdisjoint(GRANTS[one]) for one in needed)
            for part, needed in NEEDED.items()
        }
    )


def _unread(person_id: UUID) -> QuerySet[Any, Any]:
    return Notice.objects.unread_by(person_id).values_list("pk")[:1]


_UNREAD = Prepared(_unread, UUID)
