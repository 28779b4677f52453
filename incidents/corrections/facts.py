"""The recorded facts of an incident that can be corrected, and the columns that keep each. Pure.

What only the author's own side ever reads (what they wish) is not corrected: a note says it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.particulars import Impact
from incidents.taxonomy import KINDS, WITH_SITUATION, Severity

if TYPE_CHECKING:
    from incidents.models import Incident


class Fact(models.TextChoices):
    TIME = "time", _("When")
    PLACE = "place", _("Where")
    KIND = "kind", _("What kind")
    SEVERITY = "severity", _("How serious")
    INITIATOR = "initiator", _("Who began it")
    CIRCUMSTANCE = "circumstance", _("Why officers said they came")
    THREAT = "threat", _("Whether a life was at stake")
    INSTRUMENT = "instrument", _("Paper or power that was shown")
    OFFICERS = "officers", _("Officers")
    ARRIVAL = "arrival", _("How they were there")
    ATTIRE = "attire", _("What they wore")
    DURATION = "duration", _("How long")
    PEOPLE = "people", _("People it touched")
    IMPACTS = "impacts", _("What came of it")
    CALMED = "calmed", _("Calmed before it ended")


_OWN_COLUMNS: Mapping[Fact, tuple[str, ...]] = {
    Fact.TIME: ("occurred_at", "precision"),
    Fact.PLACE: ("area", "distance"),
    Fact.IMPACTS: tuple(Impact.values),
}
# Any other fact is kept in the column of its name.
COLUMNS: Mapping[Fact, tuple[str, ...]] = {
    fact: _OWN_COLUMNS.get(fact, (fact.value,)) for fact in Fact
}

Values = Mapping[str, Any]


def of_incident(incident: "Incident", fact: Fact) -> dict[str, Any]:
    """What *incident* says of *fact*, by column, as a correction keeps it."""
    return {name: _kept(getattr(incident, name)) for name in COLUMNS[fact]}


def put(incident: "Incident", values: Values) -> None:
    """Let *incident* say *values* instead, at hand and not in the database."""
    for name, value in values.items():
        setattr(incident, name, _read(name, value))
    if "kind" in values:
        incident.valence = KINDS[values["kind"]].valence


def can_be_corrected(incident: "Incident", fact: Fact) -> bool:
    """What went well has no degree; why officers came, and with what, is asked only of some
    kinds."""
    if fact is Fact.SEVERITY:
        return incident.severity != Severity.NONE
    if fact in (Fact.THREAT, Fact.INSTRUMENT):
        return incident.kind in WITH_SITUATION
    return fact is not Fact.CIRCUMSTANCE or incident.what.has_circumstance


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _read(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name == "occurred_at" else value
