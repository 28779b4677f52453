"""A page with one question about a visit: the form, the operation, and back to the visit."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from liaison import refusal
from visits import steps
from visits.models import Visit
from visits.views import reading


def to_act_on(request: HttpRequest, pk: UUID) -> Visit:
    """The visit, for somebody who acts for a side of it. Errors: ``Http404`` for what they may
    not see, ``PermissionDenied`` with the reason for what they may only look at."""
    visit = reading.visible(request, pk)
    steps.acting_side(request.user, visit.partnership)
    return visit


def answer(
    request: HttpRequest,
    visit: Visit,
    form: forms.Form,
    template: str,
    operation: Callable[[dict[str, Any], int], Any],
    *,
    done: str,
) -> HttpResponse:
    """Shows *form*; posted, does *operation* with what was said and which state was seen."""
    status = 200
    refused = None
    if form.is_bound:
        status = 422
        if form.is_valid():
            with refusal.told_to(request, form) as told:
                operation(form.cleaned_data, form.cleaned_data["seen"])
                messages.success(request, done)
                return redirect(visit)
            refused, status = told.refused, told.status
    context = {"visit": visit, "form": form, "refused": refused}
    return render(request, template, context, status=status)
