"""The whole track before the opening of a site, and after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from liaison import access
from liaison.models import Lifecycle, Partnership, Site
from liaison.roles import Permission
from visits.track import page as track_page


@require_GET
def opening_show(request: HttpRequest, slug: str) -> HttpResponse:
    """For everybody who sees the page of the site, as far as they see what stands on it."""
    visible = Site.objects.visible_to(request.user).select_related("operator")
    site = get_object_or_404(visible, slug=slug)
    has_track = site.opens_on and (site.is_before_opening or site.lifecycle == Lifecycle.OPERATING)
    own = Partnership.objects.visible_to(request.user).with_parties().filter(site=site)
    context = {
        "site": site,
        "tracks": track_page.of(own, request.user, timezone.now()) if has_track else [],
        "sets_day": site.is_before_opening
        and access.may(request.user, Permission.SITE_SETTINGS, site),
    }
    return render(request, "visits/opening_show.html", context)
