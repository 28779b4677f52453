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
    """Whether who reads what kind it was knows less of where it was than its author."""
    right = reading.as_corrected(incident)
    if right.distance and seen is not PlaceGrain.DISTANCE:
        return True
    return seen is PlaceGrain.WHETHER_INSIDE and _leaves_open(right)


def told_by(incident: Incident) -> str:
    """The kind, in words, where these alone tell in which area it was; else nothing."""
    right = reading.as_corrected(incident)
    is_told = len(Area(right.area).alike) > 1 and not _leaves_open(right)
    return str(right.what.label) if is_told else ""


def _leaves_open(right: Incident) -> bool:
    """Whether it might have been in more than one area, for who learns the kind and whether it was
    inside."""
    area = Area(right.area)
    return len(area.alike & right.what.areas | {area}) > 1


def _read(right: Incident, seen: PlaceGrain) -> str:
    words = where_in_words(Area(right.area), seen)
    if seen is PlaceGrain.DISTANCE and right.distance:
        return f"{words}, {right.get_distance_display()}"
    return words
