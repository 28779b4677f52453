"""A time for the three to meet, from among those that the calendar of visits has free."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents.mediation import meetings
from incidents.mediation.forms import MeetingForm
from incidents.mediation.page import MediationPage
from incidents.mediation.views import showing
from liaison import access, refusal
from liaison.roles import Side
from visits import forms, planning


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def mediation_meeting(request: HttpRequest, reference: str) -> HttpResponse:
    case, viewer = showing.find(request, reference)
    page = showing.page_of(case, viewer)
    access.require_verdict(meetings.may_put_forward(case, viewer))
    if request.method != "POST":
        meetings.require_moment(case)
    pair = case.incident.pair
    form = planning.bind(MeetingForm, request, pair)
    if request.method != "POST":
        form.initial.update(_suggested(page))

    def put_forward() -> object:
        return meetings.put_forward(case, form.wish(), by=request.user)

    tried = refusal.attempt(request, form, put_forward)
    if tried.is_done:
        messages.success(request, _told(page))
        return redirect(case)
    # A mediator keeps the notice that the police side has to keep: it protects the site.
    side = viewer.side or Side.POLICE
    looked = planning.looked_for(request)
    found = planning.context(form, looked, pair, side=side, refused=tried.refused, at=page.at)
    context = {**found, "offers_exception": False, "mediation": page}
    template = "incidents/mediation/mediation_meeting.html"
    return showing.show(request, case, viewer, template, context, tried.status)


def _suggested(page: MediationPage) -> dict[str, Any]:
    """What the form begins with: the time that the mediator suggests."""
    one = page.meetings.suggestion
    if one is None:
        return {}
    local = one.starts.astimezone(page.incident.tz)
    return {
        "place": one.place,
        "where": one.where,
        "day": local.date(),
        "time": local.time(),
        "which": forms.LATER if local.fold else forms.EARLIER,
        "minutes": (one.ends - one.starts).seconds // 60,
        "party_size": one.party_size,
    }


def _told(page: MediationPage) -> str:
    if page.viewer.is_mediator:
        return _("Suggested. Both sides have been told; either can put it to the other.")
    return _("Put to the other side, in the calendar of visits. The mediator has been told too.")
