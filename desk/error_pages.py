"""What people read when something cannot be done: always words, never an empty page.

These pages ask neither the database nor the session, because either may be the fault.
"""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from audit import reads
from liaison.refusal import Refused

# An answer with one of these that came without words gets the page of that name.
WORDED = frozenset({400, 403, 404, 405, 409, 429, 503})
A_MOMENT = "30"  # seconds, until somebody may try again


def page(status: int, *, name: str = "", reason: str = "") -> HttpResponse:
    """The page for *status*, with *reason* in the words of whoever refused."""
    words = loader.render_to_string(
        f"{name or status}.html", {"reason": reason, "shows_demo": settings.SHOWS_DEMO}
    )
    response = HttpResponse(words, status=status)
    if status == 503:
        response.headers["Retry-After"] = A_MOMENT
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read; or was too long to be, for pages and forms here need little."""
    return page(413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With the reason the operation gave (``access.require``)."""
    told = isinstance(exception, PermissionDenied) and exception.args
    return page(403, reason=str(exception.args[0]) if told else "")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403, name="403_csrf")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404)


def too_many(request: HttpRequest, *_: Any) -> HttpResponse:
    return page(429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault; or, where the database does not answer, a page that says to come back."""
    fault = sys.exc_info()[1]
    return page(503 if isinstance(fault, OperationalError | InterfaceError) else 500)


class WordsMiddleware:
    """Gives words to answers that came without any, and to refusals no view has caught."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in WORDED or response.streaming or response.content:
            return response
        worded = page(response.status_code)
        for name, value in response.items():
            worded.headers.setdefault(name, value)
        worded.cookies = response.cookies
        return worded

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, reads.NotNoted):
            return page(503)
        return page(409, reason=str(fault)) if isinstance(fault, Refused) else None
