"""What waits for liaison officers from the doors of their sites."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison import access
from liaison.access import Reach
from liaison.agenda import Action, Item, Turn
from liaison.roles import Permission
from protocols import telling


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """One item for each partnership whose door has told something. One query on top of their
    standing, none for those who get no notes."""
    own = access.standing(person)
    if not own.partnerships_for(Permission.DOOR_NOTES):
        return []
    notes = telling.waiting(person)
    told = Counter(note.partnership_id for note in notes)
    oldest = {note.partnership_id: note.at for note in notes}  # they come newest first
    return [_item(own.reaches[pk], number, oldest[pk]) for pk, number in told.items()]


def _item(reach: Reach, number: int, oldest: datetime) -> Item:
    url = reverse("protocols:door_note_list")
    what = ngettext("%(number)d note from the door", "%(number)d notes from the door", number)
    return Item(
        turn=Turn.YOURS,
        what=what % {"number": number},
        where=str(reach),
        url=url,
        zone=reach.site_zone,
        since=oldest,
        action=Action(_("Read it") if number == 1 else _("Read them"), url, posts=False),
    )
