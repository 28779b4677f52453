"""Another rule in answer to a series on offer: its dates first, then the answer itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liaison import access, refusal
from liaison.refusal import Tried
from liaison.roles import Permission, Side
from visits import excepted, steps
from visits.models import Series
from visits.series import countering, rule_words
from visits.series import forms as series_forms
from visits.series import showing as series_showing
from visits.series.countering import Answer
from visits.series.forms import CounterSeriesForm
from visits.series.planning import CannotRepeat
from visits.views import series as pages


@require_http_methods(["GET", "POST"])
def series_counter(request: HttpRequest, pk: UUID) -> HttpResponse:
    answered = pages.visible(request, pk)
    side = steps.acting_side(request.user, answered.partnership)
    form = _bind(request, answered)
    tried = _counter(request, form, answered)
    if tried.is_done:
        messages.success(request, series_showing.put_forward(tried.result))
        return redirect(tried.result)
    context = {"series": answered, "form": form, "side": side, "zone": answered.site.zone}
    context |= {"rule_so_far": rule_words.of(answered.rule), "partnership": answered.partnership}
    context |= _shown(request, form, tried, answered, side)
    return render(request, "visits/series_counter.html", context, status=tried.status)


def _bind(request: HttpRequest, answered: Series) -> CounterSeriesForm:
    if request.method == "POST":
        form = CounterSeriesForm(request.POST, zone=answered.tz)
        form.count_from(answered)
        return form
    first = series_showing.first_ahead(answered, timezone.now(), answered.starts_on)
    begins = series_forms.standing(answered, first) | {"seen": answered.revision}
    return CounterSeriesForm(zone=answered.tz, initial=begins)


def _counter(request: HttpRequest, form: CounterSeriesForm, answered: Series) -> Tried:
    if "propose" not in request.POST:
        return Tried()

    def counter() -> Series:
        said = form.cleaned_data
        answer = Answer(
            wanted=form.wanted(answered),
            message=said["message"],
            shown=said["shown"],
            key=said["key"],
        )
        return countering.counter(answered, answer, by=request.user, seen=said["seen"])

    return refusal.attempt(request, form, counter)


def _shown(
    request: HttpRequest, form: CounterSeriesForm, tried: Tried, answered: Series, side: Side
) -> dict[str, Any]:
    """The dates that the form gives, once it can be read; also beside a refusal of them. The site
    manager lets one be in the site's hours here; where a series that runs is changed, they are
    told where else."""
    of_dates = tried.is_stale or isinstance(tried.refused, CannotRepeat)
    if not (of_dates or form.can_be_shown()):
        return {}
    wanted = form.wanted(answered)
    with refusal.told_to(request, form) as told:
        looked = countering.look(answered, wanted, side=side, at=timezone.now())
    if told.refused:
        return {}
    context = series_showing.planned(looked.plan, form.rule()) | {"preview": looked.preview}
    may_except = access.may(request.user, Permission.VISIT_EXCEPT, answered.partnership)
    could_help = bool(may_except) and excepted.could_help(looked.plan)
    context["closing"] = excepted.offered_in(looked.plan, answered.partnership, answered.place)
    if looked.preview is not None:
        return context | {"in_hours_apart": could_help}
    owing = excepted.owing(looked.plan, answered.partnership, answered.place)
    return context | {
        "owing": owing,
        "offers_exception": could_help,
        "in_hours": form.in_hours(),
    }
