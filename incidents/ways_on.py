"""What the two sides can do about a promise that was not kept."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.models import Incident
from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission
from protocols import drafting, in_force
from visits import addresses
from visits.kinds import Kind


def of(incident: Incident, *, by: Any, at: datetime) -> list[Action]:
    """Those that *by* may take at *at*: change what was agreed, or meet about it."""
    return [*_amend(incident, by, at), *_meet(incident, by)]


def _amend(incident: Incident, by: Any, at: datetime) -> list[Action]:
    """Through the door by which any version is changed: the draft, or the page that begins it."""
    row = in_force.in_force(incident.pair, at)
    if row is None:
        return []
    protocol = row.version.protocol
    if not access.may(by, Permission.PROTOCOL_DRAFT, protocol.covered):
        return []
    versions = list(protocol.versions.order_by("-number"))
    if drafting.base_of_next(versions) is None:
        return [_link(_("To the draft of the next version"), versions[0].get_absolute_url())]
    url = reverse("protocols:version_start", args=[protocol.slug])
    return [_link(_("Propose a change of the protocol"), url)]


def _meet(incident: Incident, by: Any) -> list[Action]:
    if not access.may(by, Permission.VISIT_PROPOSE, incident.pair):
        return []
    way = addresses.finder(incident.partnership_id, kind=Kind.DEBRIEF.value)
    return [_link(_("Propose a meeting"), way)]


def _link(label: str, url: str) -> Action:
    return Action(label, url, posts=False)
