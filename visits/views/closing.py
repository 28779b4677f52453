"""Saying what came of a visit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liaison import refusal
from visits import steps
from visits.after import outcomes
from visits.after.forms import ClosingForm, TodoForms, owners_of
from visits.forms import MissedForm
from visits.lifecycle import Absent
from visits.models import Visit
from visits.on_the_day import standing_by
from visits.views import small_page


@require_http_methods(["GET", "POST"])
def visit_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ClosingForm(data, initial={"seen": visit.revision})
    todos = _todos(request, visit)
    if data is None or not (form.is_valid() & todos.is_valid()):
        return _page(request, visit, form, todos, status=200 if data is None else 422)

    def hold() -> Visit:
        note, seen = form.cleaned_data["note"], form.cleaned_data["seen"]
        said = form.said(todos.todos())
        return outcomes.mark_held(visit, note=note, said=said, by=request.user, seen=seen)

    tried = refusal.attempt(request, form, hold)
    if not tried.is_done:
        return _page(request, visit, form, todos, status=tried.status)
    messages.success(request, _("Marked as held. Both sides can read the note."))
    return redirect(visit)


def _todos(request: HttpRequest, visit: Visit) -> TodoForms:
    """The rows of actions; a post without any has none."""
    today = timezone.now().astimezone(visit.tz).date()
    sent: QueryDict | None = request.POST if request.method == "POST" else None
    if sent is not None and "action-TOTAL_FORMS" not in sent:
        sent = sent.copy()
        sent.update({"action-TOTAL_FORMS": "0", "action-INITIAL_FORMS": "0"})
    side = steps.acting_side(request.user, visit.partnership)
    more = {"today": today, "owners": owners_of(visit, side, today)}
    return TodoForms(sent, prefix="action", form_kwargs=more)


def _page(
    request: HttpRequest, visit: Visit, form: ClosingForm, todos: TodoForms, status: int
) -> HttpResponse:
    says_more = form.says_more or any(row.has_changed() for row in todos)
    context = {"visit": visit, "form": form, "todos": todos, "says_more": says_more}
    return render(request, "visits/visit_hold.html", context, status=status)


@require_http_methods(["GET", "POST"])
def visit_miss(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = small_page.to_act_on(request, pk)
    form = MissedForm(request.POST or None, needed=False, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_miss.html",
        lambda said, seen: outcomes.mark_missed(
            visit,
            absent=Absent(said["absent"]),
            reason=said["reason"],
            by=request.user,
            seen=seen,
        ),
        done=_("Marked as missed. Both sides have been told."),
        more={"here": standing_by.said_here(visit)},
    )
