"""Suspending, resuming, giving notice; and what applied on a day that has passed."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liaison import access, refusal
from liaison.models import Partnership
from liaison.roles import Permission
from protocols import interruptions, past, suspending, terminating, texts
from protocols.holding_forms import MomentForm, SuspendForm, TerminateForm
from protocols.models import Suspension, Termination, Version
from protocols.views.reading import visible_version
from protocols.views.requests import SignedIn


def version_suspend(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    partnerships = _open_to(request, version, Permission.PROTOCOL_SUSPEND)
    form = SuspendForm(
        request.POST or None,
        partnerships=partnerships,
        text=texts.read_by(request.user, version),
        language=str(translation.get_language()),
    )

    def suspend() -> Suspension:
        return suspending.suspend(version, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, suspend)
    if tried.is_done:
        messages.success(request, _("Suspended at once. Both sides have been told."))
        return redirect(version)
    context = {"version": version, "form": form}
    return render(request, "protocols/version_suspend.html", context, status=tried.status)


@require_POST
def suspension_resume(request: SignedIn, slug: str, number: int, pk: UUID) -> HttpResponse:
    version = visible_version(request, slug, number)
    access.require(request.user, Permission.PROTOCOL_SUSPEND, version)
    own = access.standing(request.user).partnerships_for(Permission.PROTOCOL_READ)
    readable = version.suspensions.filter(partnership__in=own)
    suspension = get_object_or_404(readable.select_related("partnership"), pk=pk)
    suspension.version = version
    with refusal.told_to(request):
        suspending.resume(suspension, by=request.user)
        messages.success(request, _("It applies again. Both sides have been told."))
    return redirect(version)


def version_terminate(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    partnerships = _open_to(request, version, Permission.PROTOCOL_TERMINATE)
    now = timezone.now()
    earliest = max(terminating.earliest_last_day(version, one, now) for one in partnerships)
    form = TerminateForm(
        request.POST or None, partnerships=partnerships, initial={"last_day": earliest}
    )

    def terminate() -> Termination:
        return terminating.terminate(version, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, terminate)
    if tried.is_done:
        messages.success(request, _("Notice given. Both sides have been told."))
        return redirect(version)
    context = {"version": version, "form": form, "earliest": earliest}
    return render(request, "protocols/version_terminate.html", context, status=tried.status)


@require_safe
def applied_then(request: SignedIn, pk: UUID) -> HttpResponse:
    """What applied between a site and a service at a past moment, by the site's clock."""
    pairs = Partnership.objects.visible_to(request.user).with_parties()
    partnership = get_object_or_404(pairs, pk=pk)
    if not access.may(request.user, Permission.PROTOCOL_READ, partnership):
        raise Http404
    now = timezone.now()
    form = MomentForm(request.GET or None, initial={"day": now.astimezone(partnership.site.tz)})
    moment = _moment(form, partnership)
    if moment and moment > now:
        form.add_error("day", _("Ask about a moment that has passed."))
        moment = None
    site = partnership.site
    context = {
        "partnership": partnership,
        "crumbs": [(_("Sites"), reverse("desk:site_list")), (site.name, site.get_absolute_url())],
        "zone": partnership.site.zone,
        "form": form,
        "then": past.then(partnership, moment) if moment else None,
    }
    return render(request, "protocols/applied_then.html", context)


def _open_to(request: SignedIn, version: Version, permission: Permission) -> list[Partnership]:
    """Where this person may do it now. A version that applies nowhere has no such page; but who
    was already at it comes through, so that the operation refuses in words."""
    access.require(request.user, permission, version)
    rows = version.in_force.select_related("partnership__site")
    found = interruptions.open_to(request.user, permission, rows, at=timezone.now())
    if not found and request.method == "POST":
        own = access.standing(request.user).partnerships_for(permission)
        found = [row.partnership for row in rows if row.partnership_id in own]
    if not found:
        raise Http404
    return found


def _moment(form: MomentForm, partnership: Partnership) -> datetime | None:
    if not form.is_bound or not form.is_valid():
        return None
    clock = form.cleaned_data["time"] or time(12)
    return datetime.combine(form.cleaned_data["day"], clock, tzinfo=partnership.site.tz)
