"""From a mandate to the door card."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from liaison import access, door_links, site_links
from liaison.models import Site
from liaison.roles import Permission


@never_cache
@require_safe
def door_card_open(request: HttpRequest, slug: str) -> HttpResponse:
    """To the card by its newest link, so that one that was revoked is never kept here."""
    site = get_object_or_404(Site.objects.visible_to(request.user), slug=slug)
    access.require(request.user, Permission.DOOR_CARD, site)
    link = door_links.newest(site)
    if link is None:
        messages.error(
            request,
            _("This site’s door card has no link yet. Its manager issues one in the settings."),
        )
        return redirect(site)
    return redirect(site_links.path(link))
