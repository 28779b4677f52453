"""Asking first, then emptying a line for good."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import sight
from incidents.forms import TakeOutForm
from incidents.lines import emptying
from incidents.lines.table import LINES
from incidents.models import Removal
from incidents.out_page import OutPage
from incidents.taking_out import CannotTakeOut
from incidents.views import showing, too_late
from liaison import access, refusal


@require_http_methods(["GET", "HEAD", "POST"])
def line_take_out(
    request: HttpRequest, reference: str, what: Removal.What, pk: UUID
) -> HttpResponse:
    line = LINES[what]
    row = get_object_or_404(line.rows(request.user), pk=pk, **{line.reference: reference})
    incident = line.incident(row)
    side = sight.of(request.user).side_in(incident)
    access.require_verdict(emptying.may(row, incident, side, by=request.user))
    back, text = line.page(row), line.text(row)
    too_late.lead_on_from(request)
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def empty() -> None:
        with too_late.while_there():
            emptying.empty(what, pk, Removal.Why(form.cleaned_data["why"]), by=request.user)

    try:
        if request.method != "POST":
            emptying.require_there(line, row)
        tried = refusal.attempt(request, form, empty)
    except CannotTakeOut as late:
        return too_late.led_back(request, str(late), back)
    if tried.is_done:
        messages.success(request, _("Taken out for good. Whoever could read it has been told."))
        return redirect(back)
    context = {
        "form": form,
        "out": OutPage(
            line.label, line.lane(row), line.by(row).name, line.at(row), text, gone=not text
        ),
        "zone": incident.site.zone,
        "back": back,
    }
    template = "incidents/words_take_out.html"
    return showing.show(request, incident, side, template, context, tried.status)
