"""My desk, the list of sites and the page of a site."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from desk import agenda, door_cards, sites, welcome
from liaison import access
from liaison.roles import Permission


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "desk/front.html")
    now = timezone.now()
    desk = agenda.for_person(request.user, at=now)
    context = {
        "desk": desk,
        "now": now,
        "welcome": welcome.of(request.user),
        "takes_turns": welcome.takes_turns(request.user),
        "cards": door_cards.of(request.user, at=now),
        "may_log": access.may(request.user, Permission.INCIDENT_LOG),
        "may_tap": access.may(request.user, Permission.PRESENCE_TAP),
    }
    return render(request, "desk/home.html", context)


def site_list(request: HttpRequest) -> HttpResponse:
    rows = sites.overview(request.user, at=timezone.now())
    return render(request, "desk/site_list.html", {"rows": rows})


def site_detail(request: HttpRequest, slug: str) -> HttpResponse:
    site = sites.find(slug)
    if site is None:
        raise Http404
    with access.only_at(site.pk):
        if not access.may(request.user, Permission.SITE_SEE, site):
            raise Http404
        page = sites.page(site, request.user, at=timezone.now())
        return render(request, "desk/site_detail.html", {"page": page, "site": site})
