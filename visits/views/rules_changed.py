"""Another rule for a series: what it changes, then the change itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from liaison import refusal
from liaison.refusal import Tried
from liaison.roles import Side
from visits import excepted, steps
from visits.models import Series
from visits.series import changing, rule_words
from visits.series import forms as series_forms
from visits.series import reach as series_reach
from visits.series import showing as series_showing
from visits.series.forms import ChangeForm
from visits.series.planning import CannotRepeat
from visits.series.reach import Doing
from visits.views import series as pages


@require_http_methods(["GET", "POST"])
def series_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    former = pages.visible(request, pk)
    side = steps.acting_side(request.user, former.partnership)
    form = _bind(request, former)
    tried = _change(request, form, former)
    if tried.is_done:
        messages.success(request, series_showing.put_forward(tried.result))
        return redirect(tried.result)
    context = {"series": former, "form": form, "side": side, "zone": former.site.zone}
    context |= {"rule_so_far": rule_words.of(former.rule), "partnership": former.partnership}
    context |= pages.reaching(request, former, Doing.CHANGE)
    context |= _shown(request, form, tried, former, side)
    return render(request, "visits/series_change.html", context, status=tried.status)


def _bind(request: HttpRequest, former: Series) -> ChangeForm:
    if request.method == "POST":
        form = ChangeForm(request.POST, zone=former.tz)
        form.count_from(former)
        return form
    first = series_showing.first_ahead(former, timezone.now(), pages.asked_from(request))
    return ChangeForm(zone=former.tz, initial=series_forms.standing(former, first))


def _change(request: HttpRequest, form: ChangeForm, former: Series) -> Tried:
    if "propose" not in request.POST:
        return Tried()

    def change() -> Series:
        said = form.cleaned_data
        return changing.change(
            former,
            form.wanted(former),
            by=request.user,
            message=said["message"],
            shown=said["shown"],
            key=said["key"],
        )

    return refusal.attempt(request, form, change)


def _shown(
    request: HttpRequest, form: ChangeForm, tried: Tried, former: Series, side: Side
) -> dict[str, Any]:
    """What the form would change, once it can be read; also beside a refusal of its dates."""
    of_dates = tried.is_stale or isinstance(tried.refused, CannotRepeat)
    if not (of_dates or (form.is_bound and form.is_valid())):
        return {}
    with refusal.told_to(request, form) as told:
        preview = changing.preview(former, form.wanted(former), side=side, at=timezone.now())
    if told.refused:
        return {}
    context = series_showing.planned(preview.plan, form.rule()) | {"preview": preview}
    ahead = series_showing.first_ahead(former, timezone.now(), None)
    first = form.cleaned_data["day"]
    context["reach_said"] = series_reach.in_words(first if first > ahead else None)
    context["closing"] = excepted.offered_in(preview.plan, former.partnership, former.place)
    context["in_hours_apart"] = side is Side.SITE and excepted.could_help(preview.plan)
    return context
