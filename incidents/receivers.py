"""Questions from below, answered by whoever knows of incidents."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from incidents import clauses_met
from protocols import events
from protocols.events import TimesMet
from protocols.models import Version


@receiver(events.clauses_met)
def count(sender: Any, version: Version, person: Any, **news: Any) -> dict[UUID, TimesMet]:
    return clauses_met.times(version, person)
