"""An incident as it was logged, and as it is corrected: two copies at hand, never saved."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime

from incidents import judging
from incidents.corrections import facts
from incidents.models import Correction, Incident
from liaison import timekeeping


def of(incident: Incident) -> list[Correction]:
    """What was corrected of the facts, oldest first. One query, where something was."""
    if incident.corrected_at is None:
        return []
    return list(incident.corrections.select_related("words", "by"))


def as_logged(incident: Incident, corrections: Sequence[Correction]) -> Incident:
    """*incident* with the facts as they were logged."""
    if not corrections:
        return incident
    logged = copy(incident)
    for correction in reversed(corrections):
        facts.put(logged, correction.was)
    return logged


def as_corrected(incident: Incident, corrections: Sequence[Correction] | None = None) -> Incident:
    """*incident* with the facts as they stand."""
    found = of(incident) if corrections is None else corrections
    if not found:
        return incident
    standing = copy(incident)
    for correction in found:
        facts.put(standing, correction.values)
    return standing


def each(incident: Incident, corrections: Sequence[Correction]) -> list[Incident]:
    """*incident* as it was logged, and as it stood after each of *corrections*."""
    found = [as_logged(incident, corrections)]
    for correction in corrections:
        found.append(copy(found[-1]))
        facts.put(found[-1], correction.values)
    return found


def judged(standing: Incident) -> Incident:
    """*standing* with what applied at its corrected time. A query for the hours, and three where
    its partnership is known."""
    standing.hours_set = timekeeping.hours_known(standing.site, standing.occurred_at)
    if standing.partnership:
        judging.judge_for_partnership(standing)
    return standing


def moments(incident: Incident) -> list[datetime]:
    """When it happened: as it was logged, and as it is corrected where that is another time."""
    return list(dict.fromkeys([incident.occurred_at, as_corrected(incident).occurred_at]))
