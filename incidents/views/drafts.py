"""Drafts of the log form: saved while one types, listed for their author, discarded."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incidents import places
from incidents.drafts import saving
from incidents.drafts.saving import HasEnded, WrittenElsewhere
from incidents.forms import HandForm
from incidents.models import LogDraft
from incidents.views import log_page
from liaison import access, refusal
from liaison.refusal import Refused
from liaison.roles import Permission


@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.INCIDENT_LOG):
        raise Http404
    drafts = LogDraft.objects.visible_to(request.user).select_related("data_key")
    open_to = places.open_to(request.user)
    context = {
        "rows": [(draft, log_page.kind_of(saving.opened(draft))) for draft in drafts],
        "zone": open_to[0].zone if open_to else "UTC",
    }
    return render(request, "incidents/draft_list.html", context)


@require_POST
def draft_save(request: HttpRequest) -> JsonResponse:
    """For the script that saves while one types: what came of it, in codes and words."""
    if not access.may(request.user, Permission.INCIDENT_LOG):
        raise Http404
    sent = HandForm(request.POST)
    sent.is_valid()
    fields = log_page.typed(request.POST)
    try:
        draft = saving.keep(fields, sent.hand(), by=request.user, at=timezone.now())
    except WrittenElsewhere as refused:
        there = {"revision": refused.draft.revision, "draft": str(refused.draft.pk)}
        return JsonResponse(there, status=409)
    except Refused as refused:
        status = 410 if isinstance(refused, HasEnded) else 422
        return JsonResponse({"said": str(refused)}, status=status)
    return JsonResponse({"revision": draft.revision})


@require_POST
def draft_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(LogDraft.objects.visible_to(request.user), pk=pk)
    with refusal.told_to(request):
        saving.discard(draft, by=request.user)
        messages.success(request, _("Discarded. Nobody can read it again."))
    return redirect("incidents:draft_list")
