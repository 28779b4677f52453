"""What hangs at the door before a visit."""

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
from visits.lifecycle import Stage
from visits.models import ClosureNotice, Visit
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
        "closure": _whole(closures.notice_of(visit)),
        "closed": closures.stretch(visit),
    }
    return render(request, "visits/door_notice.html", context)


@require_http_methods(["GET", "POST"])
def visit_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    visit = reading.visible(request, pk)
    access.require(request.user, Permission.VISIT_EXCEPT, visit.partnership)
    hanging = _whole(closures.notice_of(visit))
    begun = ClosureForm.begun(hanging.why, hanging.instead) if hanging else {}
    form = ClosureForm(request.POST or None, initial={"seen": visit.revision, **begun})
    return small_page.answer(
        request,
        visit,
        form,
        "visits/visit_closure.html",
        lambda _said, seen: closures.tell(
            visit, why=form.said("why"), instead=form.said("instead"), by=request.user, seen=seen
        ),
        done=_told(visit),
    )


def _told(visit: Visit) -> str:
    if visit.stage == Stage.CONFIRMED:
        return _("Kept. Print it and hang it up where people who use the site see it.")
    return _("Kept. Once the visit is confirmed, its page has the notice to print and hang up.")


def _whole(told: ClosureNotice | None) -> ClosureNotice | None:
    """None also where something of it was taken out: half a notice hangs nowhere."""
    return told if told and told.is_whole else None
