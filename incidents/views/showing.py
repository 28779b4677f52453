"""An incident is looked up among what the person may see, and shown only when that is noted."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from audit import reads
from incidents import finding, stepping
from incidents.lifecycle import Step
from incidents.models import Incident
from incidents.stepping import PressedTwice
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
    """Render a page with words of *incident*, after noting who reads it in which lane."""
    lane = Lane.of(side) if side else Lane.SHARED
    whole = {"incident": incident, "side": side, **context}
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


def led_back(request: HttpRequest, incident: Incident) -> HttpResponse:
    """To where one sees what can be done now, from the page of a step whose moment has passed."""
    messages.info(request, _("That is not to be done any more. Here stands what can be done now."))
    return redirect(incident)


def is_over(request: HttpRequest, step: Step, incident: Incident) -> bool:
    """Somebody comes to the page of *step* when its moment has passed. Whoever sends words too
    late still has them there."""
    return request.method != "POST" and not stepping.is_the_moment(step, incident)


def revision(request: HttpRequest, incident: Incident) -> int:
    """What the person was looking at, by a form's hidden field: *incident* as it is, or as it was
    one move before; -1 for anything else."""
    seen = request.POST.get("seen", "")
    latest = incident.revision
    return next((one for one in (latest, latest - 1) if seen == incident.stamp_at(one)), -1)


def step(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page on which a step is taken: whoever presses twice is led where the first press led,
    and reads that it counts once."""

    @functools.wraps(view)
    def once(request: HttpRequest, reference: str, **parts: Any) -> HttpResponse:
        try:
            return view(request, reference, **parts)
        except PressedTwice:
            messages.success(request, _("You pressed twice. It counts once."))
            return redirect("incidents:incident_detail", reference)

    return once
