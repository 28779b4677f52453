"""Putting a time forward: a new visit, or another time for one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liaison import refusal
from liaison.models import Partnership
from liaison.templatetags import time_tags
from visits import booking, lifecycle, planning, steps
from visits.forms import CounterForm, ProposalForm
from visits.models import Visit
from visits.views import small_page
from visits.views.with_whom import with_whom


@with_whom
def visit_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    side = steps.acting_side(request.user, partnership)
    form = planning.bind(ProposalForm, request, partnership)

    def propose() -> Visit:
        return booking.propose(partnership, form.wish(), by=request.user)

    tried = refusal.attempt(request, form, propose)
    if tried.is_done:
        return _proposed(request, tried.result)
    looked = planning.looked_for(request)
    context = planning.context(
        form, looked, partnership, side=side, refused=tried.refused, at=timezone.now()
    )
    return render(request, "visits/visit_new.html", context, status=tried.status)


@require_http_methods(["GET", "POST"])
def visit_counter(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    to = lifecycle.with_another_time(visit.stage_at(timezone.now()))
    if late := small_page.too_late(request, visit, to):
        return late
    side = steps.acting_side(request.user, visit.partnership)
    form = planning.bind(CounterForm, request, visit.partnership, visit=visit)

    def counter() -> Visit:
        said = form.cleaned_data
        return booking.counter_propose(
            visit, form.when(), by=request.user, message=said["message"], seen=said["seen"]
        )

    tried = refusal.attempt(request, form, counter)
    if tried.is_done:
        return _proposed(request, tried.result)
    context = planning.context(
        form,
        planning.looked_for(request),
        visit.partnership,
        side=side,
        refused=tried.refused,
        at=timezone.now(),
        visit=visit,
    )
    return render(request, "visits/visit_counter.html", context, status=tried.status)


def _proposed(request: HttpRequest, visit: Visit) -> HttpResponse:
    kept = visit.expires_at or visit.starts
    if visit.agreed:
        words = _(
            "Proposed. The other side has been told, and can answer until %(until)s. The visit "
            "stays as it was agreed unless the other side confirms."
        )
        until = time_tags.day_and_clock(kept.astimezone(visit.tz))
        messages.success(request, words % {"until": until})
        return redirect(visit)
    until = time_tags.day_in_words(kept.astimezone(visit.tz).date())
    words = _("Proposed. The other side has been told; the time is kept until %(day)s.")
    messages.success(request, words % {"day": until})
    return redirect(visit)
