"""The log form: begun, gone on with, kept as a draft, logged."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from incidents import from_the_door, places, reporting
from incidents.drafts import saving
from incidents.drafts.saving import HasEnded, WrittenElsewhere
from incidents.forms import HandForm, LogForm
from incidents.models import LogDraft
from incidents.places import Place
from incidents.telling import into_incident
from incidents.views import log_page
from liaison import access, refusal
from liaison.refusal import Refused
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def incident_log(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.INCIDENT_LOG):
        raise Http404
    at = timezone.now()
    if request.method == "POST":
        return _keep(request, at) if "keep" in request.POST else _log(request, at)
    open_to = places.open_to(request.user)
    chosen = request.GET.get("site", "")
    form = LogForm(places=open_to, at=at, chosen=chosen, initial=_begun_with(request))
    return log_page.show(request, form, open_to, at)


def _begun_with(request: HttpRequest) -> dict[str, Any]:
    """A draft of one's own, a note from the door, or what somebody told the site."""
    if pk := request.GET.get("draft"):
        draft = get_object_or_404(_drafts(request), pk=_uuid(pk))
        kept = saving.opened(draft)
        return {**log_page.begun_with(kept.fields), "key": kept.key, "kept": draft.revision}
    if note := from_the_door.note_of(request.GET.get("note", ""), request.user):
        return from_the_door.begun_with(note)
    told = into_incident.told_of(request.GET.get("told", ""), request.user)
    return into_incident.begun_with(told) if told else {}


def _drafts(request: HttpRequest) -> Any:
    return LogDraft.objects.visible_to(request.user).select_related("data_key")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _log(request: HttpRequest, at: datetime) -> HttpResponse:
    """Whoever may log at hundreds of sites sends one: the others are looked up only where the form
    is shown once more."""
    form = LogForm(request.POST, places=_asked(request), at=at)
    if not form.is_valid():
        return _again(request, form, at, status=422)
    with refusal.told_to(request, form) as told:
        incident = _logged(form, by=request.user, at=at)
        messages.success(request, _("Logged. Only your own side can read it."))
        return redirect(incident)
    elsewhere = told.refused.draft if isinstance(told.refused, WrittenElsewhere) else None
    if elsewhere:
        form.go_on_from(elsewhere.revision)
    return _again(request, form, at, elsewhere=elsewhere, status=told.status)


def _logged(form: LogForm, *, by: Any, at: datetime) -> Any:
    data = form.cleaned_data
    if form.is_kept:
        saving.refuse_unseen(form.hand(), by=by)
    incident = reporting.log(form.report(), key=data["key"], by=by, at=at)
    if form.is_kept:
        saving.end(form.hand(), by=by, at=at)
    from_the_door.settle(data["note"], by=by, at=at)
    into_incident.settle(data["told"], incident, by=by, at=at)
    return incident


def _keep(request: HttpRequest, at: datetime) -> HttpResponse:
    """What was typed so far, as it is: nobody but its author reads it, so nothing is asked."""
    sent = HandForm(request.POST)
    sent.is_valid()
    hand, fields = sent.hand(), log_page.typed(request.POST)
    begun, elsewhere = {"key": hand.key, "window": hand.window, "kept": hand.revision}, None
    try:
        draft = saving.keep(fields, hand, by=request.user, at=at)
    except WrittenElsewhere as refused:
        elsewhere = refused.draft
        begun["kept"] = elsewhere.revision
    except Refused as refused:
        messages.error(request, str(refused))
        if isinstance(refused, HasEnded):
            begun = {}  # what goes on from here is another
    else:
        messages.success(request, _("Kept as a draft. Only you can read it."))
        return redirect(f"{request.path}?draft={draft.pk}")
    open_to = places.open_to(request.user)
    form = LogForm(places=open_to, at=at, initial={**log_page.begun_with(fields), **begun})
    status = 409 if elsewhere else 422
    return log_page.show(request, form, open_to, at, elsewhere=elsewhere, status=status)


def _again(request: HttpRequest, form: LogForm, at: datetime, **more: Any) -> HttpResponse:
    open_to = places.open_to(request.user)
    form.offer(open_to, at=at)
    return log_page.show(request, form, open_to, at, **more)


def _asked(request: HttpRequest) -> list[Place]:
    """The site that was sent, if the person may log there."""
    try:
        place = places.at(UUID(request.POST.get("site", "")), request.user)
    except ValueError:
        return []
    return [place] if place else []
