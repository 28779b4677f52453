"""When a site operates: the page both sides read, and the page its manager changes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liaison import access, hours_told, opening, refusal, timekeeping
from liaison.forms import hours_editor
from liaison.forms.hours_editor import HoursEditor
from liaison.models import HoursSet, Site
from liaison.roles import Permission


@require_safe
def hours_show(request: HttpRequest, slug: str) -> HttpResponse:
    site = _visible(request, slug)
    at = timezone.now()
    outlook = timekeeping.outlook(site, at)
    context = {
        "site": site,
        "at": at,
        "outlook": outlook,
        "rules": hours_told.rules(opening.hours_of(outlook.known), since=outlook.week[0].date),
        "may_change": access.may(request.user, Permission.HOURS_CHANGE, site),
    }
    return render(request, "liaison/hours_show.html", context)


@require_http_methods(["GET", "POST"])
def hours_change(request: HttpRequest, slug: str) -> HttpResponse:
    site = _visible(request, slug)
    access.require(request.user, Permission.HOURS_CHANGE, site)
    if request.method == "POST" and "add" not in request.POST:
        return _save(request, site)
    if request.method == "POST":
        added = request.POST["add"]
        return _page(request, site, HoursEditor.with_room(request.POST, added), added=added)
    known = timekeeping.hours_known(site)
    document = opening.hours_of(known)
    if not hours_editor.fits(document):
        return render(request, "liaison/hours_too_long.html", {"site": site})
    today = timekeeping.day_at(site, timezone.now())
    editor = HoursEditor.of(document, expected=opening.mark_of(known), today=today)
    return _page(request, site, editor)


def say_what_was_hit(request: HttpRequest, saved: HoursSet, words: str) -> None:
    """Tells whoever has just changed the hours which visits need another time."""
    context = {"words": words, "hit": saved.hit, "zone": saved.site.zone}
    said = render_to_string("liaison/_hours_hit.html", context)
    messages.success(request, said, extra_tags="whole")


def _save(request: HttpRequest, site: Site) -> HttpResponse:
    editor = HoursEditor.sent(request.POST, opening.hours_of(timekeeping.hours_known(site)))
    if not editor.is_valid():
        return _page(request, site, editor, status=422)
    with refusal.told_to(request, editor.head) as told:
        seen = editor.head.cleaned_data["expected"]
        saved = opening.set_hours(site, editor.document, by=request.user, expected=seen)
    if told.refused is None:
        say_what_was_hit(request, saved, _("The hours are on record and count from now on."))
        return redirect("liaison:hours_show", slug=site.slug)
    # What stands now is shown beside what was typed; whoever saves again has seen it.
    editor.saw(opening.mark_of(timekeeping.hours_known(site)))
    return _page(request, site, editor, status=told.status)


def _page(
    request: HttpRequest, site: Site, editor: HoursEditor, *, added: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "site": site,
        "editor": editor,
        "added": added,
        "outlook": timekeeping.outlook(site, timezone.now()),
    }
    return render(request, "liaison/hours_change.html", context, status=status)


def _visible(request: HttpRequest, slug: str) -> Site:
    return get_object_or_404(Site.objects.visible_to(request.user), slug=slug)
