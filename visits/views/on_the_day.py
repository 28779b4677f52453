"""What a side says of a coming visit by one press."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liaison import refusal
from visits.forms import SeenForm
from visits.lifecycle import Stage
from visits.models import Visit
from visits.on_the_day import marking
from visits.views import reading


@require_POST
def visit_here(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    marking.side_there(request.user, visit.partnership)
    was_missed = visit.stage == Stage.MISSED
    done = _("Kept: your side was there.") if was_missed else _("Kept: your side is there.")
    return _press(request, visit, lambda: marking.say_here(visit, by=request.user), done)


@require_POST
def visit_needed(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0

    def say() -> Any:
        return marking.say_needed(visit, by=request.user, seen=seen)

    return _press(request, visit, say, _("Kept: the visit stands."))


@require_POST
def visit_backup(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0

    def say() -> Any:
        return marking.say_backup_goes(visit, by=request.user, seen=seen)

    return _press(request, visit, say, _("Kept: the backup goes."))


def _press(
    request: HttpRequest, visit: Visit, operation: Callable[[], Any], done: str
) -> HttpResponse:
    with refusal.told_to(request) as told:
        operation()
        messages.success(request, done)
        return redirect(visit)
    fresh = reading.visible(request, visit.pk)
    return reading.page(request, fresh, refused=told.refused, status=told.status)
