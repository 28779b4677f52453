"""What the inbox says of the incidents that notices are about: which one each is, and when it was
told, no more exactly than on the page of the incident. No mail says it."""

from collections.abc import Iterable, Iterator
from typing import Any

from incidents import sight
from incidents.as_seen import AsSeen
from incidents.models import Incident, MediationCase
from notifications.naming import About, Named


def names(person: Any, abouts: Iterable[About]) -> dict[About, Named]:
    """Of those of *abouts*, each seen by *person*, that are an incident or its mediation."""
    seen = sight.of(person)
    return {
        about: Named(incident.reference, AsSeen(incident, seen.side_in(incident)).day_told)
        for about, incident in _incidents(list(abouts))
    }


def _incidents(abouts: list[About]) -> Iterator[tuple[About, Incident]]:
    incidents = [pk for label, pk in abouts if label == Incident._meta.label_lower]
    cases = [pk for label, pk in abouts if label == MediationCase._meta.label_lower]
    if incidents:
        for one in Incident.objects.filter(pk__in=incidents).select_related("site"):
            yield (Incident._meta.label_lower, str(one.pk)), one
    if cases:
        for case in MediationCase.objects.filter(pk__in=cases).select_related("incident__site"):
            yield (MediationCase._meta.label_lower, str(case.pk)), case.incident
