"""With whom a time is put forward: asked first, where somebody acts in several partnerships."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission
from visits import planning

Page = Callable[[HttpRequest, Partnership], HttpResponse]


def with_whom(page: Page) -> Callable[[HttpRequest], HttpResponse]:
    """*page* for the partnership that was chosen, or the only one. Errors: ``Http404`` for
    somebody who sees no visits, ``PermissionDenied`` with the reason for who only looks on."""

    @require_http_methods(["GET", "POST"])
    @wraps(page)
    def view(request: HttpRequest) -> HttpResponse:
        if not access.may(request.user, Permission.VISIT_SEE):
            raise Http404
        access.require(request.user, Permission.VISIT_PROPOSE)
        choices = planning.choices_of(request)
        partnership = planning.partnership_of(request, choices)
        if partnership is None:
            whom = {"choices": planning.with_whom(request.user, choices)}
            return render(request, "visits/visit_new_with.html", whom)
        return page(request, partnership)

    return view
