"""What every request gets from this app."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from liaison import access


class RequestMiddleware:
    """Remembers a person's standing for the length of one request, and no longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with access.remembering():
            return self.get_response(request)


class HeadMiddleware:
    """Answers HEAD with the headers of the page alone (RFC 9110, section 9.3.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # Content-Length stays that of the page
        return response
