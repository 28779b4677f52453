"""What hangs on one incident, from one query, so that its page asks only for what is there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from incidents import sight
from incidents.models import Attachment, Export, Incident, Reminder
from liaison.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Hanging:
    """Whether there is any of it, in whatever lane."""

    files: bool = True
    reminders: bool = True
    exports: bool = True


# Where nobody asked, there may be any of it.
_MAY_BE = Hanging()


def look(incident: Incident, person: Any) -> bool:
    """Keeps with *incident* what hangs on it. False for a *person* who is off the case."""
    ((is_off, *there),) = _HANGING.rows(person.pk, incident.pk)
    incident.__dict__["_hanging"] = Hanging(*map(bool, there))
    return not is_off


def known(incident: Incident) -> Hanging:
    """As it was when *incident* was looked up."""
    found: Hanging = incident.__dict__.get("_hanging", _MAY_BE)
    return found


def _hanging(person_id: UUID, incident_id: UUID) -> QuerySet[Any, Any]:
    on_it = OuterRef("pk")
    there = (
        sight.off(person_id).filter(incident=on_it),
        Attachment.objects.filter(incident=on_it),
        Reminder.objects.filter(incident=on_it),
        Export.objects.filter(layer__incident=on_it),
    )
    return Incident.objects.filter(pk=incident_id).values_list(*map(Exists, there))


_HANGING = Prepared(_hanging, UUID, UUID)
