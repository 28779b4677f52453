"""An incident that begins with what somebody told: the ticks that fit stand in the form. The words
are not copied; the manager writes their own."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from incidents.models import Incident, Told
from incidents.particulars import Source
from incidents.taxonomy import Precision
from incidents.telling import answering, asked, reading
from incidents.telling.answers import Answer
from incidents.telling.asked import Wish
from liaison.refusal import Refused


def told_of(pk: str | UUID | None, person: Any) -> Told | None:
    """What *person* may log an incident from: read by them, to be raised, not answered yet."""
    try:
        told = reading.find(UUID(str(pk)), person) if pk else None
    except (ValueError, Told.DoesNotExist):
        return None
    return told if told and told.is_open and told.wish == Wish.RAISE else None


def begun_with(told: Told) -> dict[str, Any]:
    """What a log form shows at first: no time, for nobody was asked for one."""
    account = told.account
    return {
        "told": told.pk,
        "site": told.site_id,
        "occurred_at": None,
        "precision": Precision.DAY,
        "kind": asked.KINDS.get(account.what),
        "source": Source.TOLD,
        "area": asked.AREAS.get(account.place) if account.place else None,
    }


def when(pk: Any, person: Any) -> str:
    """When it was, as far as the site was told, for whoever logs an incident from it."""
    told = told_of(pk, person)
    return told.when if told else ""


def settle(pk: UUID | None, incident: Incident, *, by: Any, at: datetime) -> None:
    """It has become *incident*; what was answered meanwhile stays as it is,
    what went meanwhile stays gone."""
    told = told_of(pk, by)
    if told and told.site_id == incident.site_id:
        with suppress(Refused, Told.DoesNotExist):
            answering.answer(told, Answer.LOGGED, incident=incident, by=by, at=at)
