"""Asking first, then emptying a line for good."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents import sight
from incidents.lines import emptying
from incidents.lines.table import LINES
from incidents.models import Removal
from incidents.out_page import OutPage
from incidents.taking_out import CannotTakeOut
from incidents.views import asked_first, showing, too_late
from liaison import access


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
    try:
        form, tried = asked_first.attempt(
            request,
            lambda why: emptying.empty(what, pk, why, by=request.user),
            require_there=lambda: emptying.require_there(line, row),
        )
    except CannotTakeOut as late:
        return too_late.led_back(request, str(late), back)
    if tried.is_done:
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
