"""What follows a visit that was held: its actions, and how each side found it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liaison import refusal
from visits import steps
from visits.after import actions, outcomes
from visits.after import showing as afterwards
from visits.after.actions import Ending
from visits.after.forms import EndingForm, MoodForm, TodoForm, owners_of
from visits.models import VisitAction
from visits.views import reading, small_page


@require_http_methods(["GET", "POST"])
def action_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    side = steps.acting_side(request.user, visit.partnership)
    today = timezone.now().astimezone(visit.tz).date()
    form = TodoForm(request.POST or None, today=today, owners=owners_of(visit, side, today))

    def add() -> VisitAction:
        return actions.add(visit, form.todo(), by=request.user)

    tried = refusal.attempt(request, form, add)
    if tried.is_done:
        messages.success(request, _("Kept. Whoever does it has been told."))
        return redirect(tried.result)
    context = {"visit": visit, "form": form}
    return render(request, "visits/action_add.html", context, status=tried.status)


@require_http_methods(["GET", "POST"])
def action_end(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    mine = VisitAction.objects.visible_to(request.user).with_parties()
    todo = get_object_or_404(mine, pk=action, visit=pk)
    actions.require_owner(request.user, todo)
    form = EndingForm(request.POST or None)

    def end() -> VisitAction:
        said = form.cleaned_data
        return actions.end(todo, Ending(said["ending"]), because=said["because"], by=request.user)

    tried = refusal.attempt(request, form, end)
    if tried.is_done:
        messages.success(request, _("Kept. The other side has been told."))
        return redirect(tried.result)
    line = afterwards.line(todo, request.user)
    context = {"visit": todo.visit, "line": line, "form": form}
    return render(request, "visits/action_end.html", context, status=tried.status)


@require_POST
def visit_mood(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    form = MoodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a number from 1 to 5."))
        return redirect(visit)
    with refusal.told_to(request):
        outcomes.say_mood(visit, form.cleaned_data["mood"], by=request.user)
        messages.success(request, _("Kept. Both are shown once both sides have said."))
    visit = reading.visible(request, pk)
    return redirect(visit)
