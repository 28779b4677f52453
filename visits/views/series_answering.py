"""Answering a series, ending it, and bringing one of its dates back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liaison import access, refusal
from liaison.refusal import Refused
from liaison.roles import Permission
from visits import exceptions, steps
from visits.forms import ReasonForm, SeenForm
from visits.models import Series, Visit
from visits.refusals import CannotBook
from visits.series import offering
from visits.series import running as series_running
from visits.series.forms import DayForm, EndForm, RestoreForm
from visits.series.reach import Doing
from visits.views import series as pages


@require_POST
def series_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = pages.visible(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    with refusal.told_to(request, form) as told:
        offering.confirm(one, by=request.user, without=_without(request), seen=seen)
        messages.success(request, _("Confirmed. Both sides have been told."))
        return redirect(one)
    one = pages.visible(request, pk)
    return pages.page(request, one, refused=told.refused, status=told.status)


@require_http_methods(["GET", "POST"])
def series_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _to_act_on(request, pk)
    form = ReasonForm(request.POST or None, initial={"seen": one.revision})
    return _answer(
        request,
        one,
        form,
        "decline",
        lambda said: offering.decline(
            one, reason=said["reason"], by=request.user, seen=said["seen"]
        ),
        done=_("Declined. The other side has been told, with your reason."),
    )


@require_http_methods(["GET", "POST"])
def series_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _to_act_on(request, pk)
    form = ReasonForm(request.POST or None, needed=False, initial={"seen": one.revision})
    return _answer(
        request,
        one,
        form,
        "withdraw",
        lambda said: offering.withdraw(
            one, reason=said["reason"], by=request.user, seen=said["seen"]
        ),
        done=_("Withdrawn. The other side has been told."),
    )


@require_http_methods(["GET", "POST"])
def series_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _to_act_on(request, pk)
    form = EndForm(
        request.POST or None, initial={"seen": one.revision, "day": pages.asked_from(request)}
    )
    return _answer(
        request,
        one,
        form,
        "end",
        lambda said: series_running.end(
            one, reason=said["reason"], from_day=said["day"], by=request.user, seen=said["seen"]
        ),
        done=_("Ended. Both sides have been told, with your reason."),
        more=pages.reaching(request, one, Doing.END),
    )


@require_POST
def series_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = _to_act_on(request, pk)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        if "day" in form.errors:
            return redirect(one)
        day = form.cleaned_data["day"]
        return pages.page(request, one, status=422, restoring=form, day=day)
    # Kept apart: of a refusal that is about the day, the form keeps no day.
    said = dict(form.cleaned_data)
    with refusal.told_to(request, form) as told:
        visit = series_running.restore(
            one,
            said["day"],
            exception=said["exception"],
            instead=form.taken(),
            by=request.user,
        )
        return _restored(request, visit)
    return pages.page(
        request,
        pages.visible(request, pk),
        refused=told.refused,
        status=told.status,
        day=said["day"],
        restoring=form if _could_be_excepted(request, one, told.refused) else None,
    )


def _restored(request: HttpRequest, visit: Visit) -> HttpResponse:
    if visit.series and visit.waits_for_its_series:
        messages.success(request, _("It is among the dates of the series again."))
        return redirect(visit.series)
    messages.success(request, _("Proposed. The other side has been told."))
    return redirect(visit)


def _could_be_excepted(request: HttpRequest, one: Series, refused: Refused | None) -> bool:
    """Whether the reader could let the date lie in the site's hours, which alone refuse it."""
    would_help = isinstance(refused, CannotBook) and exceptions.would_help(refused.rules)
    return would_help and bool(access.may(request.user, Permission.VISIT_EXCEPT, one.partnership))


def _to_act_on(request: HttpRequest, pk: UUID) -> Series:
    """Errors: ``Http404`` for what they may not see, ``PermissionDenied`` with the reason for
    what they may only look at."""
    one = pages.visible(request, pk)
    steps.acting_side(request.user, one.partnership)
    return one


def _answer(
    request: HttpRequest,
    one: Series,
    form: Any,
    what: str,
    operation: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    tried = refusal.attempt(request, form, lambda: operation(form.cleaned_data))
    if tried.is_done:
        messages.success(request, done)
        return redirect(one)
    context = {"series": one, "form": form, "what": what, "refused": tried.refused, **(more or {})}
    return render(request, "visits/series_close.html", context, status=tried.status)


def _without(request: HttpRequest) -> set[date]:
    forms = (DayForm({"day": day}) for day in request.POST.getlist("without")[:400])
    return {form.cleaned_data["day"] for form in forms if form.is_valid()}
