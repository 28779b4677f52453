"""The log form."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import lanes, places, reporting
from incidents.forms import LogForm
from incidents.places import Place
from liaison import access, refusal
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def incident_log(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.INCIDENT_LOG):
        raise Http404
    open_to, at = places.open_to(request.user), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = LogForm(data, places=open_to, at=at, chosen=request.GET.get("site", ""))
    if not form.is_bound:
        return _page(request, form, open_to)
    if not form.is_valid():
        return _page(request, form, open_to, status=422)
    with refusal.told_to(request, form) as told:
        key = form.cleaned_data["key"]
        incident = reporting.log(form.report(), key=key, by=request.user, at=at)
        messages.success(request, _("Logged. Only your own side can read it."))
        return redirect(incident)
    return _page(request, form, open_to, status=told.status)


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
