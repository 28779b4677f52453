"""Test calls: the numbers of both sides with their last call, and keeping one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liaison import access, contact_ladder, ladder_calls, refusal
from liaison.forms.ladder_calls import LadderCallForm
from liaison.models import LadderCall, Partnership
from liaison.roles import Permission, Side

# Of the calls, so many of the newest are shown.
MOST = 30


@require_GET
def ladder_call_list(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    partnership = _seen(request, slug, pk)
    ladders = ladder_calls.of([partnership.pk])
    calls = LadderCall.objects.visible_to(request.user).filter(partnership=partnership)
    context = {
        "partnership": partnership,
        "site": partnership.site,
        "ladders": [
            (side, partnership.party(side), ladders[partnership.pk, side]) for side in Side
        ],
        "called": _called(request, partnership),
        "calls": calls.select_related("called_by")[:MOST],
    }
    return render(request, "liaison/ladder_call_list.html", context)


@require_http_methods(["GET", "POST"])
def ladder_call_keep(request: HttpRequest, slug: str, pk: UUID, order: int) -> HttpResponse:
    partnership = _seen(request, slug, pk)
    side = ladder_calls.side_called(request.user, partnership)
    rungs = contact_ladder.rungs(partnership, side)
    if not 1 <= order <= len(rungs):
        raise Http404
    form = LadderCallForm(request.POST if request.method == "POST" else None)

    def keep() -> LadderCall:
        at, seen = timezone.now(), request.POST.get("seen", "")
        tried = form.tried(order, at)
        return ladder_calls.keep(partnership, tried, seen=seen, by=request.user, at=at)

    tried = refusal.attempt(request, form, keep)
    if tried.is_done:
        messages.success(request, _("Kept. Both sides see it."))
        return redirect("liaison:ladder_call_list", slug=slug, pk=pk)
    context = {
        "partnership": partnership,
        "site": partnership.site,
        "party": partnership.party(side),
        "rung": rungs[order - 1],
        "form": form,
        "stamp": contact_ladder.stamp(rungs),
    }
    return render(request, "liaison/ladder_call_keep.html", context, status=tried.status)


def _called(request: HttpRequest, partnership: Partnership) -> Side | None:
    """The side whose numbers the reader tests; None for somebody who only looks on."""
    sides = access.standing(request.user).sides_of(partnership)
    may = access.may(request.user, Permission.LADDER_TEST, partnership)
    return next(iter(sides)).other if may and len(sides) == 1 else None


def _seen(request: HttpRequest, slug: str, pk: UUID) -> Partnership:
    """Errors: ``Http404`` where this person sees no contacts."""
    visible = Partnership.objects.visible_to(request.user).with_parties()
    partnership = get_object_or_404(visible, pk=pk, site__slug=slug)
    if not access.may(request.user, Permission.VISIT_SEE, partnership):
        raise Http404
    return partnership
