"""A page with one question about a visit: the form, the operation, and back to the visit."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from liaison import refusal
from visits import booking, steps
from visits.lifecycle import Stage
from visits.models import Visit
from visits.views import reading


def to_act_on(request: HttpRequest, pk: UUID) -> Visit:
    """The visit, for somebody who acts for a side of it. Errors: ``Http404`` for what they may
    not see, ``PermissionDenied`` with the reason for what they may only look at."""
    visit = reading.visible(request, pk)
    steps.acting_side(request.user, visit.partnership)
    return visit


def too_late(request: HttpRequest, visit: Visit, to: Stage) -> HttpResponse | None:
    """Whoever opens a page that cannot lead to *to* any more is told so, and sees the visit. What
    was sent is refused by the operation, and what was typed is kept."""
    if request.method == "POST":
        return None
    side = steps.acting_side(request.user, visit.partnership)
    with refusal.told_to(request) as told:
        booking.check_in_time(visit, to, side=side, at=timezone.now())
    return redirect(visit) if told.refused else None


def answer(
    request: HttpRequest,
    visit: Visit,
    form: forms.Form,
    template: str,
    operation: Callable[[dict[str, Any], int], Any],
    *,
    done: str | Callable[[Visit], str],
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Shows *form*, with *more* for its page; posted, does *operation* with what was said and
    which state was seen. What was ``done`` may depend on what became of the visit."""

    def act() -> Any:
        return operation(form.cleaned_data, form.cleaned_data["seen"])

    tried = refusal.attempt(request, form, act)
    if tried.is_done:
        messages.success(request, done(tried.result) if callable(done) else done)
        return redirect(visit)
    context = {"visit": visit, "form": form, "refused": tried.refused, **(more or {})}
    return render(request, template, context, status=tried.status)
