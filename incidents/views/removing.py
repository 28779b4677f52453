"""Asking first, then taking words out for good."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import out_page, taking_out
from incidents.course import Course
from incidents.forms import TakeOutForm
from incidents.models import Removal
from incidents.views import showing, too_late
from liaison import access, refusal


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def words_take_out(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    course = Course(incident, side, request.user)
    statement = course.statements.get(pk)
    if statement is None:
        raise Http404
    access.require_verdict(taking_out.may(statement, incident, side, by=request.user))
    words = course.words_of(pk)
    if request.method != "POST":
        taking_out.require_there(statement)
    form = TakeOutForm(request.POST if request.method == "POST" else None)

    def take_out() -> None:
        why = Removal.Why(form.cleaned_data["why"])
        with too_late.while_there():
            taking_out.take_out(statement, why, by=request.user)

    tried = refusal.attempt(request, form, take_out)
    if tried.is_done:
        messages.success(request, _("Taken out for good. Whoever could read it has been told."))
        return redirect(incident)
    context = {
        "form": form,
        "out": out_page.of_statement(statement, text=words.text, gone=words.gone),
        "zone": incident.site.zone,
        "back": incident.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.show(request, incident, side, template, context, tried.status)
