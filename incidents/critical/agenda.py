"""Critical matters on the desk: to confirm, for the own side; to read, for the other."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight, turns
from incidents.lifecycle import RULES, Step
from incidents.models import CriticalMatter, Incident
from incidents.taxonomy import Severity
from liaison import access
from liaison.access import Standing
from liaison.agenda import Action, Item, Turn
from liaison.among import Among
from liaison.roles import Permission

_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """Two queries: what the own side has to confirm, and what the other side has confirmed."""
    own, seen = access.standing(person), sight.of(person)
    if not (seen.as_site or seen.as_police):
        return []
    return [*_to_confirm(own, seen), *_to_read(own, seen)]


def _to_confirm(own: Standing, seen: sight.Sight) -> Iterator[Item]:
    """Once the call is recorded (that comes first), until somebody confirms it or it ends."""
    rows = Incident.objects.filter(
        seen.incidents(),
        severity=Severity.CRITICAL,
        stage__in=RULES[Step.CONFIRM].sources,
        turn=None,
        matter=None,
    ).select_related("site__operator", "partnership__service")
    confirms = own.sites_for(Permission.INCIDENT_CONFIRM)
    for incident in rows.order_by("logged_at")[:_MOST]:
        side = seen.side_in(incident)
        if side is None:
            continue
        may = incident.site_id in confirms
        url = reverse("incidents:incident_confirm", args=[incident.reference])
        yield Item(
            turn=Turn.YOURS if may else Turn.THEIRS,
            what=_("Critical, to confirm: %(what)s") % {"what": incident.what.label},
            where=f"{incident.site.name} · {incident.reference}",
            url=incident.get_absolute_url(),
            zone=incident.site.zone,
            since=incident.logged_at,
            who="" if may else turns.CONFIRMS[side],
            action=Action(_("Confirm it"), url, posts=False) if may else None,
        )


def _to_read(own: Standing, seen: sight.Sight) -> Iterator[Item]:
    """However long ago it was confirmed, until somebody has noted it."""
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE) - seen.torn
    if not handles:
        return
    rows = CriticalMatter.objects.filter(Among("partnership_id", handles), noted_at=None)
    theirs = (
        (matter, reach)
        for matter in rows.order_by("confirmed_at", "id")
        if (reach := own.reaches[matter.partnership_id])
        # What the own side confirmed takes nobody's place here, however long it is not noted.
        and seen.side_at(reach.site_id, reach.id) is matter.author_side.other
    )
    for matter, reach in islice(theirs, _MOST):
        yield Item(
            turn=Turn.YOURS,
            what=_("The other side has a critical matter, to note"),
            where=str(reach),
            url=matter.get_absolute_url(),
            zone=reach.site_zone,
            since=matter.confirmed_at,
            action=Action(_("Read it"), matter.get_absolute_url(), posts=False),
        )
