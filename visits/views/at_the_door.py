"""What hangs at the door before a visit."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liaison import access
from liaison.roles import Permission
from vault import TakenOut
from visits import closures, exceptions, terms
from visits.forms_closure import ClosureForm
from visits.kinds import Place
from visits.lifecycle import Stage
from visits.models import ClosureNotice
from visits.views import reading, small_page


@require_GET
def door_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    at = timezone.now()
    if visit.stage_at(at) is not Stage.CONFIRMED or visit.place != Place.ON_SITE:
        raise Http404
    kept = exceptions.current().filter(visit=visit)
    context = {
        "visit": visit,
        "site": visit.site,
        "asked": terms.of(visit.partnership, visit.kind),
        "is_open": any(one.operating for one in kept),
        "closure": _words(closures.notice_of(visit)),
    }
    return render(request, "visits/door_notice.html", context)


@require_http_methods(["GET", "POST"])
def visit_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    access.require(request.user, Permission.VISIT_EXCEPT, visit.partnership)
    form = ClosureForm(request.POST or None, initial={"seen": visit.revision})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_closure.html",
        lambda said, seen: closures.tell(
            visit, why=said["why"], instead=said["instead"], by=request.user, seen=seen
        ),
        done=_("Kept. Print it and hang it up where people who use the site see it."),
    )


def _words(told: ClosureNotice | None) -> dict[str, Any] | None:
    if told is None:
        return None
    try:
        return {"why": told.why.words(), "instead": told.instead.words()}
    except TakenOut:
        return None
