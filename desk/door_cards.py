"""What a frontline officer came for: the door cards of their sites, one press away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from desk import sites
from liaison import access, door_links
from liaison.agenda import Action
from liaison.models import Site
from liaison.roles import Permission, Role
from liaison.timekeeping import Now


@dataclass(frozen=True, slots=True)
class Card:
    """A site, how it stands now, and the way to its card: none while it has no link."""

    site: Site
    now: Now
    action: Action | None


def of(person: Any, *, at: datetime) -> list[Card]:
    """The cards of an officer at *at*, by site; nothing for others, who find them on the pages of
    their sites. Three queries on top of their standing."""
    own = access.standing(person)
    if not own.holds(Role.FRONTLINE_OFFICER):
        return []
    may_open = own.sites_for(Permission.DOOR_CARD)
    rows = [row for row in sites.overview(person, at=at) if row.site.pk in may_open]
    linked = door_links.sites_with_one(row.site.pk for row in rows)
    return [
        Card(row.site, row.now, _to(row.site) if row.site.pk in linked else None) for row in rows
    ]


def _to(site: Site) -> Action:
    url = reverse("liaison:door_card_open", args=[site.slug])
    return Action(_("Open the door card"), url, posts=False)
