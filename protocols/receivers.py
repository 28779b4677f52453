"""News heard in the transaction of whoever sends it."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from accounts.models import Person
from liaison import events as liaison_events
from liaison.models import Mandate
from protocols import briefing_notices, endorsing, events
from protocols.models import InForce, Version


@receiver(events.version_came_into_force)
def ask_to_brief(
    sender: Any, version: Version, in_force: list[InForce], at: datetime, **news: Any
) -> None:
    briefing_notices.brief(version, in_force, at=at)


@receiver(liaison_events.mandate_ended)
def say_what_lapsed(sender: Any, mandate: Mandate, by: Person, at: datetime, **news: Any) -> None:
    endorsing.tell_lapsed(mandate, by=by, at=at)
