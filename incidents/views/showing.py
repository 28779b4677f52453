"""An incident is looked up among what the person may see, and shown only when that is noted."""

import functools
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import reads
from incidents import finding, meanwhile, stepping
from incidents.as_seen import AsSeen
from incidents.casefile import CaseFile
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.stepping import NotTheMoment, PressedTwice
from incidents.taxonomy import Lane
from incidents.views import too_late
from liaison import access
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
    """Render a page with words of *incident*, after noting who reads it in which lane. What of the
    incident *side* sees is there as ``seen``."""
    lane = Lane.of(side) if side else Lane.SHARED
    seen = AsSeen(incident, side)
    whole = {"incident": incident, "side": side, "seen": seen, **context}
    return render_noted(request, incident, lane, template, whole, status)


def render_noted(
    request: HttpRequest,
    about: models.Model,
    lane: Lane,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page with words about *about* in *lane*. What cannot be noted is not shown (503)."""
    try:
        reads.note(request.user, about, lane)
    except reads.NotNoted:
        return render(request, "incidents/not_shown.html", status=503)
    return render(request, template, context, status=status)


def require_step(request: HttpRequest, step: Step, incident: Incident, side: Side | None) -> None:
    """Whoever comes to the page of *step* may take it, and now. Errors: ``PermissionDenied``, and
    as ``require_moment``."""
    access.require_verdict(stepping.is_for(step, incident, by=request.user, side=side))
    require_moment(request, step, incident)


def require_moment(request: HttpRequest, step: Step, incident: Incident) -> None:
    """Errors: ``NotTheMoment`` for somebody who comes to the page of *step* when it is not to be
    done. Whoever sends words too late is told by the operation."""
    if request.method != "POST":
        stepping.require_moment(step, incident)


def revision(request: HttpRequest, incident: Incident) -> int:
    """What the person was looking at, by a form's hidden field: *incident* as it is, or as it was
    some moves before; -1 for anything else."""
    seen = request.POST.get("seen", "")
    known = range(incident.revision, -1, -1)
    return next((one for one in known if seen == incident.stamp_at(one)), -1)


def _lead_on(request: HttpRequest, reference: str, late: NotTheMoment) -> HttpResponse:
    incident, side = find(request, reference)
    seen = revision(request, incident)
    news = meanwhile.told(incident, side, after=max(seen, 0), about=late.step, promise=late.promise)
    said = too_late.sentence(late, news, is_since=seen >= 0)
    kept = too_late.kept(late.forms)
    if not kept:
        return too_late.led_back(request, said, incident)
    case = CaseFile(incident, side, request.user, timezone.now())
    context = {
        "said": said,
        "kept": kept,
        "actions": [one for one in case.actions() if not one.reason],
        "ways": too_late.ways(late.forms, case),
        "back": incident.get_absolute_url(),
    }
    return show(request, incident, side, "incidents/too_late.html", context, 409)


_led_on = too_late.led_on_by(_lead_on)


def step(view: too_late.View) -> too_late.View:
    """For a page on which a step is taken: whoever presses twice is led where the first press led,
    and reads that it counts once; whoever comes too late reads what happened meanwhile, has what
    they typed, and is led to what can be done now."""

    @functools.wraps(view)
    def once(request: HttpRequest, reference: str, **parts: Any) -> HttpResponse:
        try:
            return view(request, reference, **parts)
        except PressedTwice:
            messages.success(request, _("You pressed twice. It counts once."))
            return redirect("incidents:incident_detail", reference)

    return _led_on(once)
