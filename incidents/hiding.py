"""What can be hidden of where an incident happened, as it is shown to the other side: what was
logged, and what is right where that was corrected."""

from collections.abc import Mapping

from incidents.as_seen import where_in_words
from incidents.corrections import reading
from incidents.grain import PlaceGrain
from incidents.models import Incident
from incidents.taxonomy import Area

_EVERYWHERE = frozenset(Area)


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
    """The kind, in words, where these alone tell where it was; else nothing. Of a kind that was
    corrected, the first is read too."""
    right = reading.as_corrected(incident)
    area = Area(right.area)
    if len(area.alike) < 2:
        return ""
    telling = (k for k in (right.what, incident.what) if area in k.areas and k.areas < _EVERYWHERE)
    return next((str(kind.label) for kind in telling), "")


def hours_told_by(incident: Incident) -> str:
    """The kind, in words, where these alone tell whether it was in operating hours."""
    kinds = reading.as_corrected(incident).what, incident.what
    return next((str(kind.label) for kind in kinds if kind.tells_hours), "")


def _read(right: Incident, seen: PlaceGrain) -> str:
    words = where_in_words(Area(right.area), seen)
    if seen is PlaceGrain.DISTANCE and right.distance:
        return f"{words}, {right.get_distance_display()}"
    return words
