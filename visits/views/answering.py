"""Answering a proposal, and calling a visit off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liaison import refusal
from visits import booking, lifecycle
from visits.forms import ReasonForm, SeenForm
from visits.lifecycle import Stage
from visits.models import Visit
from visits.on_the_day import reminders
from visits.series import reach as series_reach
from visits.series.reach import Doing, Reach
from visits.views import reading, small_page


@require_POST
def visit_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    with refusal.told_to(request, form) as told:
        booking.confirm(visit, by=request.user, seen=seen)
        messages.success(request, _("Confirmed. Both sides have been told."))
        return redirect(visit)
    visit = reading.visible(request, pk)
    return reading.page(request, visit, refused=told.refused, status=told.status)


@require_http_methods(["GET", "POST"])
def visit_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    if late := small_page.too_late(request, visit, Stage.DECLINED):
        return late
    form = ReasonForm(request.POST or None, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_decline.html",
        lambda said, seen: booking.decline(
            visit, reason=said["reason"], by=request.user, seen=seen
        ),
        done=_declined,
    )


def _declined(visit: Visit) -> str:
    if visit.stage == Stage.CONFIRMED:
        return _("Declined. The visit stays as it was agreed; both sides have been told.")
    return _("Declined. The other side has been told, with your reason.")


@require_http_methods(["GET", "POST"])
def visit_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    if late := small_page.too_late(request, visit, Stage.CANCELLED):
        return late
    needed = lifecycle.owes_reason(visit.stage_at(timezone.now()), Stage.CANCELLED)
    is_late = visit.stage == Stage.CONFIRMED and reminders.is_late(visit.starts, timezone.now())
    form = ReasonForm(request.POST or None, needed=needed, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_cancel.html",
        lambda said, seen: booking.cancel(visit, reason=said["reason"], by=request.user, seen=seen),
        done=_called_off,
        more={
            "is_late": is_late,
            "reaches": [] if visit.agreed else series_reach.of_date(visit, Doing.END, Reach.THIS),
        },
    )


def _called_off(visit: Visit) -> str:
    if visit.stage == Stage.CONFIRMED:
        return _("Taken back. The visit stays as it was agreed; both sides have been told.")
    return _("Called off. Both sides have been told.")
