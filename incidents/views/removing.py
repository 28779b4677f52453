"""Asking first, then taking words out for good."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from incidents import out_page, taking_out
from incidents.course import Course
from incidents.views import asked_first, showing
from liaison import access


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
    form, tried = asked_first.attempt(
        request,
        lambda why: taking_out.take_out(statement, why, by=request.user),
        require_there=lambda: taking_out.require_there(statement),
    )
    if tried.is_done:
        return redirect(incident)
    context = {
        "form": form,
        "out": out_page.of_statement(statement, text=words.text, gone=words.gone),
        "zone": incident.site.zone,
        "back": incident.get_absolute_url(),
    }
    template = "incidents/words_take_out.html"
    return showing.show(request, incident, side, template, context, tried.status)
