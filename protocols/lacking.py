"""Where no protocol applied at some moment: what there is besides, or the way to begin one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from liaison import access
from liaison.instances import Instances, Part
from liaison.models import Partnership
from liaison.roles import Permission
from protocols.lifecycle import OPEN, Stage
from protocols.models import Protocol, Version, readable_by


@dataclass(frozen=True, slots=True)
class Besides:
    """``version``: the newest that the two sides work on or signed, whenever it applies;
    ``start_url``: where the reader may begin one, if there is none."""

    version: Version | None = None
    start_url: str = ""


def besides(partnership: Partnership, person: Any) -> Besides:
    """For *person*, as far as they may see it. One query and their standing at the site."""
    with access.only_at(partnership.site_id):
        return _besides(partnership, person)


def _besides(partnership: Partnership, person: Any) -> Besides:
    for version in _NEWEST.found(partnership.pk, *readable_by(person)):
        return Besides(version)
    if not access.may(person, Permission.PROTOCOL_DRAFT, partnership):
        return Besides()
    return Besides(start_url=f"{reverse('protocols:protocol_start')}?partnership={partnership.pk}")


def _newest(partnership_id: UUID, signed: list[UUID], drafts: list[UUID]) -> QuerySet[Version]:
    """Of what is worked on or signed, as far as it may be read, the newest."""
    readable = Version.objects.readable(signed, drafts).filter(stage__in=[*OPEN, Stage.SIGNED])
    covering = readable.filter(protocol__covers__partnership_id=partnership_id)
    return covering.order_by("-begun_at", "pk")[:1]


_NEWEST = Instances(
    _newest,
    [
        Part("", Version, "id", "protocol_id", "number", "stage"),
        Part("protocol", Protocol, "id", "slug", "title"),
    ],
    UUID,
    list,
    list,
)
