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
