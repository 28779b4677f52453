"""Cases on the desk of who leads a side on which nobody is left to act."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.lifecycle import Stage
from incidents.models import Commitment, Incident, Recusal
from incidents.recusal import remaining
from liaison import access
from liaison.agenda import Action, Item, Turn
from liaison.roles import Permission

_MOST = 20


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """One query, and where somebody is off a case three for each of these, which are few."""
    if not access.may(person, Permission.INCIDENT_RECUSE):
        return []
    seen = sight.of(person)
    off = Recusal.objects.current().values("incident")
    rows = Incident.objects.filter(seen.incidents(), _goes_on(), pk__in=off)
    rows = rows.select_related("site__operator", "partnership__service", "organisation")
    return [
        _item(incident)
        for incident in rows.order_by("listed_at", "id")[:_MOST]
        if _nobody_acts(incident, seen, at)
    ]


def _goes_on() -> Q:
    """Where something is still to be done by somebody."""
    promised = Commitment.objects.unchecked().values("settlement__incident")
    undecided = Q(stage=Stage.LOGGED, revision=0) | Q(stage=Stage.MEDIATION)
    return Q(turn__isnull=False) | undecided | Q(pk__in=promised)


def _nobody_acts(incident: Incident, seen: sight.Sight, at: datetime) -> bool:
    """Whether nobody of the reader's side can act."""
    side = seen.side_in(incident)
    if side is None:
        return False
    able = remaining.of_side(incident, side, Permission.INCIDENT_HANDLE, at=at)
    return not remaining.on_case(incident, able)


def _item(incident: Incident) -> Item:
    url = reverse("incidents:conflict", args=[incident.reference])
    return Item(
        turn=Turn.YOURS,
        what=_("Nobody of your side can act: %(what)s") % {"what": incident.what.label},
        where=f"{incident.site.name} · {incident.reference}",
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=incident.due_at,
        action=Action(_("Name somebody"), url, posts=False),
    )
