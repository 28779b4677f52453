"""What the frame around every page needs to know."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from liaison import access
from liaison.prepared import Prepared
from liaison.roles import GRANTS, Permission
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


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    is_known = person is not None and person.is_authenticated
    return {
        "shows_demo": settings.SHOWS_DEMO,
        "development": settings.EMBEDDED,
        "section": request.path.split("/")[1],
        "opens": _opens(person) if is_known else Opens(),
        "unread": is_known and bool(_UNREAD.rows(person.pk)),
    }


def _opens(person: Any) -> Opens:
    """The parts for which one of their roles carries what is needed there."""
    roles = access.roles_of(person)
    return Opens(
        **{
            part: any(not roles.isdisjoint(GRANTS[one]) for one in needed)
            for part, needed in NEEDED.items()
        }
    )


def _unread(person_id: UUID) -> QuerySet[Any, Any]:
    return Notice.objects.unread_by(person_id).values_list("pk")[:1]


_UNREAD = Prepared(_unread, UUID)
