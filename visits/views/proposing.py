"""Putting a time forward: a new visit, or another time for one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liaison import access, refusal
from liaison.roles import Permission
from visits import booking, planning, steps
from visits.booking import Wish
from visits.forms import CounterForm, ProposalForm
from visits.views import small_page


@require_http_methods(["GET", "POST"])
def visit_new(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.VISIT_SEE):
        raise Http404
    access.require(request.user, Permission.VISIT_PROPOSE)
    choices = planning.choices_of(request)
    partnership = planning.partnership_of(request, choices)
    if partnership is None:
        return render(request, "visits/visit_new_with.html", {"choices": choices})
    side = steps.acting_side(request.user, partnership)
    form = planning.bind(ProposalForm, request, partnership)
    refused, status = None, 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            with refusal.told_to(request, form) as told:
                said = form.cleaned_data
                wish = Wish(
                    kind=said["kind"],
                    party_size=said["party_size"],
                    time=form.when(),
                    message=said["message"],
                    key=said["key"],
                )
                visit = booking.propose(partnership, wish, by=request.user)
                messages.success(request, _("Proposed. The other side has been told."))
                return redirect(visit)
            refused, status = told.refused, told.status
    context = planning.context(form, partnership, side=side, refused=refused, at=timezone.now())
    return render(request, "visits/visit_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def visit_counter(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    side = steps.acting_side(request.user, visit.partnership)
    form = planning.bind(CounterForm, request, visit.partnership, visit=visit)
    refused, status = None, 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            with refusal.told_to(request, form) as told:
                said = form.cleaned_data
                booking.counter_propose(
                    visit, form.when(), by=request.user, message=said["message"], seen=said["seen"]
                )
                messages.success(request, _("Proposed. The other side has been told."))
                return redirect(visit)
            refused, status = told.refused, told.status
    context = planning.context(
        form, visit.partnership, side=side, refused=refused, at=timezone.now(), visit=visit
    )
    return render(request, "visits/visit_counter.html", context, status=status)
