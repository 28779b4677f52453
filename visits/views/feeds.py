"""One's own calendar feeds, and what a calendar program reads of one."""

import hashlib
from uuid import UUID

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts import guessing
from liaison import access, refusal
from liaison.models import Site
from liaison.roles import Permission
from visits.calendars import feeds
from visits.calendars.forms import FeedForm
from visits.models import CalendarFeed


@login_not_required
@require_safe
def feed_read(request: HttpRequest, token: str) -> HttpResponseBase:
    """No session stands behind it: whoever holds the secret reads what its person may see."""
    feed = feeds.behind(token)
    if feed is None:
        if guessing.is_spent(request):
            return respond_429(request)
        guessing.count_wrong(request)
        raise Http404
    content = feeds.written(feed, at=timezone.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="visits.ics"'
    # Kept by nobody in between, and asked for anew: a mandate that ended shows at once.
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    answer["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


@require_GET
def feed_list(request: HttpRequest) -> HttpResponse:
    return _page(request, FeedForm(person=request.user))


@never_cache
@require_POST
def feed_make(request: HttpRequest) -> HttpResponse:
    form = FeedForm(request.POST, person=request.user)

    def make() -> feeds.Made:
        chosen = form.cleaned_data["which"]
        seen = Site.objects.visible_to(request.user)
        return feeds.make(get_object_or_404(seen, pk=chosen) if chosen else None, by=request.user)

    tried = refusal.attempt(request, form, make)
    if tried.is_done:
        return _shown_once(request, tried.result)
    return _page(request, form, status=tried.status)


@never_cache
@require_POST
def feed_renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    feed = _own(request, pk)
    with refusal.told_to(request) as told:
        return _shown_once(request, feeds.renew(feed, by=request.user))
    return _page(request, FeedForm(person=request.user), status=told.status)


@require_POST
def feed_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    feed = _own(request, pk)
    with refusal.told_to(request) as told:
        feeds.revoke(feed, by=request.user)
        messages.success(request, _("Revoked. Its address shows nothing from now on."))
        return redirect("visits:feed_list")
    return _page(request, FeedForm(person=request.user), status=told.status)


def _own(request: HttpRequest, pk: UUID) -> CalendarFeed:
    return get_object_or_404(CalendarFeed.objects.visible_to(request.user), pk=pk)


def _page(request: HttpRequest, form: FeedForm, *, status: int = 200) -> HttpResponse:
    own = CalendarFeed.objects.visible_to(request.user).standing().select_related("site")
    standing = list(own)
    may_make = access.may(request.user, Permission.VISIT_SEE)
    if not (standing or may_make):
        raise Http404
    context = {"feeds": standing, "form": form, "may_make": may_make}
    return render(request, "visits/feed_list.html", context, status=status)


def _shown_once(request: HttpRequest, made: feeds.Made) -> HttpResponse:
    return render(request, "visits/feed_made.html", {"made": made, "feed": made.feed})
