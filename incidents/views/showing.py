"""An incident is looked up among what the person may see, and shown only when that is noted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from audit import reads
from incidents import finding
from incidents.models import Incident
from incidents.taxonomy import Lane
from liaison.roles import Side


def find(request: HttpRequest, reference: str) -> tuple[Incident, Side | None]:
    """The incident and the side on which the person stands in it. Errors: ``Http404``."""
    try:
        return finding.find(reference, request.user)
    except Incident.DoesNotExist as error:
        raise Http404 from error


def show(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render a page with words of *incident*, after noting who reads it in which lane.

    What cannot be noted is not shown (503).
    """
    lane = Lane.of(side) if side else Lane.SHARED
    try:
        reads.note(request.user, incident, lane)
    except reads.NotNoted:
        return render(request, "incidents/not_shown.html", status=503)
    return render(request, template, {"incident": incident, "side": side, **context}, status=status)


def revision(request: HttpRequest) -> int:
    """What the person was looking at, from a button's hidden field; -1 is no state there was."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
