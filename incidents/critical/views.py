"""Critical matters: what the own side decides, and all that the other side learns."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents import pairing
from incidents.critical import confirming
from incidents.critical.forms import ConfirmForm
from incidents.lifecycle import Step
from incidents.models import CriticalMatter
from incidents.taxonomy import Lane
from incidents.views import showing
from liaison import access, complaints, refusal
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@showing.step
def incident_confirm(request: HttpRequest, reference: str) -> HttpResponse:
    incident, side = showing.find(request, reference)
    showing.require_step(request, Step.CONFIRM, incident, side)
    if request.method != "POST":
        confirming.require_unconfirmed(incident)
    pairs = pairing.partnerships_for(incident, request.user)
    form = ConfirmForm(request.POST if request.method == "POST" else None, partnerships=pairs)

    def confirm() -> None:
        confirming.confirm(
            incident,
            by=request.user,
            partnership_id=form.cleaned_data.get("partnership"),
            revision=showing.revision(request, incident),
        )

    tried = refusal.attempt(request, form, confirm)
    if tried.is_done:
        messages.success(request, _("Confirmed. The other side knows that it exists, and no more."))
        return redirect(incident)
    monday = confirming.week_of(incident)
    context = {"form": form, "week": monday, "sunday": monday + timedelta(days=6)}
    return showing.show(
        request, incident, side, "incidents/critical/confirm.html", context, tried.status
    )


@require_safe
def critical_list(request: HttpRequest) -> HttpResponse:
    """The critical matters of both sides, for those in charge."""
    if not access.may(request.user, Permission.INCIDENT_SEE_SIDE):
        raise Http404
    matters = CriticalMatter.objects.visible_to(request.user).with_parties()[:_LATEST]
    return render(request, "incidents/critical/list.html", {"matters": matters})


@require_safe
def critical_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    matter = _matter(request, pk)
    context = {
        "matter": matter,
        "way": complaints.way(matter.partnership.site, matter.week_of),
        "may_note": confirming.may_note(matter, request.user),
        "is_own": confirming.is_own(matter, request.user),
    }
    return showing.render_noted(
        request, matter, Lane.SHARED, "incidents/critical/matter.html", context
    )


@require_POST
def critical_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    matter = _matter(request, pk)
    confirming.note(matter, by=request.user)
    messages.success(request, _("Noted. The other side sees that yours has read it."))
    return redirect(matter)


def _matter(request: HttpRequest, pk: UUID) -> CriticalMatter:
    visible = CriticalMatter.objects.visible_to(request.user).with_parties()
    return get_object_or_404(visible, pk=pk)


# So many of them are shown; each was a notice and a row on the desk as well.
_LATEST = 50
