"""Police presence: one tap at a site, and the weeks of it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.forms import TapForm
from incidents.models import PresenceTap, PresenceWeek
from incidents.presence import sending, tapping, weeks
from incidents.presence.weeks import Tapped
from liaison import access, refusal
from liaison.models import Partnership, Site
from liaison.roles import Permission


@require_http_methods(["GET", "HEAD", "POST"])
def presence_tap(request: HttpRequest) -> HttpResponse:
    if not access.may(request.user, Permission.PRESENCE_TAP):
        raise Http404
    sites = _sites(request, Permission.PRESENCE_TAP)
    site = _chosen(request, sites)
    form = TapForm(request.POST if request.method == "POST" else None)
    at = timezone.now()
    if form.is_bound and site and form.is_valid():
        kind = Tapped(form.cleaned_data["kind"])
        with refusal.told_to(request):
            tapping.tap(site, kind, key=form.cleaned_data["key"], by=request.user, at=at)
            messages.success(request, _("Noted: %(what)s.") % {"what": kind.label})
        return redirect(f"{request.path}?site={site.slug}")
    context = {
        "sites": sites,
        "site": site,
        "form": TapForm(),
        "taps": tapping.just_tapped(site, request.user, at=at) if site else [],
        "may_send": access.may(request.user, Permission.PRESENCE_SEND),
    }
    return render(request, "incidents/presence/tap.html", context, status=_status(form))


@require_POST
def presence_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    visible = PresenceTap.objects.visible_to(request.user).select_related("site")
    made = get_object_or_404(visible, pk=pk)
    with refusal.told_to(request):
        tapping.undo(made, by=request.user)
        messages.success(request, _("Undone: it does not count."))
    return redirect(f"{reverse('incidents:presence_tap')}?site={made.site.slug}")


@require_safe
def presence_list(request: HttpRequest) -> HttpResponse:
    """The weeks of a site, for whoever sends them; the weeks that were sent, for both sides."""
    if not access.may(request.user, Permission.PRESENCE_SEE):
        raise Http404
    sites = _sites(request, Permission.PRESENCE_SEND)
    site = _chosen(request, sites)
    sent = PresenceWeek.objects.visible_to(request.user).with_parties()
    context = {
        "sites": sites,
        "site": site,
        "weeks": sending.weeks_of(site, request.user, at=timezone.now()) if site else [],
        "partnerships": _partnerships(request, site) if site else [],
        "headings": weeks.headings(),
        "sent": sent[:26],
    }
    return render(request, "incidents/presence/list.html", context)


@require_POST
def presence_send(request: HttpRequest, pk: UUID, monday: date) -> HttpResponse:
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), pk=pk)
    if not access.may(request.user, Permission.PRESENCE_SEE, partnership):
        raise Http404
    with refusal.told_to(request):
        week = sending.send(partnership, monday, by=request.user)
        messages.success(request, _("Sent. The liaison officers have been told."))
        return redirect(week)
    return redirect(f"{reverse('incidents:presence_list')}?site={partnership.site.slug}")


@require_safe
def presence_week(request: HttpRequest, pk: UUID) -> HttpResponse:
    week = _week(request, pk)
    context = {
        "week": week,
        "headings": weeks.headings(),
        "rows": weeks.table(week.counts),
        "may_note": sending.may_note(week, request.user),
    }
    return render(request, "incidents/presence/week.html", context)


@require_POST
def presence_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    week = _week(request, pk)
    sending.note(week, by=request.user)
    messages.success(request, _("Noted. The site sees that you have read it."))
    return redirect(week)


def _week(request: HttpRequest, pk: UUID) -> PresenceWeek:
    return get_object_or_404(PresenceWeek.objects.visible_to(request.user).with_parties(), pk=pk)


def _sites(request: HttpRequest, permission: Permission) -> list[Site]:
    own = access.standing(request.user)
    return list(Site.objects.visible_to(request.user).filter(pk__in=own.sites_for(permission)))


def _chosen(request: HttpRequest, sites: list[Site]) -> Site | None:
    """The site that is asked for, or the only one."""
    asked = request.GET.get("site", "")
    if len(sites) == 1:
        return sites[0]
    return next((site for site in sites if site.slug == asked), None)


def _partnerships(request: HttpRequest, site: Site) -> list[Partnership]:
    return list(Partnership.objects.visible_to(request.user).filter(site=site).with_parties())


def _status(form: TapForm) -> int:
    return 422 if form.is_bound else 200
