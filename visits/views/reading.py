"""The list of visits, and one visit."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from liaison import access
from liaison.keyset import NoSuchPlace
from liaison.refusal import Refused
from liaison.roles import Permission
from visits import showing, terms, timetable
from visits.contact import goals_met
from visits.models import Visit
from visits.refusals import CannotBook
from visits.series import showing as series_showing
from visits.timetable import Page


@require_GET
def visit_list(request: HttpRequest) -> HttpResponse:
    person, at = request.user, timezone.now()
    if not access.may(person, Permission.VISIT_SEE):
        raise Http404
    choices = showing.partnerships(person, Permission.VISIT_SEE)
    only = showing.chosen(choices, request.GET.get("partnership"))
    after = request.GET.get("after", "")
    is_past = request.GET.get("show") == "past"
    page = _listed(timetable.past if is_past else timetable.coming, person, at, only, after)
    waiting = [] if is_past or after else timetable.waiting(person, at, only)
    yours, theirs = showing.by_turn(showing.rows(waiting, person, at))
    series = [] if is_past or after else series_showing.lines(person, at, only)
    context = {
        "yours": yours,
        "theirs": theirs,
        **series_showing.by_turn(series),
        "lacking": [] if is_past or after else goals_met.lacking(person, at, only=only),
        "months": showing.by_month(showing.rows(page.visits, person, at)),
        "page": page,
        "is_past": is_past,
        "after": after,
        "choices": choices,
        "only": only,
        "may_propose": access.may(person, Permission.VISIT_PROPOSE),
        **showing.addresses(page, is_past=is_past, only=only),
    }
    return render(request, "visits/visit_list.html", context)


def _listed(
    listed: Callable[..., Page], person: Any, at: datetime, only: UUID | None, after: str
) -> Page:
    try:
        return listed(person, at, only=only, after=after)
    except NoSuchPlace as error:
        raise Http404 from error


@require_GET
def visit_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return page(request, visible(request, pk))


def visible(request: HttpRequest, pk: UUID) -> Visit:
    """Errors: ``Http404`` for what this person may not see."""
    seen = Visit.objects.visible_to(request.user).with_parties().select_related("proposed_by")
    return get_object_or_404(seen, pk=pk)


def page(
    request: HttpRequest, visit: Visit, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    """One visit as it stands; with *refused*, why what was asked cannot be done."""
    at = timezone.now()
    asked = terms.of(visit.partnership, visit.kind)
    context: dict[str, Any] = {
        **showing.whole(visit, request.user, at),
        "refused": refused,
        "nearest": refused.nearest if isinstance(refused, CannotBook) else (),
        "now": at,
        "asked": asked,
        "offered": showing.other_times(visit, request.user, asked, at),
    }
    return render(request, "visits/visit_detail.html", context, status=status)
