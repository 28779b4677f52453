"""What is with the leaders, on the desk of both sides."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.models import Escalation, Incident, LeadersWord
from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from liaison.roles import Permission, Side

_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """One query: to decide, for the leaders; to wait for them, for everybody else."""
    own, seen = access.standing(person), sight.of(person)
    if not (seen.as_site or seen.as_police):
        return []
    leads = own.partnerships_for(Permission.INCIDENT_LEAD)
    of_side = LeadersWord.objects.filter(escalation=OuterRef("pk"))
    rows = (
        Escalation.objects.open()
        .filter(incident__in=Incident.objects.filter(seen.incidents()))
        .annotate(
            site_said=Exists(of_side.filter(side=Side.SITE)),
            police_said=Exists(of_side.filter(side=Side.POLICE)),
        )
        .select_related("incident__site__operator", "incident__partnership__service")
        .order_by("due_at")
    )
    items = []
    for row in rows[:_MOST]:
        side = seen.side_in(row.incident)
        said = {Side.SITE: row.site_said, Side.POLICE: row.police_said}
        if side is not None:
            may = row.incident.partnership_id in leads and not said[side]
            items.append(_item(row, may=may))
    return items


def _item(row: Escalation, *, may: bool) -> Item:
    incident = row.incident
    url = reverse("incidents:leaders_choose", args=[incident.reference])
    return Item(
        turn=Turn.YOURS if may else Turn.THEIRS,
        what=_("For the leaders to decide: %(what)s") % {"what": incident.what.label},
        where=f"{incident.site.name} · {incident.reference}",
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=row.due_at,
        time=Time.ANSWER,
        since=row.at,
        who="" if may else _("the leaders of both sides"),
        action=Action(_("Decide"), url, posts=False) if may else None,
    )
