"""The log form."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import from_the_door, lanes, places, reporting
from incidents.forms import LogForm
from incidents.places import Place
from liaison import access, refusal
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def incident_log(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.INCIDENT_LOG):
        raise Http404
    at = timezone.now()
    if request.method == "POST":
        return _log(request, at)
    open_to = places.open_to(request.user)
    note = from_the_door.note_of(request.GET.get("note", ""), request.user)
    initial = from_the_door.begun_with(note) if note else {}
    form = LogForm(places=open_to, at=at, chosen=request.GET.get("site", ""), initial=initial)
    return _page(request, form, open_to)


def _log(request: HttpRequest, at: datetime) -> HttpResponse:
    """Whoever may log at hundreds of sites sends one: the others are looked up only where the form
    is shown once more."""
    form = LogForm(request.POST, places=_asked(request), at=at)
    status = 422
    if form.is_valid():
        with refusal.told_to(request, form) as told:
            key = form.cleaned_data["key"]
            incident = reporting.log(form.report(), key=key, by=request.user, at=at)
            from_the_door.settle(form.cleaned_data["note"], by=request.user, at=at)
            messages.success(request, _("Logged. Only your own side can read it."))
            return redirect(incident)
        status = told.status
    open_to = places.open_to(request.user)
    form.offer(open_to, at=at)
    return _page(request, form, open_to, status=status)


def _asked(request: HttpRequest) -> list[Place]:
    """The site that was sent, if the person may log there."""
    try:
        place = places.at(UUID(request.POST.get("site", "")), request.user)
    except ValueError:
        return []
    return [place] if place else []


def _page(
    request: HttpRequest, form: LogForm, open_to: list[Place], status: int = 200
) -> HttpResponse:
    sides = {place.side for place in open_to}
    context = {
        "form": form,
        "audiences": [lanes.own(side) for side in sorted(sides)],
        "bodies": places.bodies(open_to),
        "has_places": bool(open_to),
    }
    return render(request, "incidents/incident_log.html", context, status=status)
