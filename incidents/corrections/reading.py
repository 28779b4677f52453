"""An incident as it was logged, and as it is corrected: two copies at hand, never saved."""

from collections.abc import Collection, Sequence
from copy import copy
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from incidents import judging
from incidents.corrections import facts
from incidents.corrections.facts import Fact
from incidents.models import Correction, Incident
from incidents.taxonomy import Lane
from liaison import timekeeping


def of(incident: Incident) -> list[Correction]:
    """What was corrected of the facts, oldest first. One query, where something was."""
    if incident.corrected_at is None:
        return []
    return list(incident.corrections.select_related("words", "by"))


def is_told(correction: Correction) -> bool:
    """Whether the other side is told of it. How serious it was said to be before it was released,
    the author's own side alone knows: the other sees it as it was released, and does not learn that
    it was once critical."""
    return correction.fact != Fact.SEVERITY or correction.words.lane == Lane.SHARED


def told_among(incidents: Collection[UUID]) -> set[UUID]:
    """Those of *incidents* (ids) of which the other side is told that something was corrected. One
    query, none where there is nothing to ask for."""
    if not incidents:
        return set()
    told = Correction.objects.filter(~Q(fact=Fact.SEVERITY) | Q(words__lane=Lane.SHARED))
    return set(told.filter(incident__in=incidents).values_list("incident_id", flat=True))


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
