"""Asking first, then taking out for good what was written in confidence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import out_page, sight, taking_out
from incidents.forms import TakeOutForm
from incidents.mediation import destroying
from incidents.mediation.views import showing
from incidents.models import Removal
from incidents.views import too_late
from liaison import refusal


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def confided_take_out(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    rows = destroying.readable(case, sight.of(request.user)).select_related("data_key")
    statement = get_object_or_404(rows, pk=pk)
    text, gone = statement.shown()
    if request.method != "POST":
        taking_out.require_there(statement)
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def take_out() -> None:
        with too_late.while_there():
            destroying.take_out(statement, Removal.Why(form.cleaned_data["why"]), by=request.user)

    tried = refusal.attempt(request, form, take_out)
    if tried.is_done:
        messages.success(request, _("Taken out for good. Whoever could read it has been told."))
        return redirect(case)
    context = {
        "form": form,
        "out": out_page.of_statement(statement, text=text, gone=gone),
        "zone": case.incident.site.zone,
        "back": case.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.show(request, case, viewer, template, context, tried.status)
