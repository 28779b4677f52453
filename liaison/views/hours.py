"""When a site operates: the page both sides read, and what a change of it would do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from liaison import access, events, hours_told, opening, previewing, timekeeping
from liaison.events import Hit
from liaison.models import HoursSet, Site
from liaison.previewing import Preview
from liaison.roles import Permission
from liaison.timekeeping import Outlook

# Of what a site closes for, so many are listed before the rest is unfolded.
AT_ONCE = 20


@require_safe
def hours_show(request: HttpRequest, slug: str) -> HttpResponse:
    site = visible(request, slug)
    at = timezone.now()
    outlook = timekeeping.outlook(site, at)
    context = {
        "site": site,
        "at": at,
        "outlook": outlook,
        "rules": hours_told.rules(opening.hours_of(outlook.known), since=outlook.week[0].date),
        "never_closes": timekeeping.never_closes(outlook.schedule, at),
        "may_change": access.may(request.user, Permission.HOURS_CHANGE, site),
        "closed_for": _closed_for(request, site, outlook, at),
    }
    return render(request, "liaison/hours_show.html", context)


def _closed_for(
    request: HttpRequest, site: Site, outlook: Outlook, at: datetime
) -> dict[str, list[Hit]]:
    """What the site closes for, as far as whoever reads the hours may see it: the first of it at
    once, all others folded; nothing where it closes for nothing."""
    heard: Sequence[tuple[Any, Any]] = events.hours_read.send(
        sender=HoursSet,
        site=site,
        hours_set=outlook.known,
        schedule=outlook.schedule,
        person=request.user,
        at=at,
    )
    found = [one for _receiver, told in heard for one in told or ()]
    return {"first": found[:AT_ONCE], "others": found[AT_ONCE:]} if found else {}


def say_what_was_hit(request: HttpRequest, saved: HoursSet, words: str) -> None:
    """Tells whoever has just changed the hours which visits need another time."""
    blocks = previewing.by_series(saved.hit)
    context = {"words": words, "hit": saved.hit, "blocks": blocks, "zone": saved.site.zone}
    said = render_to_string("liaison/_hours_hit.html", context)
    messages.success(request, said, extra_tags="whole")


def look_first(
    request: HttpRequest,
    preview: Preview,
    carried: Mapping[str, Any],
    *,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    """The page that shows what a change would do; its button sends *carried* again."""
    carried = {**carried, "foreseen": preview.mark}
    context = {"preview": preview, "site": preview.site, "carried": carried, **said}
    return render(request, "liaison/hours_preview.html", context, status=status)


def visible(request: HttpRequest, slug: str) -> Site:
    sites = Site.objects.visible_to(request.user).select_related("operator")
    return get_object_or_404(sites, slug=slug)
