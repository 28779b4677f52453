"""Saying what came of a visit."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from visits import outcomes
from visits.forms import HeldForm, ReasonForm
from visits.views import small_page


@require_http_methods(["GET", "POST"])
def visit_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    form = HeldForm(request.POST or None, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_hold.html",
        lambda said, seen: outcomes.mark_held(visit, note=said["note"], by=request.user, seen=seen),
        done=_("Marked as held. Both sides can read the note."),
    )


@require_http_methods(["GET", "POST"])
def visit_miss(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    form = ReasonForm(request.POST or None, needed=False, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_miss.html",
        lambda said, seen: outcomes.mark_missed(
            visit, reason=said["reason"], by=request.user, seen=seen
        ),
        done=_("Marked as missed. Both sides have been told."),
    )
