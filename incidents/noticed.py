"""What the inbox says of the things that notices are about: at which site, which case and, where
both sides know of it, of which kind; and when it was told, no more exactly than on the page of the
incident. No mail says it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from incidents import sight
from incidents.as_seen import AsSeen
from incidents.models import Incident, MediationCase, Pattern
from liaison.models import Designation, Partnership, Site
from notifications.naming import About, Named
from protocols.models import Version
from visits.models import Series, Visit

_OF_PARTNERSHIP = "partnership__site__name"
# By which way the site of other things is found. Of a critical matter nothing is said.
_SITES = {
    model._meta.label_lower: way
    for model, way in (
        (Visit, _OF_PARTNERSHIP),
        (Series, _OF_PARTNERSHIP),
        (Pattern, _OF_PARTNERSHIP),
        (Designation, _OF_PARTNERSHIP),
        (Partnership, "site__name"),
        (Site, "name"),
    )
}
_VERSION, _PATTERN = Version._meta.label_lower, Pattern._meta.label_lower
_Told = Callable[[datetime], date | None]


def names(person: Any, things: Iterable[About]) -> dict[About, Named]:
    """Of those of *things*, each seen by *person*, that are at a site: a query or two for each
    sort of thing, however many there are."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for label, pk in things:
        wanted[label].add(pk)
    named = _of_incidents(person, list(_incidents(wanted)))
    return named | {about: Named("", told, site) for about, told, site in _at(person, wanted)}


def _of_incidents(person: Any, found: list[tuple[About, Incident]]) -> dict[About, Named]:
    """Of one that *person* may not read now, no more than its reference."""
    if not found:
        return {}
    seen, ids = sight.of(person), {incident.pk for _about, incident in found}
    readable = Incident.objects.filter(seen.incidents(), pk__in=ids).order_by()
    read = set(readable.values_list("pk", flat=True))
    return {
        about: Named(
            incident.reference,
            AsSeen(incident, seen.side_in(incident)).day_told,
            _more(incident) if incident.pk in read else "",
        )
        for about, incident in found
    }


def _more(incident: Incident) -> str:
    """The site and, once it was released, the kind; not of a critical matter."""
    is_told = incident.released_at and not incident.is_critical
    site = str(incident.site.name)
    return f"{site} · {incident.what.label}" if is_told else site


def _to_the_moment(_at: Any) -> None:
    return None


def _incidents(wanted: dict[str, set[str]]) -> Iterator[tuple[About, Incident]]:
    incidents = wanted.get(Incident._meta.label_lower)
    cases = wanted.get(MediationCase._meta.label_lower)
    if incidents:
        for one in Incident.objects.filter(pk__in=incidents).select_related("site"):
            yield (Incident._meta.label_lower, str(one.pk)), one
    if cases:
        for case in MediationCase.objects.filter(pk__in=cases).select_related("incident__site"):
            yield (MediationCase._meta.label_lower, str(case.pk)), case.incident


def _by_the_day(zone: str) -> Callable[[datetime], date | None]:
    """A pattern is found when an encounter is released, whose moment is not told."""
    return lambda at: at.astimezone(ZoneInfo(zone)).date()


def _at(person: Any, wanted: dict[str, set[str]]) -> Iterator[tuple[About, _Told, str]]:
    """How exactly it is told when, and the name of the site where each other thing is; of a
    protocol, the sites it covers among those of *person*."""
    for label in wanted.keys() & _SITES.keys():
        rows = apps.get_model(label)._default_manager.filter(pk__in=wanted[label]).order_by()
        way = _SITES[label]
        zone_of = f"{way.removesuffix('name')}zone"
        for pk, site, zone in rows.values_list("pk", way, zone_of):
            told = _by_the_day(zone) if label == _PATTERN else _to_the_moment
            yield (label, str(pk)), told, site
    if _VERSION in wanted:
        own = Partnership.objects.visible_to(person)
        rows = Version.objects.filter(
            pk__in=wanted[_VERSION], protocol__partnerships__in=own
        ).order_by("protocol__partnerships__site__name")
        sites: dict[str, dict[str, bool]] = defaultdict(dict)
        for pk, site in rows.values_list("pk", "protocol__partnerships__site__name"):
            sites[str(pk)][site] = True
        for pk, covered in sites.items():
            yield (_VERSION, pk), _to_the_moment, ", ".join(covered)
