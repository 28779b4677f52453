"""Drafts of one's own, on one's own desk."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import LogDraft
from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from liaison.roles import Permission


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """One query, none for those who log nothing."""
    if not access.may(person, Permission.INCIDENT_LOG):
        return []
    zones = {reach.site_zone for reach in access.standing(person).reaches.values()}
    zone = zones.pop() if len(zones) == 1 else "UTC"
    return [_item(draft, zone) for draft in LogDraft.objects.visible_to(person)]


def _item(draft: LogDraft, zone: str) -> Item:
    url = f"{reverse('incidents:incident_log')}?draft={draft.pk}"
    return Item(
        turn=Turn.YOURS,
        what=_("A draft of yours is kept, and not logged yet"),
        where=_("Only you can read it"),
        url=url,
        zone=zone,
        due=draft.lapses_at,
        time=Time.UNTIL,
        action=Action(_("Go on writing"), url, posts=False),
    )
