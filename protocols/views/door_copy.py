"""What keeps a door card on a phone: the copy of all its answers, the worker that answers from it,
and the manifest that puts it on the home screen."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from liaison.templatetags.time_tags import place_of
from protocols import door, whole_card
from protocols.views.door import context_of, gone, keeps, language_of, page

_MANIFEST = {"display": "standalone", "background_color": "#fbfaf7", "theme_color": "#fbfaf7"}
_ICONS = ((192, "img/door-192.png"), (512, "img/door-512.png"))


@login_not_required
@require_safe
@gzip_page  # it says the same thing many times, and nothing of what a visitor sent
def door_whole(request: HttpRequest, token: str) -> HttpResponse:
    """Every answer of the next days, for the phone to keep."""
    language = language_of(request)
    with translation.override(language):
        whole = whole_card.whole_card(token, at=timezone.now(), language=language)
        if whole is None:
            return gone(language)
        context = context_of(whole.card, token, language) | {
            "whole": whole,
            "parts": [(part, keeps(part.card, language)) for part in whole.parts],
            "warns_after": int(whole_card.WARNS_AFTER.total_seconds()),
        }
        return page("door_whole", language, context)


@login_not_required
@require_safe
def door_print(request: HttpRequest, token: str) -> HttpResponse:
    """Every answer on paper."""
    language = language_of(request)
    with translation.override(language):
        whole = whole_card.whole_card(token, at=timezone.now(), language=language)
        if whole is None:
            return gone(language)
        context = context_of(whole.card, token, language) | {
            "whole": whole,
            "place": place_of(whole.card.site.zone),
            "sheets": [whole_card.sheet(part, whole.states) for part in whole.parts],
        }
        return page("door_print", language, context)


@login_not_required
@require_safe
def door_manifest(request: HttpRequest, token: str) -> HttpResponse:
    """What a phone asks for before it puts the card on its home screen."""
    opened = door.opens(token, timezone.now())
    if opened is None:
        raise Http404
    language = language_of(request)
    address = reverse("protocols:door_card", args=[token])
    with translation.override(language):
        manifest = {
            **_MANIFEST,
            "id": address,
            "start_url": f"{address}?lang={language}",
            "scope": address,
            "lang": language,
            "name": f"{_('At the door')} · {opened.site.name}",
            "short_name": opened.site.name,
            "icons": [_icon(size, path) for size, path in _ICONS],
        }
    return JsonResponse(manifest, content_type="application/manifest+json")


@login_not_required
@require_safe
def door_worker(request: HttpRequest) -> HttpResponse:
    """Served from here and not with the static files: its address is the scope it may have."""
    script = get_template("protocols/door_worker.js").render()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _icon(size: int, path: str) -> dict[str, str]:
    dimensions = f"{size}x{size}"
    return {
        "src": static(path),
        "sizes": dimensions,
        "type": "image/png",
        "purpose": "any maskable",
    }
