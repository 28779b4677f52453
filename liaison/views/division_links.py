"""The links of divisions to the door cards of their sites."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liaison import access, division_links, refusal
from liaison.models import DivisionLink
from liaison.roles import Permission
from liaison.squares import drawn


@require_safe
def division_link_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.DIVISION_LINKS):
        raise Http404
    places = division_links.places_of(request.user)
    return render(request, "liaison/division_link_list.html", {"places": places})


@require_POST
def division_link_issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    places = division_links.places_of(request.user)
    division = next((one.division for one in places if one.division.pk == pk), None)
    if division is None:
        raise Http404
    with refusal.told_to(request):
        link = division_links.issue(division, by=request.user)
        return redirect("liaison:division_link_poster", pk=link.pk)
    return redirect("liaison:division_link_list")


@require_safe
def division_link_poster(request: HttpRequest, pk: UUID) -> HttpResponse:
    link = _link(request, pk)
    if link.revoked_at:
        raise Http404
    address = division_links.address(link)
    context = {"link": link, "address": address, "drawing": drawn(address)}
    return render(request, "liaison/division_link_poster.html", context)


@require_http_methods(["GET", "POST"])
def division_link_revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    link = _link(request, pk)
    if request.method == "GET":
        context = {"link": link, "back": reverse("liaison:division_link_list")}
        return render(request, "liaison/asked/division_link_revoke.html", context)
    with refusal.told_to(request):
        division_links.revoke(link, by=request.user)
        messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("liaison:division_link_list")


def _link(request: HttpRequest, pk: UUID) -> DivisionLink:
    visible = DivisionLink.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("division__organisation", "data_key"), pk=pk)
