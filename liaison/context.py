"""What the frame around every page needs to know. All of it is worked out only when asked."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property

from liaison import access
from liaison.roles import Permission
from notifications import inbox


class Opens:
    """Which parts of the portal the person's roles open; the rail shows those."""

    def __init__(self, person: Any) -> None:
        self._person = person

    @cached_property
    def sites(self) -> bool:
        return self._any(Permission.SITE_SEE, Permission.SITE_SETTINGS)

    @cached_property
    def protocols(self) -> bool:
        return self._any(Permission.PROTOCOL_READ)

    @cached_property
    def visits(self) -> bool:
        return self._any(Permission.VISIT_SEE)

    @cached_property
    def incidents(self) -> bool:
        return self._any(Permission.INCIDENT_SEE, Permission.INCIDENT_LOG)

    @cached_property
    def people(self) -> bool:
        return self._any(Permission.MANDATE_SEE)

    @cached_property
    def manage(self) -> bool:
        return self._any(Permission.SETUP_MANAGE, Permission.ACCOUNT_MANAGE)

    def _any(self, *permissions: Permission) -> bool:
        return any(access.may(self._person, permission) for permission in permissions)


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    return {
        "shows_demo": settings.SHOWS_DEMO,
        "development": settings.EMBEDDED,
        "section": request.path.split("/")[1],
        "opens": Opens(person),
        "unread": SimpleLazyObject(lambda: bool(person) and inbox.has_unread(person)),
    }
