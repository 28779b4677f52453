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
from visits import closures, exceptions, terms
from visits.forms_closure import ClosureForm
from visits.models import ClosureNotice
from visits.views import reading, small_page


@require_GET
def door_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    if not closures.hangs_notice(visit, timezone.now()):
        raise Http404
    kept = exceptions.current().filter(visit=visit)
    context = {
        "visit": visit,
        "site": visit.site,
        "asked": terms.of(visit.partnership, visit.kind),
        "is_open": any(one.operating for one in kept),
        "closure": _words(closures.notice_of(visit)),
        "closed": closures.stretch(visit),
    }
    return render(request, "visits/door_notice.html", context)


@require_http_methods(["GET", "POST"])
def visit_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    access.require(request.user, Permission.VISIT_EXCEPT, visit.partnership)
    hanging = _words(closures.notice_of(visit)) or {}
    form = ClosureForm(request.POST or None, initial={"seen": visit.revision, **hanging})
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
    """None also where one of the two was taken out: half a notice hangs nowhere."""
    if told is None:
        return None
    (why, why_is_gone), (instead, instead_is_gone) = told.why.shown(), told.instead.shown()
    return None if why_is_gone or instead_is_gone else {"why": why, "instead": instead}
