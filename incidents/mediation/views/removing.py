"""Asking first, then taking out for good what was written in confidence."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from incidents import out_page, sight, taking_out
from incidents.mediation import destroying
from incidents.mediation.views import showing
from incidents.views import asked_first


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def confided_take_out(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    rows = destroying.readable(case, sight.of(request.user)).select_related("data_key")
    statement = get_object_or_404(rows, pk=pk)
    text, gone = statement.shown()
    form, tried = asked_first.attempt(
        request,
        lambda why: destroying.take_out(statement, why, by=request.user),
        require_there=lambda: taking_out.require_there(statement),
    )
    if tried.is_done:
        return redirect(case)
    context = {
        "form": form,
        "out": out_page.of_statement(statement, text=text, gone=gone),
        "zone": case.incident.site.zone,
        "back": case.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.show(request, case, viewer, template, context, tried.status)
