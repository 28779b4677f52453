"""A visit that comes again: putting it forward, and its own page."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liaison import access, refusal
from liaison.keyset import NoSuchPlace
from liaison.models import Partnership
from liaison.refusal import Refused, Tried
from liaison.roles import Permission, Side
from visits import excepted, kind_chosen, steps, terms
from visits.kinds import ONCE
from visits.models import KindTerms, Series
from visits.series import offering
from visits.series import reach as series_reach
from visits.series import running as series_running
from visits.series import showing as series_showing
from visits.series.forms import DayForm, RestoreForm, SeriesForm
from visits.series.planning import CannotRepeat, Plan
from visits.series.reach import Doing, Reach
from visits.views.with_whom import with_whom


@with_whom
def series_new(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    side = steps.acting_side(request.user, partnership)
    standing = terms.all_of(partnership)
    form = _bind(request, partnership, standing)
    kind_chosen.fit(form, standing, without=ONCE)
    tried = _propose(request, form, partnership)
    if tried.is_done:
        messages.success(request, _("Proposed. The other side has been told."))
        return redirect(tried.result)
    context: dict[str, Any] = {"form": form, "partnership": partnership, "side": side}
    context |= _shown(request, form, tried, partnership, side)
    return render(request, "visits/series_new.html", context, status=tried.status)


def _bind(
    request: HttpRequest, partnership: Partnership, standing: Mapping[str, KindTerms]
) -> SeriesForm:
    """The form; carried over from that of a single visit it comes as it was typed there."""
    zone = partnership.site.tz
    if "propose" in request.POST:
        return SeriesForm(request.POST, zone=zone)
    if request.method == "POST" and "repeat" not in request.POST:
        return SeriesForm(kind_chosen.with_length(request.POST, standing), zone=zone)
    return SeriesForm(zone=zone, initial={name: request.POST[name] for name in request.POST})


def _propose(request: HttpRequest, form: SeriesForm, partnership: Partnership) -> Tried:
    if "propose" not in request.POST:
        return Tried()

    def propose() -> Series:
        said = form.cleaned_data
        return offering.propose(
            partnership,
            form.wanted(),
            by=request.user,
            message=said["message"],
            shown=said["shown"],
            key=said["key"],
        )

    return refusal.attempt(request, form, propose)


def _shown(
    request: HttpRequest, form: SeriesForm, tried: Tried, partnership: Partnership, side: Side
) -> dict[str, Any]:
    """The dates that the form gives, once it can be read."""
    if isinstance(tried.refused, CannotRepeat):
        plan: Plan = tried.refused.plan
    elif tried.is_stale or form.can_be_shown():
        with refusal.told_to(request, form) as told:
            plan = offering.look(partnership, form.wanted(), side=side, at=timezone.now())
        if told.refused:
            return {}
    else:
        return {}
    context = series_showing.planned(plan, form.rule())
    place = form.cleaned_data["place"]
    context |= {
        "owing": excepted.owing(plan, partnership, place),
        "closing": excepted.offered_in(plan, partnership, place),
    }
    if access.may(request.user, Permission.VISIT_EXCEPT, partnership):
        context |= {"offers_exception": excepted.could_help(plan)}
    return {**context, "in_hours": form.in_hours(), "zone": partnership.site.zone}


@require_GET
def series_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return page(request, visible(request, pk), after=request.GET.get("after", ""))


def visible(request: HttpRequest, pk: UUID) -> Series:
    """Errors: ``Http404`` for what this person may not see."""
    seen = Series.objects.visible_to(request.user).with_parties()
    return get_object_or_404(seen.select_related("proposed_by"), pk=pk)


def asked_from(request: HttpRequest) -> date | None:
    """The date from which on a link means a series, if it names one."""
    asked = DayForm({"day": request.GET.get("from", "")})
    return asked.cleaned_data["day"] if asked.is_valid() else None


def reaching(request: HttpRequest, one: Series, doing: Doing) -> dict[str, Any]:
    """How far what is done reaches on a page that a date of *one* may have led to."""
    day = asked_from(request)
    visit = series_reach.on(one, day)
    return {
        "reaches": series_reach.of_date(visit, doing, Reach.FOLLOWING),
        "reach": series_reach.in_words(day if visit else None),
    }


def page(
    request: HttpRequest,
    one: Series,
    *,
    after: str = "",
    refused: Refused | None = None,
    status: int = 200,
    restoring: RestoreForm | None = None,
    day: date | None = None,
) -> HttpResponse:
    """One series as it stands; with *refused*, why what was asked cannot be done. *day* is the date
    that was to come back, *restoring* the form where it would stand with an exception."""
    at = timezone.now()
    try:
        context = series_showing.whole(one, request.user, at, after)
    except NoSuchPlace as error:
        raise Http404 from error
    context |= {
        "refused": refused,
        "failing": refused.plan.failing if isinstance(refused, CannotRepeat) else (),
        "nearest": getattr(refused, "nearest", ()),
        "restoring": restoring,
        "day": day,
        "takes_another_time": series_running.takes_another_time(one, at),
        "now": at,
    }
    return render(request, "visits/series_detail.html", context, status=status)
