"""What the two sides can do about a promise that was not kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.agreed_then import AgreedThen
from incidents.models import Incident
from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission
from protocols import clause_links, drafting, in_force
from visits import addresses
from visits.kinds import Kind


def of(
    incident: Incident, *, by: Any, at: datetime, judged_by: Callable[[], AgreedThen | None]
) -> list[Action]:
    """Those that *by* may take at *at*: change what was agreed, or meet about it."""
    return [*_amend(incident, by, at, judged_by), *_meet(incident, by)]


def _amend(
    incident: Incident, by: Any, at: datetime, judged_by: Callable[[], AgreedThen | None]
) -> list[Action]:
    """Through the door by which any version is changed: the draft, or the page that begins it.
    Either opens at the clause that the incident was judged by, where the text still has it."""
    row = in_force.in_force(incident.pair, at)
    if row is None:
        return []
    protocol = row.version.protocol
    if not access.may(by, Permission.PROTOCOL_DRAFT, protocol.covered):
        return []
    versions = list(protocol.versions.order_by("-number"))
    key = _key(incident, judged_by())
    base = drafting.base_of_next(versions)
    if base is None:
        url = clause_links.address(versions[0], key, by)
        return [_link(_("To the draft of the next version"), url)]
    url = reverse("protocols:version_start", args=[protocol.slug])
    begins = f"?clause={key}" if clause_links.clause(base, key, by) else ""
    return [_link(_("Propose a change of the protocol"), f"{url}{begins}")]


def _key(incident: Incident, judged_by: AgreedThen | None) -> UUID | None:
    """Of the clause that it was judged by, if one spoke to it."""
    if judged_by is None or judged_by.version is None or judged_by.first_clause is None:
        return None
    return clause_links.key_of(judged_by.version, judged_by.first_clause, incident.pair.pk)


def _meet(incident: Incident, by: Any) -> list[Action]:
    if not access.may(by, Permission.VISIT_PROPOSE, incident.pair):
        return []
    way = addresses.finder(incident.partnership_id, kind=Kind.DEBRIEF.value)
    return [_link(_("Propose a meeting"), way)]


def _link(label: str, url: str) -> Action:
    return Action(label, url, posts=False)
