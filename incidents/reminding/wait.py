"""That one part has to do something, and how long it has."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from incidents.mediation.parts import Who as Part
from incidents.models import Incident, MediationCase
from incidents.reminding.tiers import Clock
from liaison.roles import Permission, Side


class Asks(StrEnum):
    """What is waited for."""

    TURN = "turn"  # that of the incident itself: it goes to the leaders in the end
    MEDIATION = "mediation"
    KEEP = "keep"  # a promise, by the side that made it
    CHECK = "promise"  # whether it was kept, by the other
    AGAIN = "again"  # whether it still is


@dataclass(frozen=True, slots=True)
class Wait:
    """One part has to do something. ``thing``: as ``Reminder``; ``about``: what its page is of."""

    asks: Asks
    incident: Incident
    about: Incident | MediationCase
    thing: UUID
    part: Part
    permission: Permission
    clock: Clock

    @property
    def side(self) -> Side | None:
        return None if self.part is Part.MEDIATOR else Side(self.part.value)


def clock(incident: Incident, side: Side, since: datetime, until: datetime, **more: Any) -> Clock:
    """The time that *side* has, in its own business days; *more*: as ``Clock``."""
    return Clock(since, until, incident.tz, incident.calendar_of(side), **more)
