"""On the desk: a side is asked how a mediation was."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.as_seen import AsSeen
from incidents.mediation import surveying
from incidents.models import MediationCase, SurveySlip
from liaison import access
from liaison.agenda import Action, Item, Time, Turn
from liaison.roles import Permission, Side

_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """What *person* may answer for their side: one query."""
    handles = access.standing(person).partnerships_for(Permission.INCIDENT_HANDLE)
    if not handles:
        return []
    seen = sight.of(person)
    rows = SurveySlip.objects.filter(
        is_answered=False,
        asked_at__gt=at - surveying.OPEN_FOR,
        case__in=MediationCase.objects.filter(seen.mediations()),
        case__incident__partnership__in=handles,
    )
    rows = rows.select_related("case__incident__site").order_by("asked_at", "id")
    return [_item(slip) for slip in rows[:_MOST] if seen.side_in(slip.case.incident) == slip.side]


def _item(slip: SurveySlip) -> Item:
    incident = slip.case.incident
    url = reverse("incidents:mediation_survey", args=[incident.reference])
    return Item(
        turn=Turn.YOURS,
        what=_("How was the mediation? Four questions, without a name: %(what)s")
        % {"what": incident.what.label},
        where=f"{incident.site.name} · {incident.reference}",
        url=slip.case.get_absolute_url(),
        zone=incident.site.zone,
        due=slip.asked_at + surveying.OPEN_FOR,
        time=Time.ANSWER,
        since=slip.asked_at,
        action=Action(_("Say how it was"), url, posts=False),
        by_day=AsSeen(incident, Side(slip.side)).is_by_the_day(slip.asked_at),
    )
