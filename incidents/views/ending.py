"""What the statutory body was told, and that an incident is closed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import ending, lanes
from incidents.forms import CloseForm, ReferralForm, ResultForm, SharedReferralForm
from incidents.models import Incident
from incidents.views import showing
from liaison import refusal, timekeeping


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_report(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    step = ending.TELLS[incident.stays_with_its_side]
    showing.require_step(request, step, incident, side)
    initial = {
        "body": incident.complaint_way.body.read_in(get_language() or "")[0],
        "on": timekeeping.day_at(incident.site, timezone.now()),
    }
    kind = ReferralForm if incident.stays_with_its_side else SharedReferralForm
    form = kind(request.POST if request.method == "POST" else None, initial=initial)

    def report() -> None:
        seen = showing.revision(request, incident)
        ending.report(incident, form.told(), by=request.user, revision=seen)

    tried = refusal.attempt(request, form, report)
    if tried.is_done:
        messages.success(request, _("Kept: the statutory body was told."))
        return redirect(incident)
    context = _context(form, incident)
    return showing.show(request, incident, side, "incidents/report.html", context, tried.status)


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_close(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    step = ending.CLOSES[incident.stays_with_its_side]
    showing.require_step(request, step, incident, side)
    kind = CloseForm if incident.stays_with_its_side else ResultForm
    form = kind(request.POST if request.method == "POST" else None)

    def close() -> None:
        seen = showing.revision(request, incident)
        ending.close(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, close)
    if tried.is_done:
        messages.success(request, _("Closed."))
        return redirect(incident)
    context = _context(form, incident)
    return showing.show(request, incident, side, "incidents/close.html", context, tried.status)


def _context(form: forms.Form, incident: Incident) -> dict[str, Any]:
    return {"form": form, "audience": lanes.of_author(incident)}
