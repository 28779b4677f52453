"""The mediator ends talks that led to no agreement."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.mediation import closing
from incidents.mediation.forms import CloseForm
from incidents.mediation.lifecycle import CaseStep
from incidents.mediation.views import showing
from incidents.taxonomy import Outcome
from liaison import refusal


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_close(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    if not viewer.is_mediator:
        raise PermissionDenied(_("This is for the mediator to do."))
    showing.require_moment(request, CaseStep.NO_AGREEMENT, case)
    form = CloseForm(request.POST or None)

    def close() -> object:
        outcome = Outcome(form.cleaned_data["outcome"])
        return closing.close_without(case, outcome, by=request.user)

    tried = refusal.attempt(request, form, close)
    if tried.is_done:
        messages.success(request, _("The mediation has ended. You no longer read it."))
        return redirect("desk:home")
    template = "incidents/mediation/mediation_close.html"
    return showing.show(request, case, viewer, template, {"form": form}, tried.status)
