"""Where no protocol applied at some moment: what there is besides, or the way to begin one."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from protocols.lifecycle import OPEN, Stage
from protocols.models import Version


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
    covering = Version.objects.visible_to(person).filter(
        protocol__covers__partnership=partnership, stage__in=[*OPEN, Stage.SIGNED]
    )
    if version := covering.select_related("protocol").order_by("-begun_at", "pk").first():
        return Besides(version)
    if not access.may(person, Permission.PROTOCOL_DRAFT, partnership):
        return Besides()
    return Besides(start_url=f"{reverse('protocols:protocol_start')}?partnership={partnership.pk}")
