"""The page on which somebody leaves a case, and is let back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Person
from incidents.models import Incident
from incidents.recusal import declaring, remaining
from incidents.recusal.forms import ConflictForm
from incidents.views import showing
from liaison import access, refusal
from liaison.roles import Permission, Side


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    recuses = access.may(request.user, Permission.INCIDENT_RECUSE, incident)
    people = _people(incident, side, request.user, takes_off=bool(recuses))
    form = ConflictForm(
        request.POST if request.method == "POST" else None, people=people, reader=request.user
    )

    def declare() -> None:
        declaring.declare(incident, form.chosen(), by=request.user)

    tried = refusal.attempt(request, form, declare)
    if tried.is_done:
        if form.chosen().pk == request.user.pk:
            messages.success(request, _("You have left the case. You no longer see it."))
            return redirect("incidents:incident_list")
        messages.success(request, _("They have left the case and no longer see it."))
        return redirect("incidents:conflict", reference)
    context: dict[str, Any] = {
        "form": form,
        "recuses": recuses,
        "can_act": bool(_able(incident, side)),
        "off": incident.recusals.current().filter(side=side).select_related("person"),
    }
    template = "incidents/recusal/conflict.html"
    return showing.show(request, incident, side, template, context, tried.status)


@require_POST
def conflict_end(request: HttpRequest, reference: str, pk: UUID) -> HttpResponse:
    incident, side = showing.find(request, reference)
    recusal = get_object_or_404(incident.recusals.filter(side=side), pk=pk)
    with refusal.told_to(request):
        declaring.let_back(recusal, by=request.user)
        messages.success(request, _("They are back on this case and have been told."))
    return redirect("incidents:conflict", reference)


def _people(incident: Incident, side: Side | None, reader: Any, *, takes_off: bool) -> list[Person]:
    """The reader, and with the right to it the others of their side who are on the case."""
    if side is None:
        return []
    if not takes_off:
        return [reader]
    in_charge = remaining.of_side(incident, side, Permission.INCIDENT_SEE_SIDE, at=timezone.now())
    others = remaining.on_case(incident, in_charge, without=reader)
    return [reader, *others]


def _able(incident: Incident, side: Side | None) -> list[Person]:
    if side is None:
        return []
    able = remaining.of_side(incident, side, Permission.INCIDENT_HANDLE, at=timezone.now())
    return remaining.on_case(incident, able)
