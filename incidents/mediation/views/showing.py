"""A mediation is looked up among what the person may see, and shown only when that is noted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from incidents.mediation import finding, parts
from incidents.mediation.page import MediationPage
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase
from incidents.taxonomy import Lane
from incidents.views import showing


def find(request: HttpRequest, reference: str) -> tuple[MediationCase, Viewer]:
    """The mediation, and the part that the person has in it. Errors: ``Http404``."""
    try:
        case = finding.find(reference, request.user)
    except MediationCase.DoesNotExist as error:
        raise Http404 from error
    return case, parts.viewer(case, request.user)


def page_of(case: MediationCase, viewer: Viewer) -> MediationPage:
    return MediationPage(case, viewer, timezone.now())


def show(
    request: HttpRequest,
    case: MediationCase,
    viewer: Viewer,
    template: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page of *case* as *viewer* sees it, after noting who reads it in which lane."""
    lane = Lane.with_mediator(viewer.side) if viewer.side else Lane.MEDIATOR
    said = context or {}
    page = said.get("mediation") or page_of(case, viewer)
    whole = {"incident": case.incident, "viewer": viewer, "now": page.at, **said}
    whole["mediation"] = page
    return showing.render_noted(request, case, lane, template, whole, status)
