"""A file is opened by whoever reads its lane, shown to the other side, or taken out for good."""

import logging
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

import vault
from audit import reads
from incidents import lanes, stepping, taking_out
from incidents.attachments import listing, releasing, removing
from incidents.lifecycle import Step
from incidents.models import Attachment, Incident
from incidents.taxonomy import Lane
from incidents.views import asked_first, showing
from liaison import access, refusal
from liaison.roles import Side
from vault import files

_log = logging.getLogger(__name__)
# Whatever a file turns out to be, it runs nothing and reaches nothing.
_LOCKED_UP = "default-src 'none'; sandbox"


@require_safe
@never_cache
def attachment_file(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, _side, one = _find(request, reference, pk)
    if not one.is_served:
        raise Http404
    try:
        content = one.content()
        reads.note(request.user, incident, one.lane)
    except reads.NotNoted:
        return render(request, "incidents/not_shown.html", status=503)
    except (files.NotThere, vault.DoesNotOpen):
        _log.error("The file of attachment %s is missing or damaged.", one.pk)
        return render(request, "incidents/attachments/not_there.html", status=503)
    headers = {
        "Content-Disposition": f'attachment; filename="{one.file_name}"',
        "Content-Security-Policy": _LOCKED_UP,
    }
    return HttpResponse(content, content_type=one.media_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def attachment_show(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side, one = _find(request, reference, pk)
    access.require_verdict(stepping.is_for(Step.DISCUSS, incident, by=request.user, side=side))
    if request.method == "POST":
        with refusal.told_to(request):
            releasing.show(one, by=request.user)
            messages.success(request, _("Both sides can see it now."))
        return redirect(incident)
    if one.lane == Lane.SHARED or not one.is_served:
        return redirect(incident)
    stepping.require_moment(Step.DISCUSS, incident)
    context = {"file": one, "caption": one.words(), "audience": lanes.shared_of(incident)}
    return showing.show(request, incident, side, "incidents/attachments/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def attachment_take_out(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side, one = _find(request, reference, pk)
    access.require_verdict(taking_out.may(one, incident, side, by=request.user))
    form, tried = asked_first.attempt(
        request,
        lambda why: removing.take_out(one, why, by=request.user),
        require_there=lambda: removing.require_there(one),
        done=_("Taken out for good. Whoever could see it has been told."),
    )
    if tried.is_done:
        return redirect(incident)
    context = {
        "form": form,
        "file": one,
        "caption": one.shown()[0],
        "goes_further": len(removing.going_with(one)) > 1,
    }
    template = "incidents/attachments/take_out.html"
    return showing.show(request, incident, side, template, context, tried.status)


def _find(
    request: HttpRequest, reference: str, pk: UUID
) -> tuple[Incident, Side | None, Attachment]:
    """Errors: ``Http404`` for one that the person does not see."""
    incident, side = showing.find(request, reference)
    try:
        one = listing.find(pk, incident, side, request.user)
    except Attachment.DoesNotExist as error:
        raise Http404 from error
    one.incident = incident
    return incident, side, one
