"""What waits for whoever reads what a site is told."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Told
from incidents.telling.lifecycle import Stage
from liaison import access, deadlines
from liaison.agenda import Action, Item, Time, Turn
from liaison.models import Site
from liaison.roles import Permission


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """One item a site, until all of it is answered. No query for those who read none."""
    if not access.standing(person).sites_for(Permission.TOLD_READ):
        return []
    waiting = Told.objects.visible_to(person).waiting().defer("ciphertext")
    by_site: dict[Site, list[Told]] = {}
    for told in waiting.select_related("site").order_by("shown_from", "pk"):
        by_site.setdefault(told.site, []).append(told)
    return [_item(site, waits) for site, waits in by_site.items()]


def _item(site: Site, waits: list[Told]) -> Item:
    unread = [told for told in waits if told.stage == Stage.RECEIVED]
    words = (
        ngettext(
            "%(number)d thing was told to the site: to read",
            "%(number)d things were told to the site: to read",
            len(unread),
        )
        if unread
        else ngettext(
            "%(number)d thing was told to the site: to answer",
            "%(number)d things were told to the site: to answer",
            len(waits),
        )
    )
    url = reverse("telling:told_list")
    due = min((told.read_by for told in unread), default=None)
    return Item(
        turn=Turn.YOURS,
        what=words % {"number": len(unread or waits)},
        where=site.name,
        url=url,
        zone=site.zone,
        due=deadlines.end_of(due, site.tz) if due else None,
        time=Time.BY,
        since=waits[0].shown_from,
        action=Action(_("Read it"), url, posts=False),
    )
