"""Opening again what came to an end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import lanes, reopening
from incidents.casefile import CaseFile
from incidents.forms import ReopenForm
from incidents.lifecycle import Step
from incidents.views import showing
from liaison import refusal


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.REOPEN, incident, side)
    form = ReopenForm(request.POST if request.method == "POST" else None)

    def reopen() -> None:
        seen = showing.revision(request, incident)
        reopening.reopen(incident, form.cleaned_data["words"], by=request.user, revision=seen)

    tried = refusal.attempt(request, form, reopen)
    if tried.is_done:
        messages.success(request, _("Open again. Both sides have been told; the other answers."))
        return redirect(incident)
    context = {
        "form": form,
        "case": CaseFile(incident, side, request.user, timezone.now()),
        "audience": lanes.shared_of(incident),
    }
    return showing.show(request, incident, side, "incidents/reopen.html", context, tried.status)
