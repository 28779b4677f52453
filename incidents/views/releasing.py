"""The release page: exactly what the other side will read, unless it is kept."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from incidents import course, keeping_back, lanes, releasing, stepping
from incidents.casefile import CaseFile
from incidents.forms import ReleaseForm
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.views import showing
from liaison import refusal
from liaison.roles import Side


@require_http_methods(["GET", "HEAD", "POST"])
def incident_release(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    if not stepping.is_the_moment(Step.RELEASE, incident) or incident.is_critical:
        return redirect(incident)
    verdict = stepping.may_take(Step.RELEASE, incident, by=request.user, side=side)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form, drafts = _form(request, incident)
    if not form.is_bound or not form.is_valid():
        return _page(request, incident, side, form, drafts)
    with refusal.told_to(request, form) as told:
        _release(request, incident, form.cleaned_data)
        return redirect(incident)
    return _page(request, incident, side, form, drafts, status=told.status)


@require_POST
def incident_keep(request: HttpRequest, reference: str) -> HttpResponse:
    incident, _side = showing.find(request, reference)
    with refusal.told_to(request):
        keeping_back.keep_back(incident, by=request.user, revision=showing.revision(request))
        messages.success(request, _("Kept on your side. It can still be released."))
    return redirect(incident)


def _release(request: HttpRequest, incident: Incident, data: dict[str, Any]) -> None:
    releasing.release(
        incident,
        data["words"],
        by=request.user,
        with_identifiers=data.get("with_identifiers", False),
        partnership_id=data.get("partnership"),
        revision=showing.revision(request),
    )
    messages.success(request, _("Released. The other side has been told."))


def _form(request: HttpRequest, incident: Incident) -> tuple[ReleaseForm, dict[str, Statement]]:
    kinds, drafts = Statement.Kind, releasing.drafts_of(incident)
    texts = [
        course.read(drafts[kind]).text for kind in (kinds.NARRATIVE, kinds.DONE) if kind in drafts
    ]
    form = ReleaseForm(
        request.POST or None,
        partnerships=releasing.partnerships_for(incident, request.user),
        has_identifiers=kinds.RESTRICTED in drafts,
        initial={"words": "\n\n".join(filter(None, texts))},
    )
    return form, drafts


def _page(
    request: HttpRequest,
    incident: Incident,
    side: Side | None,
    form: ReleaseForm,
    drafts: dict[str, Statement],
    status: int | None = None,
) -> HttpResponse:
    restricted = drafts.get(Statement.Kind.RESTRICTED)
    context = {
        "form": form,
        "case": CaseFile(incident, side, request.user, timezone.now()),
        "identifiers": course.read(restricted).text if restricted else "",
        "audience": lanes.of_incident(incident, incident.author_side)["shared"],
        "other": incident.author_side.other,
    }
    status = status or (422 if form.is_bound else 200)
    return showing.show(request, incident, side, "incidents/incident_release.html", context, status)
