"""A mediation is looked up among what the person may see, and shown only when that is noted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from incidents import meanwhile
from incidents.as_seen import AsSeen
from incidents.mediation import finding, moving, parts, titles
from incidents.mediation.lifecycle import CaseStep
from incidents.mediation.page import MediationPage
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane
from incidents.views import showing, too_late


def find(request: HttpRequest, reference: str) -> tuple[MediationCase, Viewer]:
    """The mediation, and the part that the person has in it. Errors: ``Http404``."""
    try:
        case = finding.find(reference, request.user)
    except MediationCase.DoesNotExist as error:
        raise Http404 from error
    return case, parts.viewer(case, request.user)


def require_moment(request: HttpRequest, step: CaseStep, case: MediationCase) -> None:
    """Errors: ``NotTheMoment`` for somebody who comes to the page of *step* when it is not to be
    done. Whoever sends something too late is told by the operation."""
    if request.method != "POST":
        moving.require_moment(case, step)


def _lead_on(request: HttpRequest, reference: str, late: NotTheMoment) -> HttpResponse:
    """Nothing that was confided is offered to any other box."""
    case, viewer = find(request, reference)
    move = case.moves.select_related("by").last()
    news = ""
    if move is not None:
        post = move.by.name if move.side else ""
        what = titles.of(move.step)
        when = AsSeen(case.incident, viewer.side).moment_in_words(move.at)
        news = meanwhile.in_words(what, post, when)
    said = too_late.sentence(late, news, is_since=False)
    kept = too_late.kept(late.forms)
    if not kept:
        return too_late.led_back(request, said, case)
    page = page_of(case, viewer)
    context = {
        "mediation": page,
        "said": said,
        "kept": kept,
        "actions": page.actions,
        "back": case.get_absolute_url(),
    }
    return show(request, case, viewer, "incidents/too_late.html", context, 409)


# As that of an incident.
step = too_late.led_on_by(_lead_on)


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
    whole = {"incident": case.incident, "viewer": viewer, "seen": page.seen, "now": page.at, **said}
    whole["mediation"] = page
    return showing.render_noted(request, case, lane, template, whole, status)
