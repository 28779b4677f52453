"""When I am away: for those who speak for a side."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liaison import leave, refusal
from liaison.events import Uncovered
from liaison.forms.leave import LeaveForm
from liaison.models import Leave
from liaison.templatetags.time_tags import day_in_words


@require_http_methods(["GET", "POST"])
def leave_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    if not leave.speaks_somewhere(request.user):
        raise Http404
    form = LeaveForm(request.POST if request.method == "POST" else None)
    missed: list[Uncovered] = []

    def record() -> Leave | None:
        """Nothing while what it would miss has not been looked at."""
        said = form.cleaned_data
        days = (said["starts_on"], said["ends_on"])
        missed.extend(leave.look(*days, by=request.user, at=at))
        mark = leave.mark_of(missed)
        if missed and said["missed"] != mark:
            return None
        return leave.record(*days, by=request.user, missed=mark, at=at)

    tried = refusal.attempt(request, form, record)
    if tried.is_done and tried.result:
        messages.success(request, _("Saved. The other side sees it beside your name."))
        for one in leave.unspoken(tried.result, at=at):
            days = {"first": day_in_words(one.first), "last": day_in_words(one.last)}
            words = _("From %(first)s to %(last)s nobody speaks for your side: %(where)s.")
            messages.warning(request, words % {**days, "where": one.partnership})
        return redirect("liaison:leave_list")
    # West of Greenwich the last day is still on when the next has begun in UTC.
    own = Leave.objects.visible_to(request.user).ahead((at - timedelta(days=1)).date())
    context = {"form": form, "own": own, "missed": missed, "mark": leave.mark_of(missed)}
    return render(request, "liaison/leave_list.html", context, status=tried.status)


@require_POST
def leave_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(Leave.objects.visible_to(request.user), pk=pk)
    with refusal.told_to(request):
        leave.withdraw(one, by=request.user)
        messages.success(request, _("Taken back. You are there on these days."))
    return redirect("liaison:leave_list")
