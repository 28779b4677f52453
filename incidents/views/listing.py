"""The list of incidents."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from incidents import listing, places
from incidents.forms import FilterForm
from liaison import access
from liaison.keyset import NoSuchPlace, Place
from liaison.roles import Permission


@require_GET
def incident_list(request: HttpRequest) -> HttpResponse:
    """Newest first, a page at a time; what one cannot open at all is not there."""
    if not access.may(request.user, Permission.INCIDENT_SEE):
        raise Http404
    form = FilterForm(request.GET, places=places.open_to(request.user))
    wanted = form.cleaned_data if form.is_valid() else {}
    rows, page = listing.page_of(
        request.user, wanted, before=_place(request, "before"), after=_place(request, "after")
    )
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "is_narrowed": any(wanted.values()),
        "may_log": access.may(request.user, Permission.INCIDENT_LOG),
        "may_tap": access.may(request.user, Permission.PRESENCE_TAP),
        "may_read_told": access.may(request.user, Permission.TOLD_READ),
        "sees_side": access.may(request.user, Permission.INCIDENT_SEE_SIDE),
        "may_see_presence": access.may(request.user, Permission.PRESENCE_SEE),
        **listing.links(page, {name: str(value or "") for name, value in wanted.items()}),
    }
    return render(request, "incidents/incident_list.html", context)


def _place(request: HttpRequest, name: str) -> Place | None:
    told = request.GET.get(name)
    if not told:
        return None
    try:
        return Place.read(told)
    except NoSuchPlace as error:
        raise Http404 from error
