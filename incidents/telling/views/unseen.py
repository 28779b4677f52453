"""Pages on which nobody is anybody: what a request says of its sender is taken off before anything
else looks at it, and the answer leaves nothing behind."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from incidents.telling import limits
from protocols.views.door import LANGUAGES, language_of

# What of a request is needed to answer it. Everything else may say who sent it.
_NEEDED = frozenset(
    {
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "HTTP_HOST",
        "HTTP_X_FORWARDED_PROTO",
        "PATH_INFO",
        "QUERY_STRING",
        "REQUEST_METHOD",
        "SCRIPT_NAME",
        "SERVER_NAME",
        "SERVER_PORT",
        "SERVER_PROTOCOL",
    }
)
_HEADERS = (
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
    ("X-Robots-Tag", "noindex, noarchive"),
)
# 500 characters, ticks and a ticket; whatever is longer was not made by the form.
LONGEST_BODY = 16 * 1024
# Where leaving leads: known to everybody, in the language of the page, and about nothing.
EXITS = {"en": "https://en.wikipedia.org/", "fr": "https://fr.wikipedia.org/"}


class Unseen(HttpRequest):
    """A request as it reaches these views: with a hash of the day in place of its sender."""

    origin: str
    language: str


def unseen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page that takes no cookie and sets none. What forms send needs none either: it does
    nothing in anybody's name, and the one that is kept carries a ticket of its own."""

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def to_nobody(request: Any, **parts: Any) -> HttpResponse:
        request.language = language_of(request)
        request.origin = limits.origin_of(request) if request.method == "POST" else ""
        _take_off(request)
        with translation.override(request.language):
            response = view(request, **parts)
        for name, value in (*_HEADERS, ("Content-Language", request.language)):
            response.headers[name] = value
        return response

    return to_nobody


def is_too_long(request: HttpRequest) -> bool:
    """Asked before the body is read."""
    return int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_BODY


def page(name: str, request: Unseen, status: int = 200, **context: Any) -> HttpResponse:
    """Rendered without the frame's context, which knows who is signed in."""
    shown = {
        "language": request.language,
        "languages": [pair for pair in LANGUAGES.items() if pair[0] != request.language],
        "exit": EXITS[request.language],
        "shows_demo": settings.SHOWS_DEMO,
        **context,
    }
    template = get_template(f"incidents/telling/{name}.html")
    return HttpResponse(template.render(shown), status=status)


def _take_off(request: Any) -> None:
    """Also from what the server keeps of it (``META`` is its dictionary), so that neither a fault
    nor a line of the log can name the sender."""
    for name in [one for one in request.META if one.isupper() and one not in _NEEDED]:
        del request.META[name]
    request.__dict__.pop("headers", None)
    request.user = AnonymousUser()
