"""Pages about one's own account that allauth does not have."""

from typing import Any

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import preferences

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Stores the language with the person, and in a cookie for when they are signed out."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise BadRequest
    if request.user.is_authenticated:
        preferences.choose_language(language, by=request.user)
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


class SignOut(LogoutView):
    """Allauth's, which also has the browser drop what it cached: desks are shared. A door card
    that somebody keeps on the device is not in that cache and stays."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


def _way_back(request: HttpRequest) -> str:
    """The page the person was on, if it is one of ours; else the front page."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours and asked.startswith("/") else "/"
