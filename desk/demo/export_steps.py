"""A case of the demonstration is exported, with words blacked out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from desk.demo.company import Company
from incidents.exporting import beginning, blacking_out, making
from incidents.exporting.classes import Recipient, Why
from incidents.models import Export, Incident
from liaison.roles import Side


@dataclass(frozen=True, slots=True)
class Carry:
    """Whoever speaks for *side* makes a file of what both sides read; ``hidden`` is blacked out
    wherever it stands."""

    back: int
    told: str
    side: Side
    recipient: Recipient
    hidden: str
    why: Why


def take(
    company: Company,
    incident: Incident,
    speakers: Mapping[Side, Person],
    step: Carry,
    at: datetime,
) -> None:
    by = speakers[step.side]
    layer = beginning.begin(incident, step.recipient, with_own=False, by=by, at=at)
    blacking_out.black_out_wherever(layer, step.hidden, step.why, by=by, at=at)
    making.make(layer, Export.Form.PDF, password=company.secret, by=by, at=at)
