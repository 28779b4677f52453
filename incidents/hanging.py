"""What hangs on one incident, and whether a person is off its case, from one query: its page
asks only for what is there."""

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


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found about an incident for one person."""

    is_off: bool
    hanging: Hanging


def look(incident: Incident, person: Any) -> Looked:
    """Whether *person* is off the case of *incident*, and what hangs on it, whoever may read it."""
    ((is_off, *there),) = _HANGING.rows(person.pk, incident.pk)
    return Looked(bool(is_off), Hanging(*map(bool, there)))


def known(incident: Incident) -> Hanging:
    """As it was when *incident* was looked up."""
    return incident.hanging or _MAY_BE


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
