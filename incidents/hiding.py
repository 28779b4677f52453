"""What can be hidden of where an incident happened, as it is shown to the other side: what was
logged, and what is right where that was corrected."""

from collections.abc import Mapping

from incidents.as_seen import where_in_words
from incidents.corrections import reading
from incidents.grain import PlaceGrain
from incidents.models import Incident
from incidents.taxonomy import Area


def ways(incident: Incident) -> Mapping[PlaceGrain, str]:
    """How exactly the place can be shown, each with what is then read of it. One alone where there
    is nothing to hide."""
    right = reading.as_corrected(incident)
    both = incident, right
    found = [PlaceGrain.DISTANCE]
    if any(one.distance for one in both):
        found.append(PlaceGrain.AREA)
    if any(len(Area(one.area).alike) > 1 for one in both):
        found.append(PlaceGrain.WHETHER_INSIDE)
    return {seen: _read(right, seen) for seen in found}


def hides(incident: Incident, seen: PlaceGrain) -> bool:
    """Whether who reads what kind it was knows less of where it was than its author. Where the
    kind tells it, nothing is hidden by showing the place less exactly."""
    if told_by(incident):
        return False
    right = reading.as_corrected(incident)
    if right.distance and seen is not PlaceGrain.DISTANCE:
        return True
    return seen is PlaceGrain.WHETHER_INSIDE and len(Area(right.area).alike) > 1


def told_by(incident: Incident) -> str:
    """The kind, in words, where these alone tell where it was; else nothing."""
    right = reading.as_corrected(incident)
    area, told = Area(right.area), right.what.areas
    is_told = len(area.alike) > 1 and area in told and len(told) < len(Area)
    return str(right.what.label) if is_told else ""


def hours_told_by(incident: Incident) -> str:
    """The kind, in words, where these alone tell whether it was in operating hours."""
    right = reading.as_corrected(incident)
    return str(right.what.label) if right.what.tells_hours else ""


def _read(right: Incident, seen: PlaceGrain) -> str:
    words = where_in_words(Area(right.area), seen)
    if seen is PlaceGrain.DISTANCE and right.distance:
        return f"{words}, {right.get_distance_display()}"
    return words
